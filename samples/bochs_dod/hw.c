/* SPDX-License-Identifier: MIT */
/*
 * The adapter's registers.  Nothing here waits, allocates or is pageable, so
 * that the bug-check path may use it too.
 */
#include "bochs_dod.h"

static USHORT BochsDispiRead(_In_ PBOCHS_DEVICE Device, _In_ USHORT Index)
{
	if (Device->Registers) {
		return READ_REGISTER_USHORT(
			(PUSHORT)(Device->Registers + BOCHS_MMIO_DISPI + Index * sizeof(USHORT)));
	}

	WRITE_PORT_USHORT((PUSHORT)(Device->Ports + BOCHS_PORT_DISPI_INDEX), Index);
	return READ_PORT_USHORT((PUSHORT)(Device->Ports + BOCHS_PORT_DISPI_DATA));
}

static VOID BochsDispiWrite(_In_ PBOCHS_DEVICE Device, _In_ USHORT Index, _In_ USHORT Value)
{
	if (Device->Registers) {
		WRITE_REGISTER_USHORT(
			(PUSHORT)(Device->Registers + BOCHS_MMIO_DISPI + Index * sizeof(USHORT)),
			Value);
		return;
	}

	WRITE_PORT_USHORT((PUSHORT)(Device->Ports + BOCHS_PORT_DISPI_INDEX), Index);
	WRITE_PORT_USHORT((PUSHORT)(Device->Ports + BOCHS_PORT_DISPI_DATA), Value);
}

static UCHAR BochsVgaRead(_In_ PBOCHS_DEVICE Device, _In_ ULONG Port)
{
	return READ_REGISTER_UCHAR(Device->Registers + BOCHS_MMIO_VGA + (Port - VGA_PORT_FIRST));
}

static VOID BochsVgaWrite(_In_ PBOCHS_DEVICE Device, _In_ ULONG Port, _In_ UCHAR Value)
{
	WRITE_REGISTER_UCHAR(Device->Registers + BOCHS_MMIO_VGA + (Port - VGA_PORT_FIRST), Value);
}

/* Finds out whether a DISPI adapter answers, and how much memory it has. */
NTSTATUS BochsHwProbe(_Inout_ PBOCHS_DEVICE Device)
{
	ULONGLONG Memory;
	USHORT Id;

	Id = BochsDispiRead(Device, DISPI_ID);
	if (Id < DISPI_ID_FIRST || Id > DISPI_ID_LAST) {
		BochsLogError("no DISPI adapter answers (id 0x%04x)\n", Id);
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	}

	Memory = (ULONGLONG)BochsDispiRead(Device, DISPI_VIDEO_MEMORY_64K) * 0x10000;
	if (Memory == 0 || Memory > Device->FramebufferRange.Length)
		Memory = Device->FramebufferRange.Length;

	Device->DispiId = Id;
	Device->VideoMemory = (ULONG)Memory;
	return STATUS_SUCCESS;
}

/* The framebuffer's byte order can be chosen on adapters that say so. */
static VOID BochsHwSetByteOrder(_In_ PBOCHS_DEVICE Device)
{
	ULONG Size;

	if (!Device->Registers)
		return;

	Size = READ_REGISTER_ULONG((PULONG)(Device->Registers + BOCHS_MMIO_EXT_SIZE));
	if (Size == MAXULONG ||
	    Size < BOCHS_MMIO_EXT_BYTE_ORDER + sizeof(ULONG) - BOCHS_MMIO_EXT_SIZE) {
		return;
	}

	WRITE_REGISTER_ULONG((PULONG)(Device->Registers + BOCHS_MMIO_EXT_BYTE_ORDER),
			     BOCHS_EXT_LITTLE_ENDIAN);
}

static VOID BochsHwProgram(_In_ PBOCHS_DEVICE Device, _In_ const BOCHS_MODE *Mode)
{
	BochsHwSetByteOrder(Device);

	/* The size is latched when the display goes from disabled to enabled. */
	BochsDispiWrite(Device, DISPI_ENABLE, DISPI_ENABLE_DISABLED);
	BochsDispiWrite(Device, DISPI_BANK, 0);
	BochsDispiWrite(Device, DISPI_BPP, BOCHS_BYTES_PER_PIXEL * 8);
	BochsDispiWrite(Device, DISPI_XRES, (USHORT)Mode->Width);
	BochsDispiWrite(Device, DISPI_YRES, (USHORT)Mode->Height);
	BochsDispiWrite(Device, DISPI_VIRT_WIDTH, (USHORT)Mode->Width);
	BochsDispiWrite(Device, DISPI_VIRT_HEIGHT, (USHORT)Mode->Height);
	BochsDispiWrite(Device, DISPI_X_OFFSET, 0);
	BochsDispiWrite(Device, DISPI_Y_OFFSET, 0);
	BochsDispiWrite(Device, DISPI_ENABLE,
			DISPI_ENABLE_ENABLED | DISPI_ENABLE_LFB | DISPI_ENABLE_NOCLEARMEM);
}

/*
 * Scans out a mode from the beginning of video memory, whose contents stay.
 * The adapter adjusts what it cannot do, silently: so read back what it does.
 */
NTSTATUS BochsHwSetMode(_In_ PBOCHS_DEVICE Device, _In_ const BOCHS_MODE *Mode)
{
	BochsHwProgram(Device, Mode);

	if (BochsDispiRead(Device, DISPI_XRES) != Mode->Width ||
	    BochsDispiRead(Device, DISPI_YRES) != Mode->Height ||
	    BochsDispiRead(Device, DISPI_BPP) != BOCHS_BYTES_PER_PIXEL * 8) {
		return STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED;
	}

	return STATUS_SUCCESS;
}

/* Back to what the firmware's VGA registers say. */
VOID BochsHwDisable(_In_ PBOCHS_DEVICE Device)
{
	BochsDispiWrite(Device, DISPI_ENABLE, DISPI_ENABLE_DISABLED);
}

/*
 * The screen goes black, and comes back, by the bit of the VGA attribute
 * controller that gives the display access to the palette.  bochs-display is no
 * VGA, ignores it, and has no other way: there, the last picture stays.
 */
VOID BochsHwBlank(_In_ PBOCHS_DEVICE Device, _In_ BOOLEAN Blank)
{
	if (!Device->Registers)
		return;

	/* Without this bit, set by the firmware if it ran, 0x3da is at 0x3ba. */
	BochsVgaWrite(Device, VGA_MISC_WRITE,
		      (UCHAR)(BochsVgaRead(Device, VGA_MISC_READ) | VGA_MISC_COLOR));

	/* A read of the status register makes the next write an index. */
	(VOID)BochsVgaRead(Device, VGA_STATUS_1);
	BochsVgaWrite(Device, VGA_ATTRIBUTE, Blank ? 0 : VGA_ATTRIBUTE_UNBLANK);
}

UCHAR BochsHwReadEdidByte(_In_ PBOCHS_DEVICE Device, _In_ ULONG Offset)
{
	return READ_REGISTER_UCHAR(Device->Registers + BOCHS_MMIO_EDID + Offset);
}
