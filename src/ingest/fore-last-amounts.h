/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-rows.h"

G_BEGIN_DECLS

/**
 * ForeLastAmounts:
 *
 * The last amount of each product in each category that ever lacks one. Not thread-safe.
 */
typedef struct _ForeLastAmounts ForeLastAmounts;

ForeLastAmounts *fore_last_amounts_new (void);
void fore_last_amounts_free (ForeLastAmounts *amounts);
void fore_last_amounts_expect (ForeLastAmounts *amounts, const ForeRow *row);
void fore_last_amounts_forget (ForeLastAmounts *amounts);
ForeCents fore_last_amounts_fill (ForeLastAmounts *amounts, const ForeRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeLastAmounts, fore_last_amounts_free)

G_END_DECLS
