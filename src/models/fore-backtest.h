/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

/**
 * ForeBacktest:
 *
 * How one model did from one origin. @origin is the last day it was trained on. Errors are
 * forecast measures over the @horizon days after it: @mae, @rmse in the sales' units, @smape
 * in percent (0 to 200), @mase relative to the in-sample seasonal naive error, @coverage_80
 * and @coverage_95 as fractions, @winkler_95 the interval score of the 95 % band.
 */
typedef struct {
  char *category;
  char *model;
  ForeDay origin;
  gsize horizon;
  double mae;
  double rmse;
  double smape;
  double mase;
  double coverage_80;
  double coverage_95;
  double winkler_95;
  double seconds;
} ForeBacktest;

void fore_backtest_free (ForeBacktest *backtest);

GPtrArray *fore_backtest_run (const ForeSeries *series,
                              const char *const *models,
                              const ForeModelOptions *options,
                              guint n_origins,
                              gsize step,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
