/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-series.h"

G_BEGIN_DECLS

/**
 * ForeClosedDays:
 *
 * The weekdays on which nothing is ever sold: bit 0 is Monday, bit 6 Sunday.
 */
typedef guint8 ForeClosedDays;

ForeClosedDays fore_closed_days_find (const ForeSeries *series);
gboolean fore_closed_days_contain (ForeClosedDays closed, ForeDay day);
ForeSeries *fore_closed_days_leave_out (ForeClosedDays closed, const ForeSeries *series);

G_END_DECLS
