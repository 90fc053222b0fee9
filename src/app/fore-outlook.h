/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeOutlook:
 * @category: what is sold
 * @history: (nullable): what was sold, %NULL when the category is gone
 * @forecasts: (element-type ForeForecast): what is expected, the best model's first
 * @backtests: (element-type ForeStoredBacktest): how the models did on the past, the best first
 *
 * All that is known of one category. Counted references; not changed once it is made.
 */
typedef struct {
  char *category;
  ForeSeries *history;
  GPtrArray *forecasts;
  GPtrArray *backtests;
} ForeOutlook;

ForeOutlook *
fore_outlook_load (ForeStore *store, const char *category, ForeGaps gaps, GError **error);
ForeOutlook *fore_outlook_ref (ForeOutlook *outlook);
void fore_outlook_unref (ForeOutlook *outlook);
ForeStep fore_outlook_get_step (const ForeOutlook *outlook);
gboolean fore_outlook_equal (const ForeOutlook *one, const ForeOutlook *other);
GPtrArray *fore_outlook_order_forecasts (ForeOutlook *outlook, const char *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeOutlook, fore_outlook_unref)

#define FORE_OUTLOOK_MAX_WEEKS 52

/* What a list of categories looks ahead. */
#define FORE_OUTLOOK_DAYS 30

/**
 * ForeOutlookSummary:
 * @category: what is sold
 * @n_days: the first days of the forecast, 30 unless it is shorter, 0 when there is none; whole
 *   weeks or a month where the sales come so
 * @total: what will be sold on them
 * @before: what was sold on the same weekdays, or in the same month, of the year before, NaN when
 *   not known
 * @best: (nullable): how the best model did on the past
 * @n_weeks: weeks of the last year in which the category is known
 * @week: (array length=n_weeks): what was sold in them, the last one ends on the last day known
 */
typedef struct {
  char *category;
  guint n_days;
  double total;
  double before;
  ForeStoredBacktest *best;
  guint n_weeks;
  double week[FORE_OUTLOOK_MAX_WEEKS];
} ForeOutlookSummary;

GPtrArray *fore_outlook_summarize (ForeStore *store,
                                   const char *category,
                                   GCancellable *cancellable,
                                   GError **error);
guint fore_outlook_count_days (GPtrArray *summaries, gboolean *is_same);

G_END_DECLS
