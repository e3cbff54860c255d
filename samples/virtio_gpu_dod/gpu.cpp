/* SPDX-License-Identifier: MIT */
/*
 * Commands of the device.  The lock is held, except by the first start.
 */
#include "precomp.h"

/* One that has nothing to say but which resource. */
NTSTATUS Gpu::CallSimple(_In_ ULONG Type, _In_ ULONG Resource)
{
	Command *Item = Command::Create(sizeof(GPU_RESOURCE), sizeof(GPU_HEADER));
	NTSTATUS Status;

	if (!Item)
		return STATUS_NO_MEMORY;

	Item->Request<GPU_RESOURCE>()->Header.Type = Type;
	Item->Request<GPU_RESOURCE>()->Resource = Resource;
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (NT_SUCCESS(Status))
		Command::Destroy(Item);
	return Status;
}

/* Whether a display is there, what size it would like, its EDID. */
NTSTATUS Gpu::ReadDisplayInfo()
{
	const GPU_DISPLAY_INFO *Info;
	const GPU_EDID *Edid;
	Command *Item;
	NTSTATUS Status;

	Item = Command::Create(sizeof(GPU_HEADER), sizeof(GPU_DISPLAY_INFO));
	if (!Item)
		return STATUS_NO_MEMORY;
	Item->Request<GPU_HEADER>()->Type = VIRTIO_GPU_GET_DISPLAY_INFO;
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (!NT_SUCCESS(Status))
		return Status;
	Info = Item->Answer<GPU_DISPLAY_INFO>();
	m_Connected = Info->Mode[SCANOUT].Enabled != 0;
	m_Preferred.Width = Info->Mode[SCANOUT].Rect.Width & ~7;
	m_Preferred.Height = Info->Mode[SCANOUT].Rect.Height;
	Command::Destroy(Item);

	m_EdidLength = 0;
	if (!m_Transport.HasFeature(VIRTIO_FEATURE_GPU_EDID))
		return STATUS_SUCCESS;

	Item = Command::Create(sizeof(GPU_GET_EDID), sizeof(GPU_EDID));
	if (!Item)
		return STATUS_NO_MEMORY;
	Item->Request<GPU_GET_EDID>()->Header.Type = VIRTIO_GPU_GET_EDID;
	Item->Request<GPU_GET_EDID>()->Scanout = SCANOUT;
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (!NT_SUCCESS(Status))
		return Status;
	Edid = Item->Answer<GPU_EDID>();
	m_EdidLength = min(Edid->Size, EDID_MAX);
	RtlCopyMemory(m_Edid, Edid->Edid, m_EdidLength);
	Command::Destroy(Item);
	return STATUS_SUCCESS;
}

/* Makes the resource, and puts the surface's memory behind it page by page. */
NTSTATUS Gpu::CreateSurface(_Inout_ Surface *Which, _In_ const Mode *Size, _In_ ULONG Format)
{
	const ULONG Bytes = Size->Width * Size->Height * BYTES_PER_PIXEL;
	const ULONG Pages = BYTES_TO_PAGES(Bytes);
	GPU_MEMORY_ENTRY *Entries;
	GPU_CREATE_2D *Create;
	GPU_ATTACH_BACKING *Attach;
	Command *Item;
	NTSTATUS Status;
	ULONG Count = 0;

	if (Bytes == 0 || Bytes > Which->Bytes)
		return STATUS_INVALID_PARAMETER;

	Item = Command::Create(sizeof(GPU_CREATE_2D), sizeof(GPU_HEADER));
	if (!Item)
		return STATUS_NO_MEMORY;
	Create = Item->Request<GPU_CREATE_2D>();
	Create->Header.Type = VIRTIO_GPU_RESOURCE_CREATE_2D;
	Create->Resource = Which->Resource;
	Create->Format = Format;
	Create->Width = Size->Width;
	Create->Height = Size->Height;
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (!NT_SUCCESS(Status))
		return Status;
	Command::Destroy(Item);

	Entries = (GPU_MEMORY_ENTRY *)ExAllocatePoolWithTag(
		NonPagedPoolNx, Pages * sizeof(*Entries), VIRTIO_GPU_TAG);
	Item = Command::Create(sizeof(GPU_ATTACH_BACKING), sizeof(GPU_HEADER));
	if (!Entries || !Item) {
		if (Entries)
			ExFreePoolWithTag(Entries, VIRTIO_GPU_TAG);
		Command::Destroy(Item);
		CallSimple(VIRTIO_GPU_RESOURCE_UNREF, Which->Resource);
		return STATUS_NO_MEMORY;
	}

	RtlZeroMemory(Entries, Pages * sizeof(*Entries));
	for (ULONG Offset = 0; Offset < Bytes; Offset += PAGE_SIZE) {
		const ULONG Length = min(Bytes - Offset, PAGE_SIZE);
		const PHYSICAL_ADDRESS Address = MmGetPhysicalAddress(Which->Pixels + Offset);

		if (Count != 0 && Entries[Count - 1].Address + Entries[Count - 1].Length ==
					  (ULONGLONG)Address.QuadPart) {
			Entries[Count - 1].Length += Length;
			continue;
		}
		Entries[Count].Address = Address.QuadPart;
		Entries[Count].Length = Length;
		Count++;
	}

	Attach = Item->Request<GPU_ATTACH_BACKING>();
	Attach->Header.Type = VIRTIO_GPU_ATTACH_BACKING;
	Attach->Resource = Which->Resource;
	Attach->Entries = Count;
	Item->Attach(Entries, Count * sizeof(*Entries));
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (!NT_SUCCESS(Status)) {
		CallSimple(VIRTIO_GPU_RESOURCE_UNREF, Which->Resource);
		return Status;
	}
	Command::Destroy(Item);

	Which->Size = *Size;
	return STATUS_SUCCESS;
}

void Gpu::DestroySurface(_Inout_ Surface *Which)
{
	if (Which->Size.Width == 0)
		return;

	CallSimple(VIRTIO_GPU_DETACH_BACKING, Which->Resource);
	CallSimple(VIRTIO_GPU_RESOURCE_UNREF, Which->Resource);
	Which->Size.Width = Which->Size.Height = 0;
}

static void ToGpu(_In_ const RECT *Rect, _Out_ GPU_RECT *Out)
{
	Out->X = Rect->left;
	Out->Y = Rect->top;
	Out->Width = Rect->right - Rect->left;
	Out->Height = Rect->bottom - Rect->top;
}

/* The device copies what is in memory, at once or before the next command. */
NTSTATUS Gpu::Transfer(_In_ const Surface *Which, _In_ const RECT *Rect, _In_ BOOLEAN Wait)
{
	Command *Item = Command::Create(sizeof(GPU_TRANSFER), sizeof(GPU_HEADER));
	GPU_TRANSFER *Request;
	NTSTATUS Status;

	if (!Item)
		return STATUS_NO_MEMORY;

	Request = Item->Request<GPU_TRANSFER>();
	Request->Header.Type = VIRTIO_GPU_TRANSFER_TO_HOST_2D;
	ToGpu(Rect, &Request->Rect);
	Request->Offset = (ULONGLONG)Rect->top * Which->Pitch() + Rect->left * BYTES_PER_PIXEL;
	Request->Resource = Which->Resource;
	if (!Wait)
		return m_Queues[QUEUE_CONTROL].Post(Item);
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (NT_SUCCESS(Status))
		Command::Destroy(Item);
	return Status;
}

/* Comes after the transfers before it, and is waited for: then it is shown. */
NTSTATUS Gpu::Flush(_In_ const RECT *Rect)
{
	Command *Item = Command::Create(sizeof(GPU_FLUSH), sizeof(GPU_HEADER));
	NTSTATUS Status;

	if (!Item)
		return STATUS_NO_MEMORY;

	Item->Request<GPU_FLUSH>()->Header.Type = VIRTIO_GPU_RESOURCE_FLUSH;
	ToGpu(Rect, &Item->Request<GPU_FLUSH>()->Rect);
	Item->Request<GPU_FLUSH>()->Resource = m_Screen.Resource;
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (NT_SUCCESS(Status))
		Command::Destroy(Item);
	return Status;
}

NTSTATUS Gpu::SetScanout(_In_ ULONG Resource)
{
	Command *Item = Command::Create(sizeof(GPU_SET_SCANOUT), sizeof(GPU_HEADER));
	GPU_SET_SCANOUT *Request;
	NTSTATUS Status;

	if (!Item)
		return STATUS_NO_MEMORY;

	Request = Item->Request<GPU_SET_SCANOUT>();
	Request->Header.Type = VIRTIO_GPU_SET_SCANOUT;
	Request->Scanout = SCANOUT;
	Request->Resource = Resource;
	if (Resource != RESOURCE_NONE) {
		Request->Rect.Width = m_Screen.Size.Width;
		Request->Rect.Height = m_Screen.Size.Height;
	}
	Status = m_Queues[QUEUE_CONTROL].Call(Item);
	if (NT_SUCCESS(Status))
		Command::Destroy(Item);
	return Status;
}

NTSTATUS Gpu::SendCursor(_In_ ULONG Type)
{
	Command *Item = Command::Create(sizeof(GPU_CURSOR), sizeof(GPU_HEADER));
	GPU_CURSOR *Request;

	if (!Item)
		return STATUS_NO_MEMORY;

	Request = Item->Request<GPU_CURSOR>();
	Request->Header.Type = Type;
	Request->Scanout = SCANOUT;
	Request->X = (ULONG)m_PointerX;
	Request->Y = (ULONG)m_PointerY;
	Request->HotX = m_HotX;
	Request->HotY = m_HotY;
	if (m_PointerVisible && m_Pointer.Size.Width != 0)
		Request->Resource = m_Pointer.Resource;
	return m_Queues[QUEUE_CURSOR].Post(Item);
}
