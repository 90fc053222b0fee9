/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-backtest.h"

G_BEGIN_DECLS

/**
 * ForeAccuracy:
 * @model: id of the model
 * @off_by: mean absolute error as a share of the mean sales, NaN where nothing was sold
 * @gain: how much smaller its error is than that of repeating the last season, as a share of
 *   the latter; NaN where that was never wrong
 * @held_80: share of the days on which the 80 % band held
 * @seconds: CPU time of one fit
 *
 * How a model has done on what has happened.
 */
typedef struct {
  char *model;
  double off_by;
  double gain;
  double held_80;
  double seconds;
} ForeAccuracy;

GPtrArray *fore_accuracy_summarize (GPtrArray *backtests, const ForeSeries *series);

G_END_DECLS
