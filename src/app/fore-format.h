/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"
#include "fore-day.h"

G_BEGIN_DECLS

char *fore_format_count (gint64 count);
char *fore_format_repetition (gint64 n_repeated);
char *fore_format_cents (ForeCents cents);
char *fore_format_amount (double amount);
char *fore_format_change (double before, double after);
char *fore_format_day (ForeDay day);
char *fore_format_long_day (ForeDay day);
char *fore_format_time (gint64 unix_seconds);
ForeDay fore_format_parse_day (const char *text);
int fore_format_compare_names (const char *one, const char *other);

G_END_DECLS
