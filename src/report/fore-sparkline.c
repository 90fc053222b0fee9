/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sparkline.h"

#include <math.h>

#define FIRST_BLOCK 0x2581 /* LOWER ONE EIGHTH BLOCK; seven more follow it */
#define N_BLOCKS    8

/* The sum of the known values of one column. */
static double
sum_of_column (const double *values, gsize n_values, gsize width, gsize column)
{
  double sum = 0.0;

  for (gsize i = column * n_values / width; i < (column + 1) * n_values / width; i++)
    sum += isnan (values[i]) ? 0.0 : values[i];
  return sum;
}

/**
 * fore_sparkline:
 * @values: (array length=n_values): numbers, NaN for what is not known
 * @n_values: how many
 * @width: columns of the line at most
 *
 * Draws values as a line of block characters, each the sum of as many values; the lowest
 * block stands for zero, or for the smallest sum when that is negative.
 *
 * Returns: (transfer full): the line, empty without values
 */
char *
fore_sparkline (const double *values, gsize n_values, gsize width)
{
  GString *line = g_string_new (NULL);
  double low = 0.0, high = 0.0;

  width = MIN (width, n_values);
  for (gsize column = 0; column < width; column++) {
    double sum = sum_of_column (values, n_values, width, column);

    low = MIN (low, sum);
    high = MAX (high, sum);
  }
  for (gsize column = 0; column < width; column++) {
    double share = high > low
                       ? (sum_of_column (values, n_values, width, column) - low) / (high - low)
                       : 0.0;

    g_string_append_unichar (line, FIRST_BLOCK + (gunichar) round (share * (N_BLOCKS - 1)));
  }
  return g_string_free (line, FALSE);
}
