/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeDateText:
 * @day_first: the day it is when the day of the month stands before the month
 * @month_first: the day it is the other way round
 *
 * What a written date can mean. The two are the same where the order does not matter, and
 * either may be %FORE_DAY_NONE.
 */
typedef struct {
  ForeDay day_first;
  ForeDay month_first;
} ForeDateText;

ForeDateText fore_date_text_read (const char *text, gsize length);
ForeDay fore_date_text_read_as (const char *text, gsize length, const char *format);
gboolean fore_date_format_check (const char *format, GError **error);

/* Shared by the two readers of dates. */
int fore_date_text_year_of_two_digits (int year);
int fore_date_text_month_of_word (const char *text, gsize length);
gboolean fore_date_text_is_time (const char *text, gsize length);

G_END_DECLS
