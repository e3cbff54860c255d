// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "adapter.h"

// What a mode set's AddMode takes: the kind of mode that the set is of.
template <typename Result, typename Set, typename Mode>
static Mode *ModeOf(Result (APIENTRY *)(Set, Mode *));

template <typename Interface, typename Set, typename Fill>
NTSTATUS Adapter::AddMode(const Interface *interface, Set set, Fill fill)
{
    decltype(ModeOf(interface->pfnAddMode)) mode = nullptr;
    NTSTATUS status = interface->pfnCreateNewModeInfo(set, &mode);

    if (!NT_SUCCESS(status))
        return status;
    fill(*mode);
    status = interface->pfnAddMode(set, mode);
    if (!NT_SUCCESS(status))
        interface->pfnReleaseModeInfo(set, mode);
    return status == STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET ? STATUS_SUCCESS : status;
}

static void FillSignal(D3DKMDT_VIDEO_SIGNAL_INFO &signal)
{
    signal.VideoStandard = D3DKMDT_VSS_OTHER;
    signal.ActiveSize = signal.TotalSize = { Screen.Width, Screen.Height };
    signal.VSyncFreq = signal.HSyncFreq = { D3DKMDT_FREQUENCY_NOTSPECIFIED, D3DKMDT_FREQUENCY_NOTSPECIFIED };
    signal.PixelRate = D3DKMDT_FREQUENCY_NOTSPECIFIED;
    signal.ScanLineOrdering = D3DDDI_VSSLO_PROGRESSIVE;
}

static void FillSource(D3DKMDT_VIDPN_SOURCE_MODE &mode)
{
    auto &format = mode.Format.Graphics;

    mode.Type = D3DKMDT_RMT_GRAPHICS;
    format.PrimSurfSize = format.VisibleRegionSize = { Screen.Width, Screen.Height };
    format.Stride = Screen.Pitch;
    format.PixelFormat = D3DDDIFMT_A8R8G8B8;
    format.ColorBasis = D3DKMDT_CB_SRGB;
    format.PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;
}

NTSTATUS Adapter::CofuncModality(const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg)
{
    const DXGK_VIDPN_INTERFACE *vidpn;
    D3DKMDT_HVIDPN h = arg->hConstrainingVidPn;
    NTSTATUS status = m_dxgk.DxgkCbQueryVidPnInterface(h, DXGK_VIDPN_INTERFACE_VERSION_V1, &vidpn);

    if (!NT_SUCCESS(status))
        return status;

    if (arg->EnumPivotType != D3DKMDT_EPT_VIDPNSOURCE) {
        const DXGK_VIDPNSOURCEMODESET_INTERFACE *sources;
        D3DKMDT_HVIDPNSOURCEMODESET set;

        status = vidpn->pfnCreateNewSourceModeSet(h, 0, &set, &sources);
        if (NT_SUCCESS(status))
            status = AddMode(sources, set, FillSource);
        if (NT_SUCCESS(status))
            status = vidpn->pfnAssignSourceModeSet(h, 0, set);
        // A set whose mode is pinned is not replaced.
    }
    if (NT_SUCCESS(status) && arg->EnumPivotType != D3DKMDT_EPT_VIDPNTARGET) {
        const DXGK_VIDPNTARGETMODESET_INTERFACE *targets;
        D3DKMDT_HVIDPNTARGETMODESET set;

        status = vidpn->pfnCreateNewTargetModeSet(h, 0, &set, &targets);
        if (NT_SUCCESS(status))
            status = AddMode(targets, set, [](D3DKMDT_VIDPN_TARGET_MODE &mode) {
                FillSignal(mode.VideoSignalInfo);
                mode.Preference = D3DKMDT_MP_PREFERRED;
            });
        if (NT_SUCCESS(status))
            status = vidpn->pfnAssignTargetModeSet(h, 0, set);
    }
    return status;
}

NTSTATUS Adapter::MonitorModes(const DXGKARG_RECOMMENDMONITORMODES *arg)
{
    return AddMode(arg->pMonitorSourceModeSetInterface, arg->hMonitorSourceModeSet,
                   [](D3DKMDT_MONITOR_SOURCE_MODE &mode) {
                       FillSignal(mode.VideoSignalInfo);
                       mode.ColorBasis = D3DKMDT_CB_SRGB;
                       mode.ColorCoeffDynamicRanges = { 8, 8, 8, 8 };
                       mode.Origin = D3DKMDT_MCO_DRIVER;
                       mode.Preference = D3DKMDT_MP_PREFERRED;
                   });
}

NTSTATUS Adapter::Commit(const DXGKARG_COMMITVIDPN *arg)
{
    const DXGK_VIDPN_INTERFACE *vidpn;
    const DXGK_VIDPNTOPOLOGY_INTERFACE *topology;
    D3DKMDT_HVIDPNTOPOLOGY paths;
    SIZE_T count = 0;
    NTSTATUS status = m_dxgk.DxgkCbQueryVidPnInterface(arg->hFunctionalVidPn, DXGK_VIDPN_INTERFACE_VERSION_V1, &vidpn);

    if (NT_SUCCESS(status))
        status = vidpn->pfnGetTopology(arg->hFunctionalVidPn, &paths, &topology);
    if (NT_SUCCESS(status))
        status = topology->pfnGetNumPaths(paths, &count);
    if (!NT_SUCCESS(status))
        return status;
    m_on = count != 0;
    if (m_on)
        RegsSetMode(m_registers, &Screen);
    else
        RegsOff(m_registers);
    return STATUS_SUCCESS;
}
