/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Series that somebody may have, or that somebody has who wants to do harm. */
#pragma once

#include "fore-series.h"

const char *odd_series_kind (guint kind);
ForeSeries *odd_series_draw (guint kind, guint32 seed, gsize n, ForeStep step);
ForeSeries *odd_series_mix (guint32 seed);
