// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "adapter.h"

namespace modern
{

template <typename F> void Adapter::ForEachResource(F &&f) const
{
    if (!info_.TranslatedResourceList)
        return;
    const auto &full = info_.TranslatedResourceList->List[0];
    ktl::span<const CM_PARTIAL_RESOURCE_DESCRIPTOR> all(full.PartialResourceList.PartialDescriptors,
                                                        full.PartialResourceList.Count);
    for (const auto &d : all)
        f(d);
}

Adapter::~Adapter()
{
    Stop();
}

NTSTATUS Adapter::Start(PDXGK_START_INFO, PDXGKRNL_INTERFACE krnl)
{
    RtlCopyMemory(&krnl_, krnl, min(krnl->Size, sizeof(krnl_)));
    NTSTATUS status = krnl_.DxgkCbGetDeviceInformation(krnl_.DeviceHandle, &info_);
    if (!NT_SUCCESS(status))
        return status;
    auto guard = ktl::scope_exit([this] { Stop(); });
    PHYSICAL_ADDRESS frame{};
    ULONG length = 0;
    ForEachResource(
        [&](const CM_PARTIAL_RESOURCE_DESCRIPTOR &d)
        {
            switch (d.Type)
            {
            case CmResourceTypeMemory:
            case CmResourceTypeMemoryLarge:
                if (!length)
                {
                    frame = d.u.Memory.Start;
                    length = d.u.Memory.Length;
                }
                [[fallthrough]];
            default:
                break;
            }
        });
    if (!length)
        return STATUS_DEVICE_CONFIGURATION_ERROR;
    status = krnl_.DxgkCbMapMemory(krnl_.DeviceHandle, frame, length, FALSE, FALSE, MmWriteCombined,
                                   &frame_);
    if (!NT_SUCCESS(status))
        return status;
    {
        auto c = counters_.Lock();
        c->presents = 0;
    }
    if (auto c = counters_.Lock(); c->presents == 0)
        state_ = State::Started;
    guard.dismiss();
    return STATUS_SUCCESS;
}

void Adapter::Stop()
{
    if (frame_)
    {
        krnl_.DxgkCbUnmapMemory(krnl_.DeviceHandle, frame_);
        frame_ = nullptr;
    }
    state_ = State::Stopped;
}

#pragma code_seg(push, "PAGE")
_Use_decl_annotations_ NTSTATUS Adapter::DdiAddDevice(IN_CONST_PDEVICE_OBJECT pdo,
                                                      OUT_PPVOID context)
{
    PAGED_CODE();
    auto adapter = new (POOL_FLAG_NON_PAGED, Tag) Adapter(pdo);
    if (adapter == nullptr)
        return STATUS_NO_MEMORY;
    *context = adapter;
    return STATUS_SUCCESS;
}
_Use_decl_annotations_ NTSTATUS Adapter::DdiStartDevice(IN_CONST_PVOID ctx,
                                                        IN_PDXGK_START_INFO info,
                                                        IN_PDXGKRNL_INTERFACE krnl,
                                                        OUT_PULONG sources, OUT_PULONG children)
{
    PAGED_CODE();
    *sources = 1;
    *children = 1;
    return static_cast<Adapter *>(const_cast<PVOID>(ctx))->Start(info, krnl);
}
NTSTATUS Adapter::DdiStopDevice(IN_CONST_PVOID ctx)
{
    reinterpret_cast<Adapter *>(ctx)->Stop();
    return STATUS_SUCCESS;
}
NTSTATUS Adapter::DdiRemoveDevice(IN_CONST_PVOID ctx)
{
    delete reinterpret_cast<Adapter *>(ctx);
    return STATUS_SUCCESS;
}
#pragma code_seg(pop)
VOID Adapter::DdiResetDevice(IN_CONST_PVOID) {}
VOID Adapter::DdiUnload(VOID)
{
    DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL, "%s\n", __FUNCTION__);
}
NTSTATUS Adapter::DdiQueryChildRelations(IN_CONST_PVOID, INOUT_PDXGK_CHILD_DESCRIPTOR d, ULONG size)
{
    const ULONG n = size / sizeof(DXGK_CHILD_DESCRIPTOR) - 1;
    for (ULONG i = 0; i < n; ++i)
    {
        d[i].ChildDeviceType = TypeVideoOutput;
        d[i].ChildCapabilities.HpdAwareness = HpdAwarenessInterruptible;
        d[i].ChildCapabilities.Type.VideoOutput.InterfaceTechnology = D3DKMDT_VOT_HD15;
        d[i].ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness = D3DKMDT_MOA_NONE;
        d[i].ChildCapabilities.Type.VideoOutput.SupportsSdtvModes = FALSE;
        d[i].ChildUid = i;
    }
    return STATUS_SUCCESS;
}
NTSTATUS Adapter::DdiQueryChildStatus(IN_CONST_PVOID, INOUT_PDXGK_CHILD_STATUS s, BOOLEAN)
{
    s->HotPlug.Connected = s->Type == StatusConnection;
    return STATUS_SUCCESS;
}
NTSTATUS Adapter::DdiQueryDeviceDescriptor(IN_CONST_PVOID, IN_ULONG, INOUT_PDXGK_DEVICE_DESCRIPTOR)
{
    return STATUS_MONITOR_NO_DESCRIPTOR;
}
NTSTATUS Adapter::DdiSetPowerState(IN_CONST_PVOID, IN_ULONG, IN_DEVICE_POWER_STATE, IN_POWER_ACTION)
{
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiQueryAdapterInfo(IN_CONST_HANDLE,
                                               IN_CONST_PDXGKARG_QUERYADAPTERINFO q)
{
    if (q->Type != DXGKQAITYPE_DRIVERCAPS || q->OutputDataSize < sizeof(DXGK_DRIVERCAPS))
        return q->Type == DXGKQAITYPE_DRIVERCAPS ? STATUS_BUFFER_TOO_SMALL : STATUS_NOT_SUPPORTED;
    auto *caps = static_cast<DXGK_DRIVERCAPS *>(q->pOutputData);
    *caps = {};
    caps->WDDMVersion = DXGKDDI_WDDMv1_2;
    caps->HighestAcceptableAddress.QuadPart = static_cast<ULONG64>(-1);
    caps->SupportNonVGA = TRUE;
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiSetPointerPosition(IN_CONST_HANDLE,
                                                 IN_CONST_PDXGKARG_SETPOINTERPOSITION p)
{
    return p->Flags.Visible ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiSetPointerShape(IN_CONST_HANDLE, IN_CONST_PDXGKARG_SETPOINTERSHAPE)
{
    return STATUS_NOT_IMPLEMENTED;
}
NTSTATUS APIENTRY Adapter::DdiPresentDisplayOnly(IN_CONST_HANDLE h,
                                                 IN_CONST_PDXGKARG_PRESENT_DISPLAYONLY p)
{
    auto *self = static_cast<Adapter *>(h);
    self->counters_.Lock()->presents += p->NumDirtyRects;
    for (UINT i = 0; i < p->NumDirtyRects; i++)
    {
        const auto &[left, top, right, bottom] = p->pDirtyRect[i];
        if (left >= right || top >= bottom)
            continue;
    }
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiIsSupportedVidPn(IN_CONST_HANDLE, INOUT_PDXGKARG_ISSUPPORTEDVIDPN p)
{
    p->IsVidPnSupported = p->hDesiredVidPn == 0;
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiRecommendFunctionalVidPn(
    IN_CONST_HANDLE, IN_CONST_PDXGKARG_RECOMMENDFUNCTIONALVIDPN_CONST)
{
    return STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
}
NTSTATUS APIENTRY Adapter::DdiEnumVidPnCofuncModality(
    IN_CONST_HANDLE, IN_CONST_PDXGKARG_ENUMVIDPNCOFUNCMODALITY_CONST)
{
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiSetVidPnSourceVisibility(IN_CONST_HANDLE,
                                                       IN_CONST_PDXGKARG_SETVIDPNSOURCEVISIBILITY)
{
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiCommitVidPn(IN_CONST_HANDLE, IN_CONST_PDXGKARG_COMMITVIDPN_CONST)
{
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiUpdateActiveVidPnPresentPath(
    IN_CONST_HANDLE, IN_CONST_PDXGKARG_UPDATEACTIVEVIDPNPRESENTPATH_CONST)
{
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiRecommendMonitorModes(IN_CONST_HANDLE,
                                                    IN_CONST_PDXGKARG_RECOMMENDMONITORMODES_CONST)
{
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiQueryVidPnHWCapability(IN_CONST_HANDLE,
                                                     INOUT_PDXGKARG_QUERYVIDPNHWCAPABILITY p)
{
    p->VidPnHWCaps = {};
    return STATUS_SUCCESS;
}
NTSTATUS APIENTRY Adapter::DdiStopDeviceAndReleasePostDisplayOwnership(
    IN_CONST_PVOID, IN_CONST_D3DDDI_VIDEO_PRESENT_TARGET_ID, PDXGK_DISPLAY_INFORMATION)
{
    return STATUS_NOT_SUPPORTED;
}
BOOLEAN Adapter::DdiInterrupt(IN_CONST_PVOID, IN_ULONG)
{
    return FALSE;
}
VOID Adapter::DdiDpc(IN_CONST_PVOID) {}
NTSTATUS APIENTRY Adapter::DdiEscape(IN_CONST_HANDLE, IN_CONST_PDXGKARG_ESCAPE)
{
    return STATUS_NOT_SUPPORTED;
}

} // namespace modern
