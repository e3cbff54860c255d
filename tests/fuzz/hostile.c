// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* hostile.c - the hostile miniport's entry points, and its calls to the core. */
#include "hostile.h"

struct hostile hostile;

void hostile_reset(void)
{
	memset(&hostile, 0, sizeof(hostile));
	hostile_vidpn_reset();
}

NTSTATUS hostile_status(void)
{
	static const NTSTATUS some[] = {
		STATUS_UNSUCCESSFUL, STATUS_NOT_SUPPORTED, STATUS_NOT_IMPLEMENTED, STATUS_NO_MEMORY,
		STATUS_INVALID_PARAMETER, STATUS_GRAPHICS_INVALID_VIDPN, STATUS_DEVICE_REMOVED,
		STATUS_GRAPHICS_DATASET_IS_EMPTY, STATUS_MONITOR_NO_DESCRIPTOR, STATUS_PENDING,
		STATUS_TIMEOUT, STATUS_BUFFER_TOO_SMALL,
	};

	if (!fuzz_once_in(12))
		return STATUS_SUCCESS;
	return fuzz_once_in(8) ? (NTSTATUS)fuzz_u32() : some[fuzz_below(DXGK_ARRAY_SIZE(some))];
}

/* ---------------------------------------------------------- calls to the core */

static HANDLE device(void)
{
	return fuzz_once_in(32) ? (HANDLE)(uintptr_t)fuzz_u64() : hostile.dxgk.DeviceHandle;
}

static void call_map(void)
{
	static const dxgk_u64 base[] = { 0xfd000000, 0xfebf0000, 0xc000, 0xa0000, 0x800000000 };
	unsigned int at = fuzz_below(HOSTILE_MAPS);
	PHYSICAL_ADDRESS phys;
	PVOID va = (PVOID)1;
	NTSTATUS status;

	phys.QuadPart = (LONGLONG)(base[fuzz_below(DXGK_ARRAY_SIZE(base))] + fuzz_edge());
	if (fuzz_once_in(16))
		phys.QuadPart = (LONGLONG)fuzz_u64();
	status = hostile.dxgk.DxgkCbMapMemory(device(), phys, fuzz_edge(), fuzz_below(4) == 3,
					      fuzz_below(3) == 2, fuzz_below(8),
					      fuzz_once_in(32) ? NULL : &va);
	if (NT_SUCCESS(status) != (va && va != (PVOID)1))
		host_bug("map: status %#x and address %p", status, va);
	if (NT_SUCCESS(status))
		hostile.map[at] = va;
}

static void call_unmap(void)
{
	PVOID va = hostile.map[fuzz_below(HOSTILE_MAPS)];

	if (fuzz_once_in(8))
		va = (PVOID)((uintptr_t)va + fuzz_edge());
	hostile.dxgk.DxgkCbUnmapMemory(device(), va);
}

static void call_device_space(bool write)
{
	ULONG length = fuzz_below(512), offset = fuzz_edge(), type, done;
	void *p = fuzz_blob(length);

	type = fuzz_once_in(8) ? fuzz_edge() : fuzz_below(2) ? DXGK_WHICHSPACE_ROM :
							       DXGK_WHICHSPACE_CONFIG;
	if (write)
		hostile.dxgk.DxgkCbWriteDeviceSpace(device(), type, fuzz_once_in(16) ? NULL : p,
						    offset, length,
						    fuzz_once_in(16) ? NULL : &done);
	else
		hostile.dxgk.DxgkCbReadDeviceSpace(device(), type, fuzz_once_in(16) ? NULL : p,
						   offset, length, fuzz_once_in(16) ? NULL : &done);
	free(p);
}

static BOOLEAN NTAPI synchronized(PVOID context)
{
	return *(BOOLEAN *)context;
}

static void call_synchronize(void)
{
	BOOLEAN in = fuzz_below(2), out;

	hostile.dxgk.DxgkCbSynchronizeExecution(device(), fuzz_once_in(16) ? NULL : synchronized,
						&in, fuzz_once_in(4) ? fuzz_edge() : 0,
						fuzz_once_in(16) ? NULL : &out);
}

static void call_info(void)
{
	PCI_DEVICE_PRESENCE_PARAMETERS p;
	DXGK_DISPLAY_INFORMATION display;
	DXGK_DEVICE_INFO info;
	BOOLEAN present;

	switch (fuzz_below(3)) {
	case 0:
		hostile.dxgk.DxgkCbGetDeviceInformation(device(), fuzz_once_in(16) ? NULL : &info);
		break;
	case 1:
		hostile.dxgk.DxgkCbAcquirePostDisplayOwnership(device(), &display);
		break;
	default:
		memset(&p, 0, sizeof(p));
		p.Size = fuzz_once_in(4) ? fuzz_edge() : sizeof(p);
		p.Flags = fuzz_u8();
		p.VendorID = fuzz_u16();
		hostile.dxgk.DxgkCbIsDevicePresent(device(), &p, &present);
		break;
	}
}

static void call_notify(void)
{
	DXGKARGCB_NOTIFY_INTERRUPT_DATA data;
	dxgk_u8 irql = dxgk_os_irql_raise(5);
	UINT id = fuzz_once_in(4) ? fuzz_edge() : fuzz_below(2);

	memset(&data, 0, sizeof(data));
	switch (fuzz_below(4)) {
	case 0:
		data.InterruptType = DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS;
		data.DisplayOnlyPresentProgress.VidPnSourceId = id;
		data.DisplayOnlyPresentProgress.ProgressId = fuzz_below(4);
		break;
	case 1:
		data.InterruptType = DXGK_INTERRUPT_DISPLAYONLY_VSYNC;
		data.DisplayOnlyVsync.VidPnTargetId = HOSTILE_UID + id;
		break;
	case 2:
		data.InterruptType = DXGK_INTERRUPT_CRTC_VSYNC;
		data.CrtcVsync.VidPnTargetId = HOSTILE_UID + id;
		break;
	default:
		data.InterruptType = fuzz_edge();
		break;
	}
	hostile.dxgk.DxgkCbNotifyInterrupt(device(), &data);
	dxgk_os_irql_lower(irql);
	if (fuzz_below(2))
		hostile.dxgk.DxgkCbQueueDpc(device());
}

static void call_indicate(void)
{
	DXGK_CHILD_STATUS s;

	memset(&s, 0, sizeof(s));
	s.Type = fuzz_once_in(4) ? fuzz_edge() : StatusConnection;
	s.ChildUid = fuzz_once_in(4) ? fuzz_edge() : HOSTILE_UID + fuzz_below(2);
	s.HotPlug.Connected = fuzz_below(2);
	hostile.dxgk.DxgkCbIndicateChildStatus(device(), fuzz_once_in(16) ? NULL : &s);
}

static void call_vidpn(void)
{
	const DXGK_VIDPN_INTERFACE *v = NULL;
	D3DKMDT_HVIDPN h = fuzz_once_in(16) ? (D3DKMDT_HVIDPN)(uintptr_t)fuzz_u64() : hostile.vidpn;
	NTSTATUS status;

	status = hostile.dxgk.DxgkCbQueryVidPnInterface(h, 1 + fuzz_below(3),
							fuzz_once_in(16) ? NULL : &v);
	if (NT_SUCCESS(status) && v)
		hostile_vidpn_calls(v);
}

static void call_above_passive(void)
{
	dxgk_u8 irql = dxgk_os_irql_raise(2);

	switch (fuzz_below(5)) {
	case 0:
		call_map();
		break;
	case 1:
		call_unmap();
		break;
	case 2:
		call_indicate();
		break;
	case 3:
		call_device_space(false);
		break;
	default:
		hostile.dxgk.DxgkCbQueueDpc(device());
		break;
	}
	dxgk_os_irql_lower(irql);
}

void hostile_calls(void)
{
	unsigned int n = fuzz_below(6);

	while (n-- && fuzz_more() && hostile.has_dxgk) {
		switch (fuzz_below(12)) {
		case 0:
		case 1:
			call_map();
			break;
		case 2:
			call_unmap();
			break;
		case 3:
			call_device_space(false);
			break;
		case 4:
			call_device_space(true);
			break;
		case 5:
			call_synchronize();
			break;
		case 6:
			call_info();
			break;
		case 7:
			call_notify();
			break;
		case 8:
			call_indicate();
			break;
		case 9:
			call_vidpn();
			break;
		case 10:
			hostile_monitor_calls();
			break;
		default:
			call_above_passive();
			break;
		}
	}
}

void hostile_progress(void)
{
	DXGKARGCB_NOTIFY_INTERRUPT_DATA data;
	unsigned int i;
	dxgk_u8 irql;

	for (i = 0; i < HOSTILE_SOURCES; i++) {
		if (!hostile.pending[i])
			continue;
		hostile.pending[i] = false;
		memset(&data, 0, sizeof(data));
		data.InterruptType = DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS;
		data.DisplayOnlyPresentProgress.VidPnSourceId = i;
		data.DisplayOnlyPresentProgress.ProgressId = fuzz_below(2) ?
			DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_FAILED :
			DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_COMPLETE;
		irql = dxgk_os_irql_raise(5);
		hostile.dxgk.DxgkCbNotifyInterrupt(hostile.dxgk.DeviceHandle, &data);
		dxgk_os_irql_lower(irql);
		hostile.dxgk.DxgkCbQueueDpc(hostile.dxgk.DeviceHandle);
	}
}

/* ----------------------------------------------------------------- entry points */

static NTSTATUS NTAPI h_add(const PDEVICE_OBJECT pdo, PVOID *context)
{
	*context = &hostile;
	return hostile_status();
}

static NTSTATUS NTAPI h_start(const PVOID context, PDXGK_START_INFO info,
			      PDXGKRNL_INTERFACE dxgk, PULONG sources, PULONG children)
{
	memset(&hostile.dxgk, 0, sizeof(hostile.dxgk));
	memcpy(&hostile.dxgk, dxgk, dxgk->Size);
	hostile.has_dxgk = true;
	hostile_calls();
	*sources = fuzz_once_in(16) ? fuzz_edge() : 1 + fuzz_below(2);
	*children = fuzz_once_in(16) ? fuzz_edge() : 1 + fuzz_below(2);
	return hostile_status();
}

static NTSTATUS NTAPI h_stop(const PVOID context)
{
	hostile_progress();
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_remove(const PVOID context)
{
	hostile_calls();
	hostile.has_dxgk = false;
	return hostile_status();
}

static VOID NTAPI h_unload(VOID)
{
}

static NTSTATUS NTAPI h_stop_and_release(const PVOID context, D3DDDI_VIDEO_PRESENT_TARGET_ID target,
					 PDXGK_DISPLAY_INFORMATION info)
{
	hostile_progress();
	hostile_calls();
	info->Width = fuzz_edge();
	info->Height = fuzz_edge();
	info->Pitch = fuzz_edge();
	return hostile_status();
}

static NTSTATUS NTAPI h_surprise(PVOID context, DXGK_SURPRISE_REMOVAL_TYPE type)
{
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_relations(const PVOID context, PDXGK_CHILD_DESCRIPTOR d, ULONG size)
{
	ULONG n = size / sizeof(*d), i;

	hostile_calls();
	for (i = 0; i + 1 < n; i++) {
		d[i].ChildDeviceType = fuzz_once_in(8) ? fuzz_edge() : TypeVideoOutput;
		d[i].ChildCapabilities.HpdAwareness = fuzz_once_in(8) ? fuzz_edge() :
						      1 + fuzz_below(3);
		d[i].ChildCapabilities.Type.VideoOutput.InterfaceTechnology =
			fuzz_once_in(4) ? fuzz_edge() : D3DKMDT_VOT_HD15;
		d[i].ChildUid = fuzz_once_in(16) ? fuzz_edge() : HOSTILE_UID + i;
	}
	if (fuzz_once_in(16) && n)
		d[n - 1].ChildUid = fuzz_u32();
	hostile.children = n;
	return hostile_status();
}

static NTSTATUS NTAPI h_child_status(const PVOID context, PDXGK_CHILD_STATUS s, BOOLEAN gently)
{
	hostile_calls();
	if (fuzz_once_in(8))
		s->Type = fuzz_edge();
	s->HotPlug.Connected = fuzz_once_in(4) ? fuzz_u8() : TRUE;
	return hostile_status();
}

static NTSTATUS NTAPI h_descriptor(const PVOID context, ULONG uid, PDXGK_DEVICE_DESCRIPTOR d)
{
	static const UCHAR magic[] = { 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0 };
	UCHAR *b = d->DescriptorBuffer, sum = 0;
	ULONG i;

	hostile_calls();
	if (fuzz_once_in(4))
		return STATUS_MONITOR_NO_DESCRIPTOR;
	for (i = 0; i < d->DescriptorLength; i++)
		b[i] = fuzz_u8();
	if (!d->DescriptorOffset && d->DescriptorLength >= 128 && !fuzz_once_in(8))
		memcpy(b, magic, sizeof(magic));
	if (d->DescriptorLength >= 128 && !fuzz_once_in(8)) {
		for (i = 0; i < 127; i++)
			sum += b[i];
		b[127] = -sum;
	}
	return hostile_status();
}

static NTSTATUS NTAPI h_power(const PVOID context, ULONG uid, DEVICE_POWER_STATE state,
			      POWER_ACTION action)
{
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_info(const HANDLE context, const DXGKARG_QUERYADAPTERINFO *arg)
{
	DXGK_DRIVERCAPS *caps = arg->pOutputData;
	UINT i;

	hostile_calls();
	if (arg->Type != DXGKQAITYPE_DRIVERCAPS)
		return STATUS_NOT_SUPPORTED;
	if (fuzz_once_in(8)) {
		for (i = 0; i < arg->OutputDataSize; i++)
			((UCHAR *)arg->pOutputData)[i] = fuzz_u8();
	} else {
		caps->WDDMVersion = DXGKDDI_WDDMv1_2;
		caps->HighestAcceptableAddress.QuadPart = -1;
		caps->SupportNonVGA = fuzz_below(2);
		caps->SupportSurpriseRemoval = fuzz_below(2);
		caps->MaxPointerWidth = fuzz_once_in(4) ? fuzz_edge() : 64;
		caps->MaxPointerHeight = fuzz_once_in(4) ? fuzz_edge() : 64;
		caps->PointerCaps.Value = fuzz_u8();
	}
	return hostile_status();
}

static NTSTATUS NTAPI h_escape(const HANDLE context, const DXGKARG_ESCAPE *arg)
{
	UINT i;

	hostile_calls();
	for (i = 0; i < arg->PrivateDriverDataSize; i++)
		((UCHAR *)arg->pPrivateDriverData)[i] ^= 0x5a;
	return hostile_status();
}

static NTSTATUS NTAPI h_supported(const HANDLE context, DXGKARG_ISSUPPORTEDVIDPN *arg)
{
	hostile.vidpn = arg->hDesiredVidPn;
	hostile_calls();
	arg->IsVidPnSupported = !fuzz_once_in(16);
	return hostile_status();
}

static NTSTATUS NTAPI h_recommend(const HANDLE context, const DXGKARG_RECOMMENDFUNCTIONALVIDPN *arg)
{
	hostile.vidpn = arg->hRecommendedFunctionalVidPn;
	hostile_calls();
	return fuzz_below(2) ? hostile_status() : STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
}

static NTSTATUS NTAPI h_cofunc(const HANDLE context, const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg)
{
	hostile.vidpn = arg->hConstrainingVidPn;
	if (fuzz_once_in(8)) {
		hostile_calls();
		return hostile_status();
	}
	return hostile_offer_modes(arg);
}

static NTSTATUS NTAPI h_visibility(const HANDLE context,
				   const DXGKARG_SETVIDPNSOURCEVISIBILITY *arg)
{
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_commit(const HANDLE context, const DXGKARG_COMMITVIDPN *arg)
{
	hostile.vidpn = arg->hFunctionalVidPn;
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_update(const HANDLE context,
			       const DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH *arg)
{
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_monitor_modes(const HANDLE context,
				      const DXGKARG_RECOMMENDMONITORMODES *arg)
{
	hostile_calls();
	hostile_mode_set_calls(arg->pMonitorSourceModeSetInterface, arg->hMonitorSourceModeSet);
	return hostile_status();
}

static NTSTATUS NTAPI h_hw_capability(const HANDLE context, DXGKARG_QUERYVIDPNHWCAPABILITY *arg)
{
	hostile.vidpn = arg->hFunctionalVidPn;
	hostile_calls();
	arg->VidPnHWCaps.DriverRotation = fuzz_below(2);
	arg->VidPnHWCaps.DriverScaling = fuzz_below(2);
	return hostile_status();
}

static NTSTATUS NTAPI h_present(const HANDLE context, const DXGKARG_PRESENT_DISPLAYONLY *arg)
{
	const volatile UCHAR *from = arg->pSource;
	LONG i;

	/* Reads what it was told it may read. */
	for (i = 0; i < (LONG)arg->NumDirtyRects; i++) {
		const RECT *r = &arg->pDirtyRect[i];

		if (r->left >= r->right || r->top >= r->bottom)
			host_bug("present: an empty rectangle");
		(void)from[r->top * arg->Pitch + r->left * (LONG)arg->BytesPerPixel];
		(void)from[(r->bottom - 1) * arg->Pitch + r->right * (LONG)arg->BytesPerPixel - 1];
	}
	hostile_calls();
	if (arg->VidPnSourceId < HOSTILE_SOURCES && fuzz_below(3) == 2) {
		hostile.pending[arg->VidPnSourceId] = true;
		return STATUS_PENDING;
	}
	return fuzz_once_in(8) ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

static NTSTATUS NTAPI h_pointer_position(const HANDLE context,
					 const DXGKARG_SETPOINTERPOSITION *arg)
{
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_pointer_shape(const HANDLE context, const DXGKARG_SETPOINTERSHAPE *arg)
{
	UINT lines = arg->Height * (arg->Flags.Monochrome ? 2 : 1);
	const volatile UCHAR *from = arg->pPixels;

	(void)from[0];
	(void)from[lines * arg->Pitch - 1];
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_control(const HANDLE context, const DXGK_INTERRUPT_TYPE type,
				BOOLEAN enable)
{
	hostile_calls();
	return hostile_status();
}

static NTSTATUS NTAPI h_scan_line(const HANDLE context, DXGKARG_GETSCANLINE *arg)
{
	arg->InVerticalBlank = fuzz_u8();
	arg->ScanLine = fuzz_edge();
	return hostile_status();
}

static BOOLEAN NTAPI h_isr(const PVOID context, ULONG message)
{
	if (fuzz_below(2))
		hostile.dxgk.DxgkCbQueueDpc(hostile.dxgk.DeviceHandle);
	return fuzz_below(2);
}

/* In a thread of its own: draws nothing. */
static VOID NTAPI h_dpc(const PVOID context)
{
	hostile.dxgk.DxgkCbNotifyDpc(hostile.dxgk.DeviceHandle);
}

static VOID NTAPI h_reset(const PVOID context)
{
}

static NTSTATUS NTAPI h_entry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	KMDDOD_INITIALIZATION_DATA d;

	memset(&d, 0, sizeof(d));
	d.Version = DXGKDDI_INTERFACE_VERSION;
	d.DxgkDdiAddDevice = h_add;
	d.DxgkDdiStartDevice = h_start;
	d.DxgkDdiStopDevice = h_stop;
	d.DxgkDdiRemoveDevice = h_remove;
	d.DxgkDdiInterruptRoutine = h_isr;
	d.DxgkDdiDpcRoutine = h_dpc;
	d.DxgkDdiQueryChildRelations = h_relations;
	d.DxgkDdiQueryChildStatus = h_child_status;
	d.DxgkDdiQueryDeviceDescriptor = h_descriptor;
	d.DxgkDdiSetPowerState = h_power;
	d.DxgkDdiResetDevice = h_reset;
	d.DxgkDdiUnload = h_unload;
	d.DxgkDdiQueryAdapterInfo = h_info;
	d.DxgkDdiIsSupportedVidPn = h_supported;
	d.DxgkDdiEnumVidPnCofuncModality = h_cofunc;
	d.DxgkDdiSetVidPnSourceVisibility = h_visibility;
	d.DxgkDdiCommitVidPn = h_commit;
	d.DxgkDdiPresentDisplayOnly = h_present;
	d.DxgkDdiStopDeviceAndReleasePostDisplayOwnership = h_stop_and_release;
	if (!fuzz_once_in(4))
		d.DxgkDdiEscape = h_escape;
	if (!fuzz_once_in(4))
		d.DxgkDdiRecommendFunctionalVidPn = h_recommend;
	if (!fuzz_once_in(4))
		d.DxgkDdiUpdateActiveVidPnPresentPath = h_update;
	if (!fuzz_once_in(4))
		d.DxgkDdiRecommendMonitorModes = h_monitor_modes;
	if (!fuzz_once_in(4))
		d.DxgkDdiQueryVidPnHWCapability = h_hw_capability;
	if (!fuzz_once_in(4))
		d.DxgkDdiNotifySurpriseRemoval = h_surprise;
	if (!fuzz_once_in(4)) {
		d.DxgkDdiSetPointerPosition = h_pointer_position;
		d.DxgkDdiSetPointerShape = h_pointer_shape;
	}
	if (!fuzz_once_in(4)) {
		d.DxgkDdiControlInterrupt = h_control;
		d.DxgkDdiGetScanLine = h_scan_line;
	}
	return DxgkInitializeDisplayOnlyDriver(object, path, &d);
}

const struct dxgk_driver_info hostile_info = {
	.name = "hostile",
	.driver_entry = (void *)h_entry,
	.ddi_version = DXGKDDI_INTERFACE_VERSION,
};
