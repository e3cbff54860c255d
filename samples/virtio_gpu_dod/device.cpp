/* SPDX-License-Identifier: MIT */
/*
 * The life of the device: start, interrupts, the thread that looks after
 * changes, power, stop.  What the device is made of goes with the object, when it
 * is removed; a stop only makes it quiet.
 */
#include "precomp.h"

#define SURFACE_MEGABYTES 16
#define SURFACE_MEGABYTES_MAX 256

Gpu::Gpu(_In_ PDEVICE_OBJECT PhysicalDeviceObject) : m_Pdo(PhysicalDeviceObject)
{
	KeInitializeEvent(&m_ConfigChanged, SynchronizationEvent, FALSE);
	KeInitializeMutex(&m_Lock, 0);
	m_Screen.Resource = RESOURCE_SCREEN;
	m_Pointer.Resource = RESOURCE_POINTER;
}

Gpu::~Gpu()
{
	StopHardware();
	m_Transport.Unmap();
	if (m_Screen.Pixels)
		ExFreePoolWithTag(m_Screen.Pixels, VIRTIO_GPU_TAG);
	if (m_Pointer.Pixels)
		ExFreePoolWithTag(m_Pointer.Pixels, VIRTIO_GPU_TAG);
}

void Gpu::ReadSettings()
{
	struct {
		KEY_VALUE_PARTIAL_INFORMATION Info;
		UCHAR Room[16];
	} Value;
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"SurfaceMegabytes");
	ULONG Megabytes = SURFACE_MEGABYTES, Length = 0;
	NTSTATUS Status;
	HANDLE Key;

	Status = IoOpenDeviceRegistryKey(m_Pdo, PLUGPLAY_REGKEY_DRIVER, KEY_READ, &Key);
	if (NT_SUCCESS(Status)) {
		Status = ZwQueryValueKey(Key, &Name, KeyValuePartialInformation, &Value,
					 sizeof(Value), &Length);
		if (NT_SUCCESS(Status) && Value.Info.Type == REG_DWORD &&
		    Value.Info.DataLength == sizeof(Megabytes)) {
			RtlCopyMemory(&Megabytes, Value.Info.Data, sizeof(Megabytes));
		}
		ZwClose(Key);
	}

	Megabytes = max(1, min(Megabytes, SURFACE_MEGABYTES_MAX));
	m_MaxBytes = Megabytes << 20;
}

/* What the display's control panel shows. */
void Gpu::WriteHardwareInformation()
{
	static const struct {
		PCWSTR Name;
		PCWSTR Text;
	} Values[] = {
		{ L"HardwareInformation.AdapterString", L"Virtio GPU" },
		{ L"HardwareInformation.ChipType", L"virtio" },
		{ L"HardwareInformation.BiosString", L"None" },
		{ L"HardwareInformation.DacType", L"Virtual" },
	};
	UNICODE_STRING Name;
	HANDLE Key;

	if (!NT_SUCCESS(
		    IoOpenDeviceRegistryKey(m_Pdo, PLUGPLAY_REGKEY_DRIVER, KEY_SET_VALUE, &Key))) {
		return;
	}

	for (ULONG i = 0; i < ARRAYSIZE(Values); i++) {
		RtlInitUnicodeString(&Name, Values[i].Name);
		ZwSetValueKey(Key, &Name, 0, REG_SZ, (PVOID)Values[i].Text,
			      (ULONG)(wcslen(Values[i].Text) + 1) * sizeof(WCHAR));
	}
	RtlInitUnicodeString(&Name, L"HardwareInformation.MemorySize");
	ZwSetValueKey(Key, &Name, 0, REG_DWORD, &m_MaxBytes, sizeof(m_MaxBytes));
	ZwClose(Key);
}

/* Up to where the device answers. */
NTSTATUS Gpu::StartHardware()
{
	NTSTATUS Status;

	m_Screen.Size.Width = 0;
	m_Pointer.Size.Width = 0;
	m_Pending = 0;

	Status = m_Transport.Start(m_Queues);
	if (!NT_SUCCESS(Status)) {
		LogError("the device does not start: 0x%08x", Status);
		StopHardware();
		return Status;
	}

	m_Running = TRUE;
	Status = ReadDisplayInfo();
	if (!NT_SUCCESS(Status)) {
		StopHardware();
		return Status;
	}
	BuildModes();
	return STATUS_SUCCESS;
}

void Gpu::StopHardware()
{
	m_Running = FALSE;
	m_Transport.Reset();
	KeFlushQueuedDpcs();
	for (ULONG i = 0; i < QUEUES; i++)
		m_Queues[i].Destroy();
}

NTSTATUS Gpu::Start(_In_ PDXGKRNL_INTERFACE Dxgk, _Out_ PULONG Sources, _Out_ PULONG Children)
{
	HANDLE Thread;
	NTSTATUS Status;

	PAGED_CODE();

	RtlCopyMemory(&m_Dxgk, Dxgk, sizeof(m_Dxgk));
	Status = m_Dxgk.DxgkCbGetDeviceInformation(m_Dxgk.DeviceHandle, &m_Info);
	if (!NT_SUCCESS(Status))
		return Status;

	ReadSettings();
	WriteHardwareInformation();

	m_Screen.Bytes = m_MaxBytes;
	m_Pointer.Bytes = POINTER_SIZE * POINTER_SIZE * BYTES_PER_PIXEL;
	m_Screen.Pixels =
		(PUCHAR)ExAllocatePoolWithTag(NonPagedPoolNx, m_Screen.Bytes, VIRTIO_GPU_TAG);
	m_Pointer.Pixels =
		(PUCHAR)ExAllocatePoolWithTag(NonPagedPoolNx, m_Pointer.Bytes, VIRTIO_GPU_TAG);
	if (!m_Screen.Pixels || !m_Pointer.Pixels)
		return STATUS_NO_MEMORY;

	Status = m_Transport.Map(&m_Dxgk, m_Info.TranslatedResourceList);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = StartHardware();
	if (!NT_SUCCESS(Status))
		return Status;

	m_StopWorker = FALSE;
	Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Worker, this);
	if (!NT_SUCCESS(Status)) {
		StopHardware();
		return Status;
	}
	Status = ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, NULL, KernelMode, &m_Worker,
					   NULL);
	ZwClose(Thread);
	NT_ASSERT(NT_SUCCESS(Status));

	LogInfo("%s, %lu modes, up to %lu MiB", m_Transport.UsesMessages() ? "messages" : "line",
		m_ModeCount, m_MaxBytes >> 20);

	*Sources = 1;
	*Children = 1;
	return STATUS_SUCCESS;
}

void Gpu::Stop()
{
	PAGED_CODE();

	if (m_Worker) {
		m_StopWorker = TRUE;
		KeSetEvent(&m_ConfigChanged, IO_NO_INCREMENT, FALSE);
		KeWaitForSingleObject(m_Worker, Executive, KernelMode, FALSE, NULL);
		ObDereferenceObject(m_Worker);
		m_Worker = NULL;
	}

	Locker Hold(&m_Lock);
	if (m_Running) {
		SetScanout(RESOURCE_NONE);
		StopHardware();
	}
}

/* Tells the system of a display that came, went or is another one. */
void Gpu::Work()
{
	for (;;) {
		DXGK_CHILD_STATUS Status = {};
		ULONG Events;

		KeWaitForSingleObject(&m_ConfigChanged, Executive, KernelMode, FALSE, NULL);
		if (m_StopWorker)
			return;

		{
			Locker Hold(&m_Lock);

			if (!m_Running)
				continue;
			Events = READ_REGISTER_ULONG(&m_Transport.Config()->EventsRead);
			if (!(Events & VIRTIO_GPU_EVENT_DISPLAY))
				continue;
			WRITE_REGISTER_ULONG(&m_Transport.Config()->EventsClear,
					     VIRTIO_GPU_EVENT_DISPLAY);
			if (!NT_SUCCESS(ReadDisplayInfo()))
				continue;
			BuildModes();
			Status.Type = StatusConnection;
			Status.ChildUid = CHILD_UID;
			Status.HotPlug.Connected = m_Connected;
		}

		LogInfo("display %s, %lu x %lu", Status.HotPlug.Connected ? "there" : "gone",
			m_Preferred.Width, m_Preferred.Height);
		m_Dxgk.DxgkCbIndicateChildStatus(m_Dxgk.DeviceHandle, &Status);
	}
}

VOID Gpu::Worker(_In_ PVOID Context)
{
	static_cast<Gpu *>(Context)->Work();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

BOOLEAN Gpu::Interrupt(_In_ ULONG Message)
{
	LONG Bits;

	if (!m_Running)
		return FALSE;

	if (m_Transport.UsesMessages()) {
		/* A message may be shared when there are few; both looks cost little. */
		Bits = Message == MESSAGE_CONFIG ? VIRTIO_ISR_CONFIG | VIRTIO_ISR_QUEUE
						 : VIRTIO_ISR_QUEUE;
	} else {
		Bits = m_Transport.ReadIsr();
		if (Bits == 0)
			return FALSE;
	}

	InterlockedOr(&m_Pending, Bits);
	m_Dxgk.DxgkCbQueueDpc(m_Dxgk.DeviceHandle);
	return TRUE;
}

void Gpu::Dpc()
{
	const LONG Bits = InterlockedExchange(&m_Pending, 0);

	if (Bits & VIRTIO_ISR_QUEUE) {
		for (ULONG i = 0; i < QUEUES; i++)
			m_Queues[i].Complete();
	}
	if (Bits & VIRTIO_ISR_CONFIG)
		KeSetEvent(&m_ConfigChanged, IO_NO_INCREMENT, FALSE);
	m_Dxgk.DxgkCbNotifyDpc(m_Dxgk.DeviceHandle);
}

NTSTATUS Gpu::SetPower(_In_ ULONG Uid, _In_ DEVICE_POWER_STATE State)
{
	PAGED_CODE();

	if (Uid != DISPLAY_ADAPTER_HW_ID)
		return STATUS_SUCCESS;

	Locker Hold(&m_Lock);

	if (State == PowerDeviceD0) {
		if (!m_Running)
			StartHardware();
	} else if (m_Running) {
		StopHardware();
	}
	return STATUS_SUCCESS;
}
