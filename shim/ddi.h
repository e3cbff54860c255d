/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * ddi.h - calling the miniport under the documented concurrency levels.
 *
 * Levels 3 and 2 run alone, level 1 one at a time per class, level 0 freely;
 * see "Threading and Synchronization" of Microsoft's display driver design
 * guide.  ISR and DPC run at any time and use none of this.
 */
#ifndef DXGK_DDI_H
#define DXGK_DDI_H

#include "adapter.h"

/* Levels 2 and 3: nobody else is in the miniport.  Context: sleeping. */
void dxgk_ddi_alone(struct dxgk_adapter *adapter);
void dxgk_ddi_alone_done(struct dxgk_adapter *adapter);

/* This thread is between the two. */
bool dxgk_ddi_is_alone(struct dxgk_adapter *adapter);

/* Level 1: one at a time in @class.  Context: sleeping. */
void dxgk_ddi_class(struct dxgk_adapter *adapter, enum dxgk_ddi_class class);
void dxgk_ddi_class_done(struct dxgk_adapter *adapter, enum dxgk_ddi_class class);

/* Level 0: only levels 2 and 3 keep it out.  Context: sleeping. */
void dxgk_ddi_shared(struct dxgk_adapter *adapter);
void dxgk_ddi_shared_done(struct dxgk_adapter *adapter);

/**
 * dxgk_ddi_check() - what came back from an entry point
 * @adapter: the adapter
 * @name: the entry point
 *
 * A miniport that returns at raised IRQL is named once and brought back to
 * PASSIVE_LEVEL.
 */
void dxgk_ddi_check(struct dxgk_adapter *adapter, const char *name);
/* The same for one that was called at @level, DISPATCH_LEVEL or above. */
void dxgk_ddi_check_at(struct dxgk_adapter *adapter, const char *name, KIRQL level);

#endif /* DXGK_DDI_H */
