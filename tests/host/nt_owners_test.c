// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_owners_test.c - two drivers at once: what one leaves goes with it and is said to
 * be its, and what the other has stays.
 *
 * Whose call it is, the address of the code says: each driver has a section here.
 */
#include "mock_miniport.h"

#include "driver.h"
#include "nt_ke.h"

#define CODE_OF(driver) __attribute__((section("drv_" #driver), noinline))

extern const char __start_drv_a[], __stop_drv_a[], __start_drv_b[], __stop_drv_b[];

static bool owns(const struct dxgk_driver_info *info, const void *code)
{
	const char *at = code;

	return info->name[4] == 'a' ? at >= __start_drv_a && at < __stop_drv_a :
				      at >= __start_drv_b && at < __stop_drv_b;
}

static const struct dxgk_driver_info info[] = {
	{ .name = "drv-a", .driver_entry = (void *)mock_entry, .owns = owns,
	  .ddi_version = DXGKDDI_INTERFACE_VERSION_WIN8 },
	{ .name = "drv-b", .owns = owns },
};

static struct has {
	DRIVER_OBJECT object;
	PDEVICE_OBJECT device;
	PCALLBACK_OBJECT callback, permanent;
	KBUGCHECK_CALLBACK_RECORD record;
	KTIMER timer;
	KDPC dpc;
	PVOID extension, contiguous, small, large;
	PDMA_ADAPTER dma;
	HANDLE event;
	unsigned int heard, stopped;
} has[2];

static PCALLBACK_OBJECT object_of(PCWSTR text, ULONG attributes)
{
	PCALLBACK_OBJECT callback;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&oa, &name, OBJ_CASE_INSENSITIVE | attributes, NULL, NULL);
	return NT_SUCCESS(ExCreateCallback(&callback, &oa, TRUE, TRUE)) ? callback : NULL;
}

/* Device memory that no adapter has. */
#define NOBODYS	0xe0000000ull

static const GUID class = { 0x11223344, 5, 6, { 7, 8, 9, 10, 11, 12, 13, 14 } };

/* Everything that a driver can leave; the same code, in both drivers' sections. */
#define DRIVER(d, n)								\
CODE_OF(d) static VOID NTAPI hear_##d(PVOID context, PVOID a, PVOID b)	\
{										\
	has[n].heard++;								\
}										\
CODE_OF(d) static VOID NTAPI stop_##d(PVOID buffer, ULONG length)			\
{										\
	has[n].stopped++;							\
}										\
CODE_OF(d) static VOID NTAPI due_##d(PKDPC dpc, PVOID context, PVOID a, PVOID b) \
{										\
}										\
CODE_OF(d) static VOID NTAPI tick_##d(PDEVICE_OBJECT device, PVOID context)		\
{										\
}										\
CODE_OF(d) static void leave_##d(PDEVICE_OBJECT pdo, PCWSTR permanent)		\
{										\
	PHYSICAL_ADDRESS any = { .QuadPart = -1 }, io = { .QuadPart = NOBODYS };	\
	LARGE_INTEGER later = { .QuadPart = -10000000ll * 1000 };		\
	DEVICE_DESCRIPTION description = {					\
		.Version = DEVICE_DESCRIPTION_VERSION, .Master = TRUE,		\
		.ScatterGather = TRUE, .Dma64BitAddresses = TRUE,		\
		.MaximumLength = 0x1000,					\
	};									\
	UNICODE_STRING link, reference;						\
	struct has *h = &has[n];						\
	PVOID va;								\
	OBJECT_ATTRIBUTES oa;							\
	PCALLBACK_OBJECT c;							\
	UNICODE_STRING name;							\
										\
	/* Created here, since its owner is who calls. */			\
	RtlInitUnicodeString(&name, permanent);					\
	InitializeObjectAttributes(&oa, &name, OBJ_PERMANENT, NULL, NULL);	\
	ExCreateCallback(&c, &oa, TRUE, TRUE);					\
	h->permanent = c;							\
	ObDereferenceObject(c);							\
	ExRegisterCallback(h->callback, hear_##d, NULL);			\
	KeInitializeCallbackRecord(&h->record);					\
	KeRegisterBugCheckCallback(&h->record, stop_##d, NULL, 0, NULL);	\
	KeInitializeDpc(&h->dpc, due_##d, NULL);				\
	KeInitializeTimer(&h->timer);						\
	KeSetTimer(&h->timer, later, &h->dpc);					\
	IoAllocateDriverObjectExtension(&h->object, h, 16, &h->extension);	\
	h->contiguous = MmAllocateContiguousMemory(PAGE_SIZE, any);		\
	va = MmMapIoSpace(io, PAGE_SIZE, MmNonCached);				\
	MmUnmapIoSpace(va, PAGE_SIZE);						\
	h->small = ExAllocatePoolWithTag(NonPagedPool, 10, 'dcba');		\
	h->large = ExAllocatePoolWithTag(NonPagedPool, 5000, 'dcba');		\
	h->dma = IoGetDmaAdapter(pdo, &description, NULL);			\
	ZwCreateEvent(&h->event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE);	\
	RtlInitUnicodeString(&reference, permanent + 10);			\
	IoRegisterDeviceInterface(pdo, &class, &reference, &link);		\
	RtlFreeUnicodeString(&link);						\
	IoCreateDevice(&h->object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &h->device);	\
	IoInitializeTimer(h->device, tick_##d, NULL);				\
}

DRIVER(a, 0)
DRIVER(b, 1)

static ULONG blocks_of(const struct dxgk_driver_info *driver)
{
	dxgk_u64 blocks, bytes;

	dxgk_pool_live(dxgk_nt_driver_owner(driver), &blocks, &bytes);
	return (ULONG)blocks;
}

static void stop(void *arg)
{
	KeBugCheck(0x1234);
}

#define left(driver, text) host_log_count(DXGK_LOG_DEBUG, "drv-" driver ": left " text)

static void what_is_left_is_its_drivers(void **state)
{
	struct dxgk_adapter_info bus;
	unsigned int i;

	memset(&mock, 0, sizeof(mock));
	memset(has, 0, sizeof(has));
	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	host_phys_add(MOCK_FB, MOCK_FB_LEN, 0);
	host_phys_add(NOBODYS, 0x10000, 0);
	mock.os = host_device_create("mock");
	assert_status(dxgk_driver_load(&info[0], &mock.driver), STATUS_SUCCESS);
	assert_status(dxgk_nt_driver_add(&info[1]), STATUS_SUCCESS);
	mock_describe(&bus);
	bus.os = mock.os;
	assert_status(dxgk_adapter_create(mock.driver, &bus, &mock.adapter), STATUS_SUCCESS);
	for (i = 0; i < 2; i++) {
		has[i].callback = object_of(u"\\Callback\\Both", 0);
		assert_non_null(has[i].callback);
	}
	leave_a(mock.pdo, u"\\Callback\\PermanentA");
	leave_b(mock.pdo, u"\\Callback\\PermanentB");
	for (i = 0; i < 2; i++) {
		assert_true(has[i].extension && has[i].contiguous && has[i].small &&
			    has[i].large && has[i].dma && has[i].event && has[i].device);
		assert_true(blocks_of(&info[i]) >= 2);
	}

	dxgk_nt_driver_remove(&info[1]);
	assert_int_equal(left("b", "1 callbacks registered; removed"), 1);
	assert_int_equal(left("b", "a device's timer; stopped"), 1);
	assert_int_equal(left("b", "1 timers set; stopped"), 1);
	assert_int_equal(left("b", "1 bug check callbacks; removed"), 1);
	assert_int_equal(left("b", "a handle open (Event); closed"), 1);
	assert_int_equal(left("b", "4096 bytes of contiguous memory; freed"), 1);
	assert_int_equal(left("b", "2 pool blocks of tag 'abcd', 5010 bytes"), 1);
	assert_int_equal(left("a", ""), 0);
	/* The other's is all there. */
	ExNotifyCallback(has[0].callback, NULL, NULL);
	assert_int_equal(has[0].heard, 1);
	assert_int_equal(has[1].heard, 0);
	assert_non_null(host_expect_bugcheck(stop, NULL));
	assert_int_equal(has[0].stopped, 1);
	assert_int_equal(has[1].stopped, 0);
	assert_ptr_equal(IoGetDriverObjectExtension(&has[0].object, &has[0]), has[0].extension);
	assert_null(IoGetDriverObjectExtension(&has[1].object, &has[1]));
	assert_ptr_equal(object_of(u"\\Callback\\PermanentA", 0), has[0].permanent);
	ObDereferenceObject(has[0].permanent);
	assert_true(MmGetPhysicalAddress(has[0].contiguous).QuadPart != 0);
	assert_status(ZwSetEvent(has[0].event, NULL), STATUS_SUCCESS);
	assert_true(blocks_of(&info[0]) >= 2);
	assert_true(KeCancelTimer(&has[0].timer));
	for (i = 0; i < 2; i++)
		ObDereferenceObject(has[i].callback);

	mock_remove_adapter();
	dxgk_driver_unload(mock.driver);
	assert_int_equal(left("a", "a device's timer; stopped"), 1);
	assert_int_equal(left("a", "1 callbacks registered; removed"), 1);
	assert_int_equal(left("a", "2 pool blocks of tag 'abcd', 5010 bytes"), 1);
	host_device_destroy(mock.os);
	dxgk_core_exit();
	host_phys_reset();
}

/* A thread that runs on is waited for, and named when that takes long. */
static volatile LONG ended;

static VOID NTAPI long_thread(PVOID context)
{
	LARGE_INTEGER t = { .QuadPart = -10000ll * 1300 };

	KeDelayExecutionThread(KernelMode, FALSE, &t);
	InterlockedIncrement(&ended);
}

static void a_thread_is_waited_for(void **state)
{
	static const struct dxgk_driver_info one = { .name = "drv" };
	HANDLE handle;

	ended = 0;
	assert_status(dxgk_nt_init(), STATUS_SUCCESS);
	assert_status(dxgk_nt_driver_add(&one), STATUS_SUCCESS);
	assert_status(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					   long_thread, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	dxgk_nt_driver_remove(&one);
	assert_int_equal(ended, 1);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: left a thread running"), 1);
	dxgk_nt_exit();
}

static const struct CMUnitTest tests[] = {
	host_test(what_is_left_is_its_drivers),
	host_test(a_thread_is_waited_for),
};

HOST_TEST_MAIN(tests)
