/* SPDX-License-Identifier: MIT */
/* Display types that user and kernel mode share. */
#ifndef _D3DUKMDT_H_
#define _D3DUKMDT_H_

#include "dxgk/ddi/version.h"
#include "dxgk/ddi/kmt_types.h"
#include "dxgk/ddi/kmt_color.h"
#include "dxgk/ddi/kmt_memory.h"
#include "dxgk/ddi/kmt_sync.h"

#endif /* _D3DUKMDT_H_ */
