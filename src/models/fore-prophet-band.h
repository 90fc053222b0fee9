/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeProphetFuture:
 * @sigma: standard deviation of the noise
 * @rate: expected number of changes in slope up to the time in question
 * @reach: scale of what a change right after the end of the history does by then
 *
 * What makes a value of the future uncertain.
 */
typedef struct {
  double sigma;
  double rate;
  double reach;
} ForeProphetFuture;

double fore_prophet_future_variance (const ForeProphetFuture *future);
void fore_prophet_half_widths (const ForeProphetFuture *future,
                               gsize n,
                               const double *level,
                               double *half_width);

G_END_DECLS
