/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-fourier.h"

#include <math.h>

/**
 * fore_fourier_fill:
 * @time: where, in the unit of @period
 * @period: length of a season
 * @order: number of harmonics
 * @row: (array): room for 2 * @order values
 *
 * Fills @row with sin (2 pi j time / period), cos (2 pi j time / period) for j = 1 … @order,
 * each sine followed by its cosine.
 *
 * The time is brought into one period first, which is exact, so that the terms of far days are
 * as good as those of near ones. The harmonics follow from the first by the addition theorem;
 * at the orders in use that costs less than 1e-14.
 */
void
fore_fourier_fill (double time, double period, guint order, double *row)
{
  double sine, cosine;

  sincos (2.0 * G_PI * (fmod (time, period) / period), &sine, &cosine);
  for (guint j = 0; j < order; j++) {
    row[2 * j] = j == 0 ? sine : row[2 * j - 2] * cosine + row[2 * j - 1] * sine;
    row[2 * j + 1] = j == 0 ? cosine : row[2 * j - 1] * cosine - row[2 * j - 2] * sine;
  }
}
