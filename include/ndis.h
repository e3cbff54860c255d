/* SPDX-License-Identifier: MIT */
/* The one status that display miniports borrow from network drivers. */
#ifndef _NDIS_
#define _NDIS_

#include "ntddk.h"

typedef int NDIS_STATUS, *PNDIS_STATUS;
#define NDIS_STATUS_SUCCESS ((NDIS_STATUS)STATUS_SUCCESS)

#endif /* _NDIS_ */
