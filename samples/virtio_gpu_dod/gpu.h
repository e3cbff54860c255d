/* SPDX-License-Identifier: MIT */
/*
 * The device: how it is reached (transport.cpp), what it can be told (gpu.cpp),
 * and what the display driver model asks of it (the other files).
 */
#ifndef GPU_H
#define GPU_H

#define SCANOUT 0
#define CHILD_UID 0
#define SOURCE_ID 0
#define BYTES_PER_PIXEL 4

#define MODES_MAX 32
#define EDID_MAX 1024
#define POINTER_SIZE 64

enum {
	QUEUE_CONTROL,
	QUEUE_CURSOR,
	QUEUES,
};

/* Messages; the last one serves what is left when there are fewer. */
enum {
	MESSAGE_CONFIG,
	MESSAGE_CONTROL,
	MESSAGE_CURSOR,
};

enum {
	RESOURCE_NONE,
	RESOURCE_SCREEN,
	RESOURCE_POINTER,
};

struct Mode {
	ULONG Width;
	ULONG Height;
};

/* An object of the device with memory of ours behind it. */
struct Surface {
	ULONG Resource;
	Mode Size;     /* Width 0: there is none */
	PUCHAR Pixels; /* pool */
	ULONG Bytes;

	ULONG Pitch() const { return Size.Width * BYTES_PER_PIXEL; }
};

class Transport
{
public:
	NTSTATUS Map(_In_ PDXGKRNL_INTERFACE Dxgk, _In_ const CM_RESOURCE_LIST *Resources);
	void Unmap();

	/* Reset, features, queues, and off it goes. */
	NTSTATUS Start(_Inout_updates_(QUEUES) Queue *Queues);
	void Reset();

	/* At the interrupt's level: VIRTIO_ISR_...; reading it lowers the line. */
	UCHAR ReadIsr() { return READ_REGISTER_UCHAR(m_Isr); }

	BOOLEAN HasFeature(_In_ ULONG Bit) const { return (m_Features >> Bit & 1) != 0; }
	BOOLEAN UsesMessages() const { return m_Messages != 0; }
	VIRTIO_GPU_CONFIG *Config() { return m_Config; }

private:
	enum { BARS = 6 };

	NTSTATUS FindBars(_In_ const CM_RESOURCE_LIST *Resources);
	NTSTATUS FindCapabilities();
	NTSTATUS ReadConfigSpace(_In_ ULONG Offset, _Out_writes_bytes_(Length) PVOID To,
				 _In_ ULONG Length);
	PVOID Place(_In_ const VIRTIO_PCI_CAP *Cap);
	NTSTATUS Negotiate();
	NTSTATUS StartQueue(_In_ USHORT Index, _Inout_ Queue *Which);
	USHORT Vector(_In_ ULONG Message) const;

	PDXGKRNL_INTERFACE m_Dxgk;
	struct {
		PHYSICAL_ADDRESS Start;
		ULONG Length;
		PUCHAR Mapped;
	} m_Bar[BARS];
	VIRTIO_COMMON *m_Common;
	PUCHAR m_Isr;
	PUCHAR m_Notify;
	ULONG m_NotifyMultiplier;
	VIRTIO_GPU_CONFIG *m_Config;
	ULONG m_Messages; /* how many interrupt messages; 0: the line */
	ULONGLONG m_Features;
};

class Gpu
{
public:
	/* device.cpp */
	explicit Gpu(_In_ PDEVICE_OBJECT PhysicalDeviceObject);
	~Gpu();
	NTSTATUS Start(_In_ PDXGKRNL_INTERFACE Dxgk, _Out_ PULONG Sources, _Out_ PULONG Children);
	void Stop();
	NTSTATUS SetPower(_In_ ULONG Uid, _In_ DEVICE_POWER_STATE State);
	BOOLEAN Interrupt(_In_ ULONG Message);
	void Dpc();
	void ResetDevice() { m_Transport.Reset(); }
	BOOLEAN IsRunning() const { return m_Running; }

	/* child.cpp */
	NTSTATUS QueryDescriptor(_Inout_ PDXGK_DEVICE_DESCRIPTOR Descriptor);
	NTSTATUS QueryStatus(_Inout_ PDXGK_CHILD_STATUS Status);
	NTSTATUS RecommendMonitorModes(_In_ const DXGKARG_RECOMMENDMONITORMODES *Recommend);
	void BuildModes();

	/* vidpn.cpp, cofunc.cpp */
	NTSTATUS IsSupported(_Inout_ DXGKARG_ISSUPPORTEDVIDPN *Question);
	NTSTATUS EnumCofuncModality(_In_ const DXGKARG_ENUMVIDPNCOFUNCMODALITY *Enum);
	NTSTATUS Commit(_In_ const DXGKARG_COMMITVIDPN *Commit);
	NTSTATUS SetVisibility(_In_ const DXGKARG_SETVIDPNSOURCEVISIBILITY *Visibility);

	/* present.cpp */
	NTSTATUS Present(_In_ const DXGKARG_PRESENT_DISPLAYONLY *Present);

	/* pointer.cpp */
	NTSTATUS SetPointerShape(_In_ const DXGKARG_SETPOINTERSHAPE *Shape);
	NTSTATUS SetPointerPosition(_In_ const DXGKARG_SETPOINTERPOSITION *Position);

private:
	/* gpu.cpp */
	NTSTATUS ReadDisplayInfo();
	NTSTATUS CreateSurface(_Inout_ Surface *Which, _In_ const Mode *Size, _In_ ULONG Format);
	void DestroySurface(_Inout_ Surface *Which);
	NTSTATUS Transfer(_In_ const Surface *Which, _In_ const RECT *Rect, _In_ BOOLEAN Wait);
	NTSTATUS Flush(_In_ const RECT *Rect);
	NTSTATUS SetScanout(_In_ ULONG Resource);
	NTSTATUS SendCursor(_In_ ULONG Type);
	NTSTATUS CallSimple(_In_ ULONG Type, _In_ ULONG Resource);

	/* device.cpp */
	void ReadSettings();
	void WriteHardwareInformation();
	NTSTATUS StartHardware();
	void StopHardware();
	static KSTART_ROUTINE Worker;
	void Work();

	/* vidpn.cpp, cofunc.cpp */
	NTSTATUS PinnedSource(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			      _Out_ Mode *Pinned);
	NTSTATUS PinnedTarget(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			      _Out_ Mode *Pinned);
	NTSTATUS FillSources(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			     _In_ const Mode *Only);
	NTSTATUS FillTargets(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			     _In_ const Mode *Only);
	BOOLEAN HasMode(_In_ const Mode *Size) const;
	void AddMode(_In_ ULONG Width, _In_ ULONG Height);
	static void FillSignal(_In_ const Mode *Size, _Out_ D3DKMDT_VIDEO_SIGNAL_INFO *Signal);

	PDEVICE_OBJECT m_Pdo;
	DXGKRNL_INTERFACE m_Dxgk;
	DXGK_DEVICE_INFO m_Info;
	Transport m_Transport;
	Queue m_Queues[QUEUES];
	volatile LONG m_Pending; /* VIRTIO_ISR_..., from interrupt to DPC */
	BOOLEAN m_Running;
	ULONG m_MaxBytes; /* of a surface */

	KEVENT m_ConfigChanged;
	BOOLEAN m_StopWorker;
	PVOID m_Worker; /* the thread's object */

	/* Who talks to the device: several entry points run at the same time. */
	KMUTEX m_Lock;
	BOOLEAN m_Connected;
	ULONG m_EdidLength;
	UCHAR m_Edid[EDID_MAX];
	Mode m_Preferred;
	ULONG m_ModeCount;
	Mode m_Modes[MODES_MAX];

	Surface m_Screen;
	BOOLEAN m_Visible;

	Surface m_Pointer;
	ULONG m_HotX, m_HotY;
	LONG m_PointerX, m_PointerY;
	BOOLEAN m_PointerVisible;
};

/* Held for a block. */
class Locker
{
public:
	explicit Locker(_In_ PKMUTEX Mutex) : m_Mutex(Mutex)
	{
		KeWaitForSingleObject(m_Mutex, Executive, KernelMode, FALSE, NULL);
	}
	~Locker() { KeReleaseMutex(m_Mutex, FALSE); }

private:
	PKMUTEX m_Mutex;
};

#endif /* GPU_H */
