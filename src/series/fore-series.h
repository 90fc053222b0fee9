/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"
#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeGaps:
 * @FORE_GAPS_ZERO: a day without an invoice sold nothing
 * @FORE_GAPS_MISSING: a day without an invoice is not known
 */
typedef enum {
  FORE_GAPS_ZERO,
  FORE_GAPS_MISSING,
} ForeGaps;

/**
 * ForeStep:
 * @FORE_STEP_DAY: a value each day
 * @FORE_STEP_WEEK: a value each seven days
 * @FORE_STEP_MONTH: a value each month, on the same day of the month
 */
typedef enum {
  FORE_STEP_DAY,
  FORE_STEP_WEEK,
  FORE_STEP_MONTH,
} ForeStep;

/**
 * ForeSeries:
 * @category: what is sold
 * @first_day: day of the first value
 * @step: from one value to the next
 * @n: number of values
 * @y: (array length=n): the sales in their own units, NaN where missing
 * @n_missing: number of NaN in @y
 * @n_left_out: steps of the history before @first_day, beyond %FORE_SERIES_MOST
 *
 * A regular time series.
 */
typedef struct {
  char *category;
  ForeDay first_day;
  ForeStep step;
  gsize n;
  double *y;
  gsize n_missing;
  gsize n_left_out;
} ForeSeries;

/* Steps of a history that are looked at: 54 years of days. One date with a slip in its year
 * would make millions of them. */
#define FORE_SERIES_MOST 20000

ForeSeries *
fore_series_new (const char *category, ForeDay first_day, ForeStep step, gsize n, const double *y);
ForeSeries *fore_series_new_from_sums (const char *category,
                                       gsize n_sums,
                                       const ForeDay *day,
                                       const ForeCents *sum,
                                       ForeDay end_day,
                                       ForeGaps gaps);
ForeSeries *fore_series_head (const ForeSeries *series, gsize n);
void fore_series_free (ForeSeries *series);
ForeDay fore_series_day (const ForeSeries *series, gsize i);
guint fore_series_period (const ForeSeries *series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeSeries, fore_series_free)

G_END_DECLS
