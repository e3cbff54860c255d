/* SPDX-License-Identifier: MIT */
/*
 * Virtio over PCI: capabilities name structures in BARs.
 */
#include "precomp.h"

NTSTATUS Transport::ReadConfigSpace(_In_ ULONG Offset, _Out_writes_bytes_(Length) PVOID To,
				    _In_ ULONG Length)
{
	ULONG Read = 0;
	NTSTATUS Status;

	Status = m_Dxgk->DxgkCbReadDeviceSpace(m_Dxgk->DeviceHandle, DXGK_WHICHSPACE_CONFIG, To,
					       Offset, Length, &Read);
	if (NT_SUCCESS(Status) && Read != Length)
		Status = STATUS_DEVICE_DATA_ERROR;
	return Status;
}

/* A BAR is known by its address; it has the length of that resource. */
NTSTATUS Transport::FindBars(_In_ const CM_RESOURCE_LIST *Resources)
{
	const CM_PARTIAL_RESOURCE_LIST *List = &Resources->List[0].PartialResourceList;
	ULONG Value[BARS + 1] = {};
	NTSTATUS Status;

	Status = ReadConfigSpace(FIELD_OFFSET(PCI_COMMON_CONFIG, u.type0.BaseAddresses), Value,
				 BARS * sizeof(Value[0]));
	if (!NT_SUCCESS(Status))
		return Status;

	for (ULONG i = 0; i < BARS; i++) {
		ULONGLONG Address;

		if (Value[i] & PCI_ADDRESS_IO_SPACE)
			continue;
		Address = Value[i] & PCI_ADDRESS_MEMORY_ADDRESS_MASK;
		if ((Value[i] & PCI_ADDRESS_MEMORY_TYPE_MASK) == PCI_TYPE_64BIT)
			Address |= (ULONGLONG)Value[i + 1] << 32;

		for (ULONG j = 0; Address != 0 && j < List->Count; j++) {
			const CM_PARTIAL_RESOURCE_DESCRIPTOR *Resource =
				&List->PartialDescriptors[j];

			if (Resource->Type == CmResourceTypeMemory &&
			    Resource->u.Memory.Start.QuadPart == (LONGLONG)Address) {
				m_Bar[i].Start = Resource->u.Memory.Start;
				m_Bar[i].Length = Resource->u.Memory.Length;
			}
		}

		if ((Value[i] & PCI_ADDRESS_MEMORY_TYPE_MASK) == PCI_TYPE_64BIT)
			i++;
	}

	m_Messages = 0;
	for (ULONG j = 0; j < List->Count; j++) {
		const CM_PARTIAL_RESOURCE_DESCRIPTOR *Resource = &List->PartialDescriptors[j];

		if (Resource->Type == CmResourceTypeInterrupt &&
		    (Resource->Flags & CM_RESOURCE_INTERRUPT_MESSAGE)) {
			m_Messages++;
		}
	}

	return STATUS_SUCCESS;
}

/* Maps the whole BAR the first time that something in it is wanted. */
PVOID Transport::Place(_In_ const VIRTIO_PCI_CAP *Cap)
{
	NTSTATUS Status;

	if (Cap->Bar >= BARS || Cap->Offset >= m_Bar[Cap->Bar].Length ||
	    Cap->Size > m_Bar[Cap->Bar].Length - Cap->Offset) {
		return NULL;
	}

	if (!m_Bar[Cap->Bar].Mapped) {
		Status = m_Dxgk->DxgkCbMapMemory(m_Dxgk->DeviceHandle, m_Bar[Cap->Bar].Start,
						 m_Bar[Cap->Bar].Length, FALSE, FALSE, MmNonCached,
						 (PVOID *)&m_Bar[Cap->Bar].Mapped);
		if (!NT_SUCCESS(Status)) {
			LogError("BAR %u could not be mapped: 0x%08x", Cap->Bar, Status);
			m_Bar[Cap->Bar].Mapped = NULL;
			return NULL;
		}
	}

	return m_Bar[Cap->Bar].Mapped + Cap->Offset;
}

NTSTATUS Transport::FindCapabilities()
{
	ULONG Left = 48; /* a list that goes in circles ends, too */
	UCHAR At = 0;
	NTSTATUS Status;

	Status = ReadConfigSpace(FIELD_OFFSET(PCI_COMMON_CONFIG, u.type0.CapabilitiesPtr), &At,
				 sizeof(At));

	for (At &= ~3; NT_SUCCESS(Status) && At != 0 && Left != 0; Left--) {
		VIRTIO_PCI_CAP Cap = {};

		Status = ReadConfigSpace(At, &Cap, sizeof(Cap));
		if (!NT_SUCCESS(Status))
			break;
		At = Cap.Next & ~3;

		if (Cap.Vendor != PCI_CAPABILITY_ID_VENDOR_SPECIFIC)
			continue;

		switch (Cap.Type) {
		case VIRTIO_PCI_CAP_COMMON:
			if (!m_Common && Cap.Size >= sizeof(VIRTIO_COMMON))
				m_Common = (VIRTIO_COMMON *)Place(&Cap);
			break;
		case VIRTIO_PCI_CAP_NOTIFY:
			if (!m_Notify) {
				m_Notify = (PUCHAR)Place(&Cap);
				m_NotifyMultiplier = Cap.NotifyMultiplier;
			}
			break;
		case VIRTIO_PCI_CAP_ISR:
			if (!m_Isr)
				m_Isr = (PUCHAR)Place(&Cap);
			break;
		case VIRTIO_PCI_CAP_DEVICE:
			if (!m_Config && Cap.Size >= sizeof(VIRTIO_GPU_CONFIG))
				m_Config = (VIRTIO_GPU_CONFIG *)Place(&Cap);
			break;
		}
	}

	if (NT_SUCCESS(Status) &&
	    (!m_Common || !m_Notify || !m_Isr || !m_Config)) {
		LogError("not all of a virtio device's structures are there");
		Status = STATUS_DEVICE_CONFIGURATION_ERROR;
	}
	return Status;
}

NTSTATUS Transport::Map(_In_ PDXGKRNL_INTERFACE Dxgk, _In_ const CM_RESOURCE_LIST *Resources)
{
	NTSTATUS Status;

	PAGED_CODE();

	m_Dxgk = Dxgk;
	if (!Resources || Resources->Count == 0)
		return STATUS_DEVICE_CONFIGURATION_ERROR;

	Status = FindBars(Resources);
	if (NT_SUCCESS(Status))
		Status = FindCapabilities();
	if (!NT_SUCCESS(Status))
		Unmap();
	return Status;
}

void Transport::Unmap()
{
	for (ULONG i = 0; i < BARS; i++) {
		if (m_Bar[i].Mapped) {
			m_Dxgk->DxgkCbUnmapMemory(m_Dxgk->DeviceHandle, m_Bar[i].Mapped);
			m_Bar[i].Mapped = NULL;
		}
	}
	m_Common = NULL;
	m_Notify = NULL;
	m_Isr = NULL;
	m_Config = NULL;
}

/* May be called at any level. */
void Transport::Reset()
{
	if (!m_Common)
		return;

	WRITE_REGISTER_UCHAR(&m_Common->Status, 0);
	for (ULONG i = 0; i < 1000 && READ_REGISTER_UCHAR(&m_Common->Status) != 0; i++)
		KeStallExecutionProcessor(50);
}

NTSTATUS Transport::Negotiate()
{
	const ULONGLONG Wanted = 1ULL << VIRTIO_FEATURE_VERSION_1 | 1ULL << VIRTIO_FEATURE_GPU_EDID;
	ULONGLONG Offered = 0;

	for (ULONG i = 0; i < 2; i++) {
		WRITE_REGISTER_ULONG(&m_Common->DeviceFeatureSelect, i);
		Offered |= (ULONGLONG)READ_REGISTER_ULONG(&m_Common->DeviceFeature) << 32 * i;
	}

	m_Features = Offered & Wanted;
	if (!HasFeature(VIRTIO_FEATURE_VERSION_1))
		return STATUS_REVISION_MISMATCH;

	for (ULONG i = 0; i < 2; i++) {
		WRITE_REGISTER_ULONG(&m_Common->DriverFeatureSelect, i);
		WRITE_REGISTER_ULONG(&m_Common->DriverFeature, (ULONG)(m_Features >> 32 * i));
	}

	WRITE_REGISTER_UCHAR(&m_Common->Status, VIRTIO_STATUS_ACKNOWLEDGE | VIRTIO_STATUS_DRIVER |
							VIRTIO_STATUS_FEATURES_OK);
	if (!(READ_REGISTER_UCHAR(&m_Common->Status) & VIRTIO_STATUS_FEATURES_OK))
		return STATUS_REVISION_MISMATCH;
	return STATUS_SUCCESS;
}

USHORT Transport::Vector(_In_ ULONG Message) const
{
	if (m_Messages == 0)
		return VIRTIO_NO_VECTOR;
	return (USHORT)min(Message, m_Messages - 1);
}

NTSTATUS Transport::StartQueue(_In_ USHORT Index, _Inout_ Queue *Which)
{
	const USHORT Wanted = Vector(MESSAGE_CONTROL + Index);
	PHYSICAL_ADDRESS Address[3];
	ULONG *Place[3] = { m_Common->QueueDesc, m_Common->QueueDriver, m_Common->QueueDevice };
	NTSTATUS Status;
	USHORT Size;

	WRITE_REGISTER_USHORT(&m_Common->QueueSelect, Index);
	Size = READ_REGISTER_USHORT(&m_Common->QueueSize);
	if (Size == 0)
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	Size = min(Size, QUEUE_MAX);
	WRITE_REGISTER_USHORT(&m_Common->QueueSize, Size);

	Status = Which->Create(Size);
	if (!NT_SUCCESS(Status))
		return Status;

	WRITE_REGISTER_USHORT(&m_Common->QueueVector, Wanted);
	if (READ_REGISTER_USHORT(&m_Common->QueueVector) != Wanted) {
		LogError("queue %u gets no message %u", Index, Wanted);
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	}

	Address[0] = Which->Descriptors();
	Address[1] = Which->Available();
	Address[2] = Which->Used();
	for (ULONG i = 0; i < ARRAYSIZE(Address); i++) {
		WRITE_REGISTER_ULONG(&Place[i][0], Address[i].LowPart);
		WRITE_REGISTER_ULONG(&Place[i][1], (ULONG)Address[i].HighPart);
	}

	Which->SetNotify(
		(PUSHORT)(m_Notify + (SIZE_T)m_NotifyMultiplier *
					     READ_REGISTER_USHORT(&m_Common->QueueNotifyOffset)),
		Index);
	WRITE_REGISTER_USHORT(&m_Common->QueueEnable, 1);
	return STATUS_SUCCESS;
}

NTSTATUS Transport::Start(_Inout_updates_(QUEUES) Queue *Queues)
{
	const USHORT Wanted = Vector(MESSAGE_CONFIG);
	NTSTATUS Status;

	PAGED_CODE();

	Reset();
	WRITE_REGISTER_UCHAR(&m_Common->Status, VIRTIO_STATUS_ACKNOWLEDGE);
	WRITE_REGISTER_UCHAR(&m_Common->Status, VIRTIO_STATUS_ACKNOWLEDGE | VIRTIO_STATUS_DRIVER);

	Status = Negotiate();
	if (!NT_SUCCESS(Status))
		return Status;

	WRITE_REGISTER_USHORT(&m_Common->ConfigVector, Wanted);
	if (READ_REGISTER_USHORT(&m_Common->ConfigVector) != Wanted)
		return STATUS_DEVICE_CONFIGURATION_ERROR;

	for (USHORT i = 0; i < QUEUES; i++) {
		Status = StartQueue(i, &Queues[i]);
		if (!NT_SUCCESS(Status))
			return Status;
	}

	WRITE_REGISTER_UCHAR(&m_Common->Status, VIRTIO_STATUS_ACKNOWLEDGE | VIRTIO_STATUS_DRIVER |
							VIRTIO_STATUS_FEATURES_OK |
							VIRTIO_STATUS_DRIVER_OK);
	return STATUS_SUCCESS;
}
