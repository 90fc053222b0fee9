/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Polynomials in the lag operator B on whole series. Sums are kept in eight parts and series in
 * blocks of four, in an order of their own whatever the compiler makes of them.
 */
#include "fore-lag.h"

#include <string.h>

#define BLOCK 8
#define NEAR  4 /* lags from here on reach no value of a block of as many */

/**
 * fore_lag_product:
 * @n: length
 * @a: (array length=n): numbers
 * @b: (array length=n): numbers
 *
 * Returns: the sum of their products
 */
double
fore_lag_product (gsize n, const double *a, const double *b)
{
  double part[BLOCK] = { 0.0 }, rest = 0.0;
  gsize t;

  for (t = 0; t + BLOCK <= n; t += BLOCK)
    for (guint i = 0; i < BLOCK; i++)
      part[i] += a[t + i] * b[t + i];
  for (; t < n; t++)
    rest += a[t] * b[t];

  return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7])) +
         rest;
}

/**
 * fore_lag_multiply:
 * @n_lags: number of lags
 * @lag: (array length=n_lags): the lags, from 1 upwards
 * @coefficient: coefficient[k - 1] belongs to lag k
 * @n: length
 * @x: (array length=n): a series, 0 before its start
 * @y: (array length=n) (out caller-allocates): (1 - sum coefficient B^lag) x
 */
void
fore_lag_multiply (guint n_lags,
                   const guint *lag,
                   const double *coefficient,
                   gsize n,
                   const double *restrict x,
                   double *restrict y)
{
  memcpy (y, x, n * sizeof *y);
  for (guint k = 0; k < n_lags; k++) {
    gsize by = lag[k];
    double factor = coefficient[by - 1];

    for (gsize t = by; t < n; t++)
      y[t] -= factor * x[t - by];
  }
}

/* What lags of less than a block do within one: the first of `before` is the value before it, and
 * `inverse` holds the weights of 1 / (1 + near_1 B + …). To write a block as a sum over its
 * right-hand sides, instead of one value after the other, is what makes it quick. */
static inline void
divide_near (const double *near, const double *inverse, double *before, const double *r, double *y)
{
  double a = r[0] - near[2] * before[2] - near[1] * before[1] - near[0] * before[0];
  double b = r[1] - near[2] * before[1] - near[1] * before[0];
  double c = r[2] - near[2] * before[0];

  y[0] = a;
  y[1] = b + inverse[0] * a;
  y[2] = c + inverse[0] * b + inverse[1] * a;
  y[3] = r[3] + inverse[0] * c + inverse[1] * b + inverse[2] * a;
  before[0] = y[3];
  before[1] = y[2];
  before[2] = y[1];
}

/**
 * fore_lag_divide:
 * @n_lags: number of lags
 * @lag: (array length=n_lags): the lags, from 1 upwards
 * @coefficient: coefficient[k - 1] belongs to lag k
 * @n: length
 * @y: (array length=n) (inout): a series, which becomes (1 + sum coefficient B^lag)^-1 y with
 *   nothing but 0 before its start
 */
void
fore_lag_divide (guint n_lags, const guint *lag, const double *coefficient, gsize n, double *y)
{
  double near[NEAR - 1] = { 0.0 }, before[NEAR - 1] = { 0.0 }, inverse[NEAR - 1];
  gsize longest = n_lags > 0 ? lag[n_lags - 1] : n, t = 0;
  guint n_near = 0;

  for (; n_near < n_lags && lag[n_near] < NEAR; n_near++)
    near[lag[n_near] - 1] = coefficient[lag[n_near] - 1];
  inverse[0] = -near[0];
  inverse[1] = -near[1] - near[0] * inverse[0];
  inverse[2] = -near[2] - near[1] * inverse[0] - near[0] * inverse[1];

  for (; t < n && (t < longest || t < NEAR); t++)
    for (guint k = 0; k < n_lags && lag[k] <= t; k++)
      y[t] -= coefficient[lag[k] - 1] * y[t - lag[k]];
  for (guint i = 0; i < NEAR - 1 && i < t; i++)
    before[i] = y[t - 1 - i];
  for (; t + NEAR <= n; t += NEAR) {
    double r[NEAR];

    memcpy (r, y + t, sizeof r);
    for (guint k = n_near; k < n_lags; k++)
      for (guint i = 0; i < NEAR; i++)
        r[i] -= coefficient[lag[k] - 1] * y[t + i - lag[k]];
    divide_near (near, inverse, before, r, y + t);
  }
  for (; t < n; t++)
    for (guint k = n_lags; k-- > 0;)
      y[t] -= coefficient[lag[k] - 1] * y[t - lag[k]];
}

/**
 * fore_lag_reverse:
 * @n: length
 * @y: (array length=n) (inout): a series, which is turned round
 */
void
fore_lag_reverse (gsize n, double *y)
{
  for (gsize i = 0; i < n / 2; i++) {
    double value = y[i];

    y[i] = y[n - 1 - i];
    y[n - 1 - i] = value;
  }
}
