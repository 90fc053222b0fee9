/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeDay:
 *
 * A calendar day of the proleptic Gregorian calendar, as the number of days since
 * 1970-01-01. Years 1 to 9999 are valid.
 */
typedef gint32 ForeDay;

#define FORE_DAY_NONE G_MININT32
#define FORE_DAY_MIN  (-719162) /* 0001-01-01 */
#define FORE_DAY_MAX  2932896   /* 9999-12-31 */

/* Bytes of "9999-12-31" with its end. */
#define FORE_DAY_BUFFER 11

ForeDay fore_day_from_date (int year, int month, int day_of_month);
void fore_day_to_date (ForeDay day, int *year, int *month, int *day_of_month);
ForeDay fore_day_parse (const char *text, gssize length);
const char *fore_day_format (ForeDay day, char buffer[FORE_DAY_BUFFER]);
int fore_day_weekday (ForeDay day);
ForeDay fore_day_today (void);

G_END_DECLS
