/* SPDX-License-Identifier: MIT */
/*
 * The monitor's EDID, which the adapter shows in its register BAR.
 */
#include "bochs_dod.h"

#define EDID_EXTENSION_COUNT 126

static BOOLEAN BochsIsEdidBlockValid(_In_reads_(BOCHS_EDID_BLOCK) const UCHAR *Block)
{
	ULONG i;
	UCHAR Sum = 0;

	for (i = 0; i < BOCHS_EDID_BLOCK; i++)
		Sum = (UCHAR)(Sum + Block[i]);

	return Sum == 0;
}

static VOID BochsReadEdidBlock(_Inout_ PBOCHS_DEVICE Device, _In_ ULONG Block)
{
	ULONG i;

	for (i = Block * BOCHS_EDID_BLOCK; i < (Block + 1) * BOCHS_EDID_BLOCK; i++)
		Device->Edid[i] = BochsHwReadEdidByte(Device, i);
}

/*
 * Reads the base block and every extension that the base block announces, up to
 * the first bad one.  A bad base block means no EDID at all.
 */
VOID BochsReadEdid(_Inout_ PBOCHS_DEVICE Device)
{
	static const UCHAR Header[] = { 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00 };
	ULONG Blocks;
	ULONG Block;

	PAGED_CODE();

	Device->EdidLength = 0;

	if (!Device->Registers)
		return;

	BochsReadEdidBlock(Device, 0);
	if (RtlCompareMemory(Device->Edid, Header, sizeof(Header)) != sizeof(Header) ||
	    !BochsIsEdidBlockValid(Device->Edid)) {
		BochsLogInfo("the monitor has no valid EDID\n");
		return;
	}

	Blocks = 1UL + Device->Edid[EDID_EXTENSION_COUNT];
	if (Blocks > BOCHS_MMIO_EDID_LENGTH / BOCHS_EDID_BLOCK)
		Blocks = BOCHS_MMIO_EDID_LENGTH / BOCHS_EDID_BLOCK;

	for (Block = 1; Block < Blocks; Block++) {
		BochsReadEdidBlock(Device, Block);
		if (!BochsIsEdidBlockValid(Device->Edid + Block * BOCHS_EDID_BLOCK))
			break;
	}

	Device->EdidLength = Block * BOCHS_EDID_BLOCK;
}
