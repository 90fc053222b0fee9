/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-difference.h"

/**
 * fore_difference_weights:
 * @d: ordinary differences
 * @D: seasonal differences
 * @s: season length
 * @r: (out): how many values the differences take, d + s D
 *
 * The weights delta of (1 - B)^d (1 - B^s)^D = 1 - delta_1 B - … - delta_r B^r.
 *
 * Returns: (transfer full) (array length=r): the weights
 */
double *
fore_difference_weights (guint d, guint D, guint s, guint *r)
{
  guint n = 0, total = d + s * D;
  double *delta = g_new0 (double, total + 1);

  /* As the polynomial's own coefficients, from B^0, factor by factor. */
  delta[0] = 1.0;
  for (guint k = 0; k < d + D; k++) {
    guint lag = k < d ? 1 : s;

    for (guint i = n + 1; i-- > 0;)
      delta[i + lag] -= delta[i];
    n += lag;
  }
  for (guint i = 0; i < total; i++)
    delta[i] = -delta[i + 1];
  *r = total;

  return delta;
}

/**
 * fore_difference_apply:
 * @r: length of @delta
 * @delta: (array length=r): weights
 * @n: length of @u, more than @r
 * @u: (array length=n): values
 * @w: (array length=n-r) (out caller-allocates): u_t - delta_1 u_(t - 1) - …, from t = r on
 */
void
fore_difference_apply (guint r, const double *delta, gsize n, const double *u, double *w)
{
  for (gsize t = r; t < n; t++) {
    double sum = u[t];

    for (guint j = 0; j < r; j++)
      if (delta[j] != 0.0)
        sum -= delta[j] * u[t - 1 - j];
    w[t - r] = sum;
  }
}

/**
 * fore_difference_undo:
 * @r: length of @delta
 * @delta: (array length=r): weights
 * @n: length of @u
 * @u: (array length=n) (inout): its first @r values as they are, then differences, which
 *   become the values they are differences of
 */
void
fore_difference_undo (guint r, const double *delta, gsize n, double *u)
{
  for (gsize t = r; t < n; t++)
    for (guint j = 0; j < r; j++)
      u[t] += delta[j] * u[t - 1 - j];
}
