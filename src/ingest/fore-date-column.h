/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-date-text.h"
#include "fore-evidence.h"

G_BEGIN_DECLS

/**
 * ForeDateOrder:
 * @FORE_DATE_ORDER_UNKNOWN: read what is written year first, until something else comes
 * @FORE_DATE_YEAR_FIRST: read nothing but YYYY-MM-DD
 * @FORE_DATE_DAY_FIRST: where it matters, the day stands before the month
 * @FORE_DATE_MONTH_FIRST: where it matters, the month stands before the day
 */
typedef enum {
  FORE_DATE_ORDER_UNKNOWN,
  FORE_DATE_YEAR_FIRST,
  FORE_DATE_DAY_FIRST,
  FORE_DATE_MONTH_FIRST,
} ForeDateOrder;

/**
 * ForeDateFormats:
 * @text: two ways a date may be written, in strptime's language
 */
typedef struct {
  char text[2][16];
} ForeDateFormats;

/**
 * ForeShortDates:
 * @n: how many there are
 * @first: which numbers stand first in them, a bit each
 * @third: which stand third
 * @example: (owned) (nullable): the first of them
 *
 * Dates such as 26-01-31, in which the year may stand first or last.
 */
typedef struct {
  guint64 n;
  guint64 first[2];
  guint64 third[2];
  char *example;
} ForeShortDates;

/**
 * ForeDateColumn:
 * @format: (nullable): how the person says that dates are written
 * @usual_format: (nullable): how they were in earlier files, for when nothing else tells
 * @order: the order of day and month, once it is known
 * @needs_survey: a date is written in another way, and the order is not known
 * @n_year_first: what a survey found: dates written YYYY-MM-DD
 * @n_other: what a survey found: dates written in other ways
 * @n_usual: what a survey found: dates written in the usual way
 * @evidence: what a survey found: for day first, for month first
 * @short_dates: what a survey found: dates with a year of two digits, which may stand first
 * @doubtful: (nullable): a date that can be read in two ways, after fore_date_column_decide()
 *   could not
 * @readings: what they are
 * @last_text: the last date read; a file is a run of equal ones
 *
 * How the dates of a file are to be read. Starts as zeros, @format and @usual_format.
 */
typedef struct {
  const char *format;
  const char *usual_format;
  ForeDateOrder order;
  gboolean needs_survey;
  guint64 n_year_first;
  guint64 n_other;
  guint64 n_usual;
  ForeEvidence evidence;
  ForeShortDates short_dates;
  const char *doubtful;
  ForeDateFormats readings;
  char last_text[32];
  gsize last_length;
  ForeDay last_day;
} ForeDateColumn;

ForeDay fore_date_column_read (ForeDateColumn *column, const char *text, gsize length);
void fore_date_column_survey (ForeDateColumn *column, const char *text, gsize length);
gboolean fore_date_column_decide (ForeDateColumn *column, GError **error);
ForeDateFormats fore_date_column_name_formats (const char *example);
void fore_date_column_clear (ForeDateColumn *column);

G_END_DECLS
