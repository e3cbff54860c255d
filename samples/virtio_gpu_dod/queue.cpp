/* SPDX-License-Identifier: MIT */
/*
 * A split virtqueue in contiguous memory.
 */
#include "precomp.h"

#define WAIT_SECONDS 5

Command *Command::Create(_In_ ULONG RequestSize, _In_ ULONG AnswerSize)
{
	Command *This = new (NonPagedPoolNx) Command;

	if (!This)
		return NULL;

	This->m_Request = ExAllocatePoolWithTag(NonPagedPoolNx, RequestSize, VIRTIO_GPU_TAG);
	This->m_Answer = ExAllocatePoolWithTag(NonPagedPoolNx, AnswerSize, VIRTIO_GPU_TAG);
	This->m_RequestSize = RequestSize;
	This->m_AnswerSize = AnswerSize;
	if (!This->m_Request || !This->m_Answer) {
		Destroy(This);
		return NULL;
	}

	RtlZeroMemory(This->m_Request, RequestSize);
	RtlZeroMemory(This->m_Answer, AnswerSize);
	return This;
}

void Command::Destroy(_In_opt_ Command *This)
{
	if (!This)
		return;

	if (This->m_Request)
		ExFreePoolWithTag(This->m_Request, VIRTIO_GPU_TAG);
	if (This->m_Answer)
		ExFreePoolWithTag(This->m_Answer, VIRTIO_GPU_TAG);
	if (This->m_Attached.Address)
		ExFreePoolWithTag(This->m_Attached.Address, VIRTIO_GPU_TAG);
	delete This;
}

NTSTATUS Queue::Create(_In_ USHORT Size)
{
	PHYSICAL_ADDRESS Limit;
	SIZE_T Available, Used, Total;

	PAGED_CODE();

	if (Size == 0 || Size > QUEUE_MAX)
		return STATUS_DEVICE_CONFIGURATION_ERROR;

	Available = Size * sizeof(VRING_DESC);
	Used = ALIGN_UP_BY(Available + sizeof(USHORT) * (3 + Size), 4);
	Total = Used + sizeof(USHORT) * 3 + sizeof(VRING_USED_ELEMENT) * Size;

	Limit.QuadPart = 0xFFFFFFFFFFLL;
	m_Memory = (PUCHAR)MmAllocateContiguousMemory(ROUND_TO_PAGES(Total), Limit);
	if (!m_Memory)
		return STATUS_INSUFFICIENT_RESOURCES;

	m_Descriptors = (VRING_DESC *)m_Memory;
	m_Available = (VRING_AVAIL *)(m_Memory + Available);
	m_Used = (VRING_USED *)(m_Memory + Used);
	m_Size = Size;

	KeInitializeSpinLock(&m_Lock);
	KeInitializeEvent(&m_Room, SynchronizationEvent, FALSE);
	Forget();
	return STATUS_SUCCESS;
}

void Queue::Destroy()
{
	if (m_Memory) {
		Forget();
		MmFreeContiguousMemory(m_Memory);
		m_Memory = NULL;
	}
}

void Queue::Forget()
{
	KIRQL Irql;

	if (!m_Memory)
		return;

	KeAcquireSpinLock(&m_Lock, &Irql);
	for (USHORT i = 0; i < m_Size; i++) {
		Command *Item = m_Commands[i];

		m_Commands[i] = NULL;
		if (!Item)
			continue;
		if (Item->m_Done) {
			/* Its answer is all zero: not a success. */
			KeSetEvent(Item->m_Done, IO_NO_INCREMENT, FALSE);
		} else {
			Command::Destroy(Item);
		}
	}

	RtlZeroMemory(m_Memory, (PUCHAR)&m_Used->Ring[m_Size] - m_Memory);
	for (USHORT i = 0; i < m_Size; i++)
		m_Descriptors[i].Next = i + 1;
	m_Free = 0;
	m_FreeCount = m_Size;
	m_Seen = 0;
	KeReleaseSpinLock(&m_Lock, Irql);
}

/* The next part of the memory that is one piece physically. */
BOOLEAN Queue::NextPiece(_Inout_ Buffer *Left, _Out_ PHYSICAL_ADDRESS *Physical,
			 _Out_ PULONG Length)
{
	PUCHAR At = (PUCHAR)Left->Address;
	ULONG Sum;

	if (Left->Length == 0)
		return FALSE;

	*Physical = MmGetPhysicalAddress(At);
	Sum = min(Left->Length, PAGE_SIZE - BYTE_OFFSET(At));
	while (Sum < Left->Length &&
	       MmGetPhysicalAddress(At + Sum).QuadPart == Physical->QuadPart + Sum) {
		Sum += min(Left->Length - Sum, PAGE_SIZE);
	}

	Left->Address = At + Sum;
	Left->Length -= Sum;
	*Length = Sum;
	return TRUE;
}

ULONG Queue::Count(_In_ const Buffer *Memory)
{
	Buffer Left = *Memory;
	PHYSICAL_ADDRESS Physical;
	ULONG Length, Pieces = 0;

	while (NextPiece(&Left, &Physical, &Length))
		Pieces++;
	return Pieces;
}

/* Takes descriptors off the free list; there are enough. */
ULONG Queue::AddPieces(_In_ const Buffer *Memory, _In_ USHORT Flags, _Inout_ PUSHORT Last)
{
	Buffer Left = *Memory;
	PHYSICAL_ADDRESS Physical;
	ULONG Length, Pieces = 0;

	while (NextPiece(&Left, &Physical, &Length)) {
		VRING_DESC *Desc = &m_Descriptors[m_Free];

		Desc->Address = Physical.QuadPart;
		Desc->Length = Length;
		Desc->Flags = Flags | VRING_DESC_NEXT;
		*Last = m_Free;
		m_Free = Desc->Next;
		Pieces++;
	}

	m_FreeCount -= (USHORT)Pieces;
	return Pieces;
}

NTSTATUS Queue::Post(_In_ Command *Item, _In_opt_ PKEVENT Done)
{
	const Buffer Request = { Item->m_Request, Item->m_RequestSize };
	const Buffer Answer = { Item->m_Answer, Item->m_AnswerSize };
	const ULONG Needed = Count(&Request) + Count(&Item->m_Attached) + Count(&Answer);
	LARGE_INTEGER Timeout;
	USHORT First, Last = 0;
	KIRQL Irql;

	if (Needed > m_Size) {
		Command::Destroy(Item);
		return STATUS_INVALID_BUFFER_SIZE;
	}

	Item->m_Done = Done;
	Timeout.QuadPart = -10000000LL * WAIT_SECONDS;

	for (;;) {
		KeAcquireSpinLock(&m_Lock, &Irql);
		if (m_FreeCount >= Needed)
			break;
		KeReleaseSpinLock(&m_Lock, Irql);

		if (KeWaitForSingleObject(&m_Room, Executive, KernelMode, FALSE, &Timeout) !=
		    STATUS_SUCCESS) {
			Command::Destroy(Item);
			return STATUS_IO_TIMEOUT;
		}
	}

	First = m_Free;
	AddPieces(&Request, 0, &Last);
	AddPieces(&Item->m_Attached, 0, &Last);
	AddPieces(&Answer, VRING_DESC_WRITE, &Last);
	m_Descriptors[Last].Flags &= ~VRING_DESC_NEXT;
	m_Commands[First] = Item;

	m_Available->Ring[m_Available->Index % m_Size] = First;
	KeMemoryBarrier();
	m_Available->Index++;
	KeMemoryBarrier();
	WRITE_REGISTER_USHORT(m_NotifyAddress, m_Index);
	KeReleaseSpinLock(&m_Lock, Irql);
	return STATUS_SUCCESS;
}

NTSTATUS Queue::Call(_In_ Command *Item)
{
	LARGE_INTEGER Timeout;
	NTSTATUS Status;
	KEVENT Done;
	KIRQL Irql;

	PAGED_CODE();

	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	Status = Post(Item, &Done);
	if (!NT_SUCCESS(Status))
		return Status;

	Timeout.QuadPart = -10000000LL * WAIT_SECONDS;
	Status = KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, &Timeout);
	if (Status == STATUS_TIMEOUT) {
		BOOLEAN Late;

		/* Whoever completes it sees that nobody waits any more, or it has. */
		KeAcquireSpinLock(&m_Lock, &Irql);
		Late = KeReadStateEvent(&Done) == 0;
		Item->m_Done = NULL;
		KeReleaseSpinLock(&m_Lock, Irql);
		if (Late) {
			LogError("no answer to a command within %u s", WAIT_SECONDS);
			return STATUS_IO_TIMEOUT;
		}
	}

	if (!Item->Succeeded()) {
		LogError("command 0x%x was answered with 0x%x", Item->Request<GPU_HEADER>()->Type,
			 Item->Answer<GPU_HEADER>()->Type);
		Command::Destroy(Item);
		return STATUS_UNSUCCESSFUL;
	}

	return STATUS_SUCCESS;
}

void Queue::Complete()
{
	BOOLEAN Some = FALSE;

	if (!m_Memory)
		return;

	KeAcquireSpinLockAtDpcLevel(&m_Lock);
	while (m_Seen != m_Used->Index) {
		USHORT First, Last;
		Command *Item;

		KeMemoryBarrier();
		First = Last = (USHORT)m_Used->Ring[m_Seen % m_Size].Id;
		m_Seen++;
		Some = TRUE;
		if (First >= m_Size || !m_Commands[First]) {
			LogError("the device completed %u, which it never got", First);
			continue;
		}
		Item = m_Commands[First];
		m_Commands[First] = NULL;

		m_FreeCount++;
		while (m_Descriptors[Last].Flags & VRING_DESC_NEXT) {
			Last = m_Descriptors[Last].Next;
			m_FreeCount++;
		}
		m_Descriptors[Last].Next = m_Free;
		m_Free = First;

		if (Item->m_Done) {
			KeSetEvent(Item->m_Done, IO_NO_INCREMENT, FALSE);
		} else {
			Command::Destroy(Item);
		}
	}
	KeReleaseSpinLockFromDpcLevel(&m_Lock);

	if (Some)
		KeSetEvent(&m_Room, IO_NO_INCREMENT, FALSE);
}
