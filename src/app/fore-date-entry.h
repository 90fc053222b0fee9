/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeDateEntry:
 *
 * A day, typed or taken from a calendar; may be left empty. Property "title" names it;
 * signal "changed" tells a new day.
 */
#define FORE_TYPE_DATE_ENTRY (fore_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (ForeDateEntry, fore_date_entry, FORE, DATE_ENTRY, GtkBox)

ForeDay fore_date_entry_get_day (ForeDateEntry *entry);
void fore_date_entry_set_day (ForeDateEntry *entry, ForeDay day);

G_END_DECLS
