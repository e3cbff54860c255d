// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * main.c - the suite of NT semantics as a miniport: runs all cases when it is
 * given a device, and then declines it; when it is given one again, those of
 * user.c.
 *
 * Each case is a line in the log, "ok - name" or "not ok - name", with what it
 * found wrong in lines that begin with # before it; the last line counts them.
 */
#include <ntddk.h>
#include <dispmprt.h>

#include "nttest.h"

PDEVICE_OBJECT nt_pdo;
PUNICODE_STRING nt_registry_path;

static ULONG failures;

void nt_fail(const char *file, int line, const char *what, ULONGLONG got, ULONGLONG want)
{
	const char *name = file, *p;

	for (p = file; *p; p++)
		if (*p == '/')
			name = p + 1;
	if (!failures++)
		DbgPrint("# %s:%d: %s (%#I64x, %#I64x)\n", name, line, what, got, want);
}

extern const struct nt_case nt_suite_user[];

/* What nttest_bind is there for. */
static const struct nt_case *const user_suites[] = { nt_suite_user, NULL };

static void run_all(const struct nt_case *const *suite)
{
	ULONG passed = 0, failed = 0;
	const struct nt_case *c;
	KIRQL irql;

	for (; *suite; suite++) {
		for (c = *suite; c->name; c++) {
			failures = 0;
			c->run();
			irql = KeGetCurrentIrql();
			if (irql != PASSIVE_LEVEL) {
				KeLowerIrql(PASSIVE_LEVEL);
				nt_fail(c->name, 0, "the case ends at PASSIVE_LEVEL", irql, 0);
			}
			if (failures) {
				DbgPrint("# it cites: %s\n", c->cites);
				DbgPrint("not ok - %s\n", c->name);
				failed++;
			} else {
				DbgPrint("ok - %s\n", c->name);
				passed++;
			}
		}
	}
	DbgPrint("%u passed, %u failed\n", passed, failed);
}

static NTSTATUS APIENTRY AddDevice(const PDEVICE_OBJECT PhysicalDeviceObject,
				   PVOID *MiniportDeviceContext)
{
	static BOOLEAN again;

	*MiniportDeviceContext = NULL;
	nt_pdo = PhysicalDeviceObject;
	run_all(again ? user_suites : nt_suites);
	again = TRUE;
	nt_pdo = NULL;
	return STATUS_NO_SUCH_DEVICE;
}

/* The rest is only there to be registered. */
static NTSTATUS APIENTRY StartDevice(const PVOID Context, PDXGK_START_INFO Info,
				     PDXGKRNL_INTERFACE Interface, PULONG Sources, PULONG Children)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY StopDevice(const PVOID Context)
{
	return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY RemoveDevice(const PVOID Context)
{
	return STATUS_SUCCESS;
}

static VOID APIENTRY Unload(VOID)
{
}

static NTSTATUS APIENTRY QueryChildRelations(const PVOID Context, PDXGK_CHILD_DESCRIPTOR Children,
					     ULONG Size)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY QueryChildStatus(const PVOID Context, PDXGK_CHILD_STATUS Status,
					  BOOLEAN NonDestructive)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY SetPowerState(const PVOID Context, ULONG Device,
				       DEVICE_POWER_STATE State, POWER_ACTION Action)
{
	return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY QueryAdapterInfo(const HANDLE Adapter,
					  const DXGKARG_QUERYADAPTERINFO *Args)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY IsSupportedVidPn(const HANDLE Adapter, DXGKARG_ISSUPPORTEDVIDPN *Args)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY EnumVidPnCofuncModality(const HANDLE Adapter,
						 const DXGKARG_ENUMVIDPNCOFUNCMODALITY *const Args)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY
SetVidPnSourceVisibility(const HANDLE Adapter, const DXGKARG_SETVIDPNSOURCEVISIBILITY *Args)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY CommitVidPn(const HANDLE Adapter, const DXGKARG_COMMITVIDPN *const Args)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS APIENTRY PresentDisplayOnly(const HANDLE Adapter,
					    const DXGKARG_PRESENT_DISPLAYONLY *Args)
{
	return STATUS_UNSUCCESSFUL;
}

DRIVER_INITIALIZE DriverEntry;

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	KMDDOD_INITIALIZATION_DATA ddi = { 0 };

	nt_registry_path = RegistryPath;
	ddi.Version = DXGKDDI_INTERFACE_VERSION_WIN8;
	ddi.DxgkDdiAddDevice = AddDevice;
	ddi.DxgkDdiStartDevice = StartDevice;
	ddi.DxgkDdiStopDevice = StopDevice;
	ddi.DxgkDdiRemoveDevice = RemoveDevice;
	ddi.DxgkDdiUnload = Unload;
	ddi.DxgkDdiQueryChildRelations = QueryChildRelations;
	ddi.DxgkDdiQueryChildStatus = QueryChildStatus;
	ddi.DxgkDdiSetPowerState = SetPowerState;
	ddi.DxgkDdiQueryAdapterInfo = QueryAdapterInfo;
	ddi.DxgkDdiIsSupportedVidPn = IsSupportedVidPn;
	ddi.DxgkDdiEnumVidPnCofuncModality = EnumVidPnCofuncModality;
	ddi.DxgkDdiSetVidPnSourceVisibility = SetVidPnSourceVisibility;
	ddi.DxgkDdiCommitVidPn = CommitVidPn;
	ddi.DxgkDdiPresentDisplayOnly = PresentDisplayOnly;
	return DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &ddi);
}
