/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * mock_miniport.h - the least a display-only miniport can be, for tests of
 * what surrounds it.  One source, one child that is always connected, no EDID,
 * no modes.  A test changes what an entry point does through mock.on_*.
 */
#ifndef TESTS_HOST_MOCK_MINIPORT_H
#define TESTS_HOST_MOCK_MINIPORT_H

#include <ntddk.h>
#include <dispmprt.h>

#include "test.h"
#include "adapter.h"
#include "iface.h"

struct mock {
	struct dxgk_driver *driver;
	struct dxgk_adapter *adapter;
	struct dxgk_os_device *os;
	DXGKRNL_INTERFACE cb;	/* as StartDevice got it */
	/* Called inside the entry point, before it returns that status. */
	NTSTATUS (*on_add)(void);
	NTSTATUS (*on_start)(void);
	NTSTATUS (*on_stop)(void);
	NTSTATUS (*on_remove)(void);
	NTSTATUS (*on_power)(DEVICE_POWER_STATE state);
	NTSTATUS (*on_escape)(const DXGKARG_ESCAPE *arg);
	unsigned int adds, starts, stops, removes, unloads;
	PDEVICE_OBJECT pdo;
};

static struct mock mock;

static NTSTATUS NTAPI mock_add(const PDEVICE_OBJECT pdo, PVOID *context)
{
	*context = &mock;
	mock.pdo = pdo;
	mock.adds++;
	return mock.on_add ? mock.on_add() : STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_start(const PVOID context, PDXGK_START_INFO info,
				 PDXGKRNL_INTERFACE cb, PULONG sources, PULONG children)
{
	memcpy(&mock.cb, cb, cb->Size);
	mock.starts++;
	*sources = 1;
	*children = 1;
	return mock.on_start ? mock.on_start() : STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_stop(const PVOID context)
{
	mock.stops++;
	return mock.on_stop ? mock.on_stop() : STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_remove(const PVOID context)
{
	mock.removes++;
	return mock.on_remove ? mock.on_remove() : STATUS_SUCCESS;
}

static VOID NTAPI mock_unload(VOID)
{
	mock.unloads++;
}

static NTSTATUS NTAPI mock_relations(const PVOID context, PDXGK_CHILD_DESCRIPTOR d, ULONG size)
{
	d->ChildDeviceType = TypeVideoOutput;
	d->ChildCapabilities.HpdAwareness = HpdAwarenessAlwaysConnected;
	d->ChildCapabilities.Type.VideoOutput.InterfaceTechnology = D3DKMDT_VOT_HD15;
	d->ChildUid = 0x100;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_child_status(const PVOID context, PDXGK_CHILD_STATUS status,
					BOOLEAN non_destructive)
{
	status->HotPlug.Connected = TRUE;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_descriptor(const PVOID context, ULONG uid, PDXGK_DEVICE_DESCRIPTOR d)
{
	return STATUS_GRAPHICS_CHILD_DESCRIPTOR_NOT_SUPPORTED;
}

static NTSTATUS NTAPI mock_power(const PVOID context, ULONG uid, DEVICE_POWER_STATE state,
				 POWER_ACTION action)
{
	return mock.on_power ? mock.on_power(state) : STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_adapter_info(const HANDLE context, const DXGKARG_QUERYADAPTERINFO *arg)
{
	if (arg->Type == DXGKQAITYPE_DRIVERCAPS) {
		memset(arg->pOutputData, 0, arg->OutputDataSize);
		((DXGK_DRIVERCAPS *)arg->pOutputData)->WDDMVersion = DXGKDDI_WDDMv1_2;
		((DXGK_DRIVERCAPS *)arg->pOutputData)->SupportSurpriseRemoval = TRUE;
		return STATUS_SUCCESS;
	}
	return STATUS_NOT_SUPPORTED;
}

static NTSTATUS NTAPI mock_escape(const HANDLE context, const DXGKARG_ESCAPE *arg)
{
	return mock.on_escape ? mock.on_escape(arg) : STATUS_NOT_SUPPORTED;
}

static NTSTATUS NTAPI mock_supported(const HANDLE context, DXGKARG_ISSUPPORTEDVIDPN *arg)
{
	arg->IsVidPnSupported = TRUE;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_cofunc(const HANDLE context,
				  const DXGKARG_ENUMVIDPNCOFUNCMODALITY *const arg)
{
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_visibility(const HANDLE context,
				      const DXGKARG_SETVIDPNSOURCEVISIBILITY *arg)
{
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_commit(const HANDLE context, const DXGKARG_COMMITVIDPN *const arg)
{
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI mock_present(const HANDLE context, const DXGKARG_PRESENT_DISPLAYONLY *arg)
{
	return STATUS_SUCCESS;
}

static const KMDDOD_INITIALIZATION_DATA mock_ddi = {
	.Version = DXGKDDI_INTERFACE_VERSION_WIN8,
	.DxgkDdiAddDevice = mock_add,
	.DxgkDdiStartDevice = mock_start,
	.DxgkDdiStopDevice = mock_stop,
	.DxgkDdiRemoveDevice = mock_remove,
	.DxgkDdiUnload = mock_unload,
	.DxgkDdiQueryChildRelations = mock_relations,
	.DxgkDdiQueryChildStatus = mock_child_status,
	.DxgkDdiQueryDeviceDescriptor = mock_descriptor,
	.DxgkDdiSetPowerState = mock_power,
	.DxgkDdiQueryAdapterInfo = mock_adapter_info,
	.DxgkDdiEscape = mock_escape,
	.DxgkDdiIsSupportedVidPn = mock_supported,
	.DxgkDdiEnumVidPnCofuncModality = mock_cofunc,
	.DxgkDdiSetVidPnSourceVisibility = mock_visibility,
	.DxgkDdiCommitVidPn = mock_commit,
	.DxgkDdiPresentDisplayOnly = mock_present,
};

static NTSTATUS NTAPI mock_entry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	KMDDOD_INITIALIZATION_DATA ddi = mock_ddi;

	return DxgkInitializeDisplayOnlyDriver(object, path, &ddi);
}

static const struct dxgk_driver_info mock_info = {
	.name = "mock",
	.driver_entry = (void *)mock_entry,
	.ddi_version = DXGKDDI_INTERFACE_VERSION_WIN8,
};

/* Where the mock's device has its resources. */
#define MOCK_FB		0xfd000000ull
#define MOCK_FB_LEN	0x1000000ull
#define MOCK_REGS	0xfebf0000ull
#define MOCK_REGS_LEN	0x1000ull
#define MOCK_SMALL	0xfebf2100ull	/* shares its page with who knows what */
#define MOCK_SMALL_LEN	0x100ull
#define MOCK_PORT	0xc000ull
#define MOCK_PORT_LEN	0x80ull
#define MOCK_HIGH	0x800000000ull	/* 8 GiB above 4 GiB */
#define MOCK_HIGH_LEN	0x200000000ull
#define MOCK_NEXT	(MOCK_FB + MOCK_FB_LEN)	/* a BAR right behind the first */
#define MOCK_NEXT_LEN	0x10000ull

static inline void mock_describe(struct dxgk_adapter_info *info)
{
	static const struct dxgk_resource r[] = {
		{ .kind = DXGK_RES_MEMORY, .start = MOCK_FB, .length = MOCK_FB_LEN,
		  .prefetchable = true },
		{ .kind = DXGK_RES_PORT, .start = MOCK_PORT, .length = MOCK_PORT_LEN },
		{ .kind = DXGK_RES_MEMORY, .start = MOCK_REGS, .length = MOCK_REGS_LEN },
		{ .kind = DXGK_RES_MEMORY, .start = MOCK_SMALL, .length = MOCK_SMALL_LEN },
		{ .kind = DXGK_RES_MEMORY, .start = MOCK_HIGH, .length = MOCK_HIGH_LEN },
		{ .kind = DXGK_RES_MEMORY, .start = MOCK_NEXT, .length = MOCK_NEXT_LEN },
	};

	memset(info, 0, sizeof(*info));
	info->name = "mock";
	memcpy(info->resource, r, sizeof(r));
	info->resource_count = DXGK_ARRAY_SIZE(r);
}

/* Load, add; not started. */
static inline void mock_up(bool boot_vga)
{
	struct dxgk_adapter_info info;

	memset(&mock, 0, sizeof(mock));
	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	host_phys_add(MOCK_FB, MOCK_FB_LEN, 0);
	host_phys_add(MOCK_NEXT, MOCK_NEXT_LEN, 0);
	host_phys_add(MOCK_REGS, MOCK_REGS_LEN, 0);
	host_phys_add(MOCK_SMALL & ~0xfffull, 0x1000, 0);
	mock.os = host_device_create("mock");
	assert_status(dxgk_driver_load(&mock_info, &mock.driver), STATUS_SUCCESS);
	mock_describe(&info);
	info.os = mock.os;
	info.boot_vga = boot_vga;
	assert_status(dxgk_adapter_create(mock.driver, &info, &mock.adapter), STATUS_SUCCESS);
	host_device_bind(mock.os, mock.adapter);
}

static inline void mock_remove_adapter(void)
{
	if (!mock.adapter)
		return;
	host_device_bind(mock.os, NULL);
	dxgk_adapter_remove(mock.adapter);
	mock.adapter = NULL;
}

/* Everything back; the host's own checks find what is left. */
static inline void mock_down(void)
{
	mock_remove_adapter();
	dxgk_driver_unload(mock.driver);
	host_device_destroy(mock.os);
	dxgk_core_exit();
	host_phys_reset();
}

#endif /* TESTS_HOST_MOCK_MINIPORT_H */
