/* SPDX-License-Identifier: MIT */
/*
 * A virtqueue, and what travels in it.
 */
#ifndef QUEUE_H
#define QUEUE_H

#define VIRTIO_GPU_TAG 'ugiv'
#define QUEUE_MAX 256

/* A piece of memory as the device shall see it: it may lie in several pages. */
struct Buffer {
	PVOID Address;
	ULONG Length;
};

/*
 * One request and its answer.  Both lie in pool blocks smaller than a page, so
 * each is one piece for the device; what is attached may be any size.
 */
class Command
{
public:
	static Command *Create(_In_ ULONG RequestSize, _In_ ULONG AnswerSize);
	static void Destroy(_In_opt_ Command *This);

	template <typename T> T *Request() { return static_cast<T *>(m_Request); }

	template <typename T> const T *Answer() const { return static_cast<const T *>(m_Answer); }

	/* Pool memory that is the command's from now on. */
	void Attach(_In_ PVOID Memory, _In_ ULONG Length)
	{
		m_Attached.Address = Memory;
		m_Attached.Length = Length;
	}

	BOOLEAN Succeeded() const
	{
		const GPU_HEADER *Header = Answer<GPU_HEADER>();

		return Header->Type >= VIRTIO_GPU_OK_NODATA &&
		       Header->Type <= VIRTIO_GPU_OK_NODATA + 0xff;
	}

private:
	friend class Queue;

	PVOID m_Request;
	PVOID m_Answer;
	ULONG m_RequestSize;
	ULONG m_AnswerSize;
	Buffer m_Attached;
	PKEVENT m_Done; /* under the queue's lock; NULL: nobody waits */
};

class Queue
{
public:
	/* At PASSIVE_LEVEL, with the device reset. */
	NTSTATUS Create(_In_ USHORT Size);
	void Destroy();

	/* The device forgot everything: so does the queue, whoever waits is woken. */
	void Forget();

	void SetNotify(_In_ PUSHORT Address, _In_ USHORT Index)
	{
		m_NotifyAddress = Address;
		m_Index = Index;
	}

	PHYSICAL_ADDRESS Descriptors() const { return MmGetPhysicalAddress(m_Descriptors); }
	PHYSICAL_ADDRESS Available() const { return MmGetPhysicalAddress((PVOID)m_Available); }
	PHYSICAL_ADDRESS Used() const { return MmGetPhysicalAddress((PVOID)m_Used); }

	/* The queue owns the command from here on, whatever it returns. */
	NTSTATUS Post(_In_ Command *Item, _In_opt_ PKEVENT Done = NULL);

	/*
	 * Waits for the answer, at PASSIVE_LEVEL.  The command is the caller's again
	 * when it succeeds, and gone when it fails.
	 */
	NTSTATUS Call(_In_ Command *Item);

	/* In the DPC. */
	void Complete();

private:
	ULONG AddPieces(_In_ const Buffer *Memory, _In_ USHORT Flags, _Inout_ PUSHORT Last);
	static ULONG Count(_In_ const Buffer *Memory);
	static BOOLEAN NextPiece(_Inout_ Buffer *Left, _Out_ PHYSICAL_ADDRESS *Physical,
				 _Out_ PULONG Length);

	PUCHAR m_Memory;
	VRING_DESC *m_Descriptors;
	volatile VRING_AVAIL *m_Available;
	volatile VRING_USED *m_Used;
	PUSHORT m_NotifyAddress;
	USHORT m_Index;

	KSPIN_LOCK m_Lock;
	USHORT m_Size;
	USHORT m_Free; /* first of the list */
	USHORT m_FreeCount;
	USHORT m_Seen; /* of the used ring */
	KEVENT m_Room; /* some descriptors were given back */
	Command *m_Commands[QUEUE_MAX];
};

#endif /* QUEUE_H */
