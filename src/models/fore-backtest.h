/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

/**
 * ForeBacktest:
 * @category: (owned): what is sold
 * @model: (owned): id of the model
 * @origin: the last day it was trained on
 * @horizon: steps forecast from there
 * @accuracy: how they did
 * @seconds: CPU time of the fit and the forecast
 *
 * How one model did from one origin.
 */
typedef struct {
  char *category;
  char *model;
  ForeDay origin;
  gsize horizon;
  ForeAccuracy accuracy;
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
