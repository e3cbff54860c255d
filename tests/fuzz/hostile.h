/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * hostile.h - a miniport that does whatever its input says: any status, any
 * number, callbacks at any time with any argument.  It keeps to what a driver
 * cannot help: pointers it passes are NULL or point to memory of the size the
 * contract names, and it stays inside the buffers it is given.
 */
#ifndef TESTS_FUZZ_HOSTILE_H
#define TESTS_FUZZ_HOSTILE_H

#include <ntddk.h>
#include <dispmprt.h>

#include "host.h"
#include "input.h"

#define HOSTILE_SOURCES	16
#define HOSTILE_MAPS	8
#define HOSTILE_UID	0x100

struct hostile {
	DXGKRNL_INTERFACE dxgk;
	bool has_dxgk;
	D3DKMDT_HVIDPN vidpn;		/* of the entry point that runs, or a stale one */
	PVOID map[HOSTILE_MAPS];
	bool pending[HOSTILE_SOURCES];	/* presents to be completed */
	unsigned int depth;		/* of entry points */
	unsigned int children;
};

extern struct hostile hostile;
extern const struct dxgk_driver_info hostile_info;

/* As if it had not run before. */
void hostile_reset(void);
void hostile_vidpn_reset(void);
/* What an entry point returns: mostly success. */
NTSTATUS hostile_status(void);
/* Some calls to the core, as many as the input says. */
void hostile_calls(void);
/* The same on a VidPN; and what a decent driver does in EnumVidPnCofuncModality. */
void hostile_vidpn_calls(const DXGK_VIDPN_INTERFACE *vidpn);
NTSTATUS hostile_offer_modes(const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg);
void hostile_monitor_calls(void);
void hostile_mode_set_calls(const DXGK_MONITORSOURCEMODESET_INTERFACE *i,
			    D3DKMDT_HMONITORSOURCEMODESET set);
/* Report what was presented, so that nobody waits for it. */
void hostile_progress(void);

#endif /* TESTS_FUZZ_HOSTILE_H */
