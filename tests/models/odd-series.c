/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odd-series.h"

#include <float.h>
#include <math.h>

#define LONGEST_MIX 5000

/* What a kind of series does on day @t. */
typedef double (*Draw) (GRand *random, gsize t, gsize n);

static double
draw_noise (GRand *random, gsize t, gsize n)
{
  return 100 + 20 * (double) (t % 7) + g_rand_double_range (random, -30, 30);
}

static double
draw_zeros (GRand *random, gsize t, gsize n)
{
  return 0;
}

static double
draw_constant (GRand *random, gsize t, gsize n)
{
  return 12.34;
}

static double
draw_shift (GRand *random, gsize t, gsize n)
{
  return draw_noise (random, t, n) + (t > 2 * n / 3 ? 5000 : 0);
}

static double
draw_outlier (GRand *random, gsize t, gsize n)
{
  return t == n / 2 ? 1e9 : draw_noise (random, t, n);
}

static double
draw_last_outlier (GRand *random, gsize t, gsize n)
{
  return t + 1 == n ? 1e9 : draw_noise (random, t, n);
}

/* The largest amounts that DECIMAL(12,2) holds, a thousand products of them. */
static double
draw_limits (GRand *random, gsize t, gsize n)
{
  return g_rand_boolean (random) ? 9999999999.99 * 1000 : -9999999999.99 * 1000;
}

static double
draw_cents (GRand *random, gsize t, gsize n)
{
  return 0.01 * g_rand_int_range (random, 0, 3);
}

static double
draw_sparse (GRand *random, gsize t, gsize n)
{
  return g_rand_double (random) < 0.05 ? g_rand_double_range (random, 1, 500) : 0;
}

static double
draw_gaps (GRand *random, gsize t, gsize n)
{
  return g_rand_double (random) < 0.6 ? NAN : draw_noise (random, t, n);
}

static double
draw_long_gap (GRand *random, gsize t, gsize n)
{
  return t > n / 4 && t < 3 * n / 4 ? NAN : draw_noise (random, t, n);
}

static double
draw_discontinued (GRand *random, gsize t, gsize n)
{
  return t > n / 2 ? 0 : draw_noise (random, t, n);
}

static double
draw_new (GRand *random, gsize t, gsize n)
{
  return t + 10 < n ? 0 : draw_noise (random, t, n);
}

static double
draw_returns (GRand *random, gsize t, gsize n)
{
  return g_rand_double_range (random, -100, 100);
}

static double
draw_only_returns (GRand *random, gsize t, gsize n)
{
  return -draw_noise (random, t, n);
}

static double
draw_growth (GRand *random, gsize t, gsize n)
{
  return exp (20.0 * (double) t / (double) n) * g_rand_double_range (random, 0.9, 1.1);
}

static double
draw_line (GRand *random, gsize t, gsize n)
{
  return (double) t;
}

static double
draw_alternating (GRand *random, gsize t, gsize n)
{
  return t % 2 == 0 ? 0 : 1000;
}

static double
draw_one_weekday (GRand *random, gsize t, gsize n)
{
  return t % 7 == 5 ? g_rand_double_range (random, 100, 200) : 0;
}

static double
draw_infinite (GRand *random, gsize t, gsize n)
{
  return t % 5 == 1 ? INFINITY : t % 5 == 3 ? -INFINITY : draw_noise (random, t, n);
}

static double
draw_denormal (GRand *random, gsize t, gsize n)
{
  return g_rand_int_range (random, -3, 4) * DBL_TRUE_MIN;
}

/* As far as cents go: 2^63 of them. */
static double
draw_huge (GRand *random, gsize t, gsize n)
{
  return g_rand_double_range (random, -9e16, 9e16);
}

static double
draw_beyond (GRand *random, gsize t, gsize n)
{
  return g_rand_boolean (random) ? 1e300 : -1e300;
}

static double
draw_staircase (GRand *random, gsize t, gsize n)
{
  return (double) (7 * t / n) * 1e4 + g_rand_double (random);
}

static double
draw_other_zero (GRand *random, gsize t, gsize n)
{
  return g_rand_boolean (random) ? 0.0 : -0.0;
}

static double
draw_one_known (GRand *random, gsize t, gsize n)
{
  return t == n / 2 ? 1e9 : NAN;
}

static const struct {
  const char *name;
  Draw draw;
} kinds[] = {
  { "noise", draw_noise },
  { "zeros", draw_zeros },
  { "constant", draw_constant },
  { "shift", draw_shift },
  { "outlier", draw_outlier },
  { "last-outlier", draw_last_outlier },
  { "limits", draw_limits },
  { "cents", draw_cents },
  { "sparse", draw_sparse },
  { "gaps", draw_gaps },
  { "long-gap", draw_long_gap },
  { "discontinued", draw_discontinued },
  { "new", draw_new },
  { "returns", draw_returns },
  { "only-returns", draw_only_returns },
  { "growth", draw_growth },
  { "line", draw_line },
  { "alternating", draw_alternating },
  { "one-weekday", draw_one_weekday },
  { "infinite", draw_infinite },
  { "denormal", draw_denormal },
  { "huge", draw_huge },
  { "beyond", draw_beyond },
  { "staircase", draw_staircase },
  { "other-zero", draw_other_zero },
  { "one-known", draw_one_known },
};

/* The name of a kind, %NULL beyond the last. */
const char *
odd_series_kind (guint kind)
{
  return kind < G_N_ELEMENTS (kinds) ? kinds[kind].name : NULL;
}

/* One known value at least. */
static ForeSeries *
series_of (gsize n, double *y, ForeStep step)
{
  ForeSeries *series = fore_series_new ("C", 16000, step, n, y);

  if (series->n_missing < n)
    return series;
  fore_series_free (series);
  y[n - 1] = 100;
  return fore_series_new ("C", 16000, step, n, y);
}

ForeSeries *
odd_series_draw (guint kind, guint32 seed, gsize n, ForeStep step)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = kinds[kind].draw (random, t, n);
  return series_of (n, y, step);
}

/* Mostly short ones: what is odd about a series is odd in a few months of it. */
static gsize
draw_length (GRand *random)
{
  double longest = g_rand_double (random) < 0.05 ? LONGEST_MIX : 250;

  return (gsize) exp (g_rand_double_range (random, 0, log (longest)));
}

/* One kind up to some day and another from there on, in another unit, with days missing and one
 * day that went wrong. Series @seed is always the same. */
ForeSeries *
odd_series_mix (guint32 seed)
{
  static const double units[] = { 1, 1, 1, 1, 1, 1, -1, 0.01, 1e-9, 1e6, 1e12, 1e-300, 1e300 };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gsize n = draw_length (random);
  Draw before = kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))].draw;
  Draw after = kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))].draw;
  gsize change = g_rand_boolean (random) ? n : (gsize) g_rand_int_range (random, 0, (gint32) n);
  double unit = units[g_rand_int_range (random, 0, G_N_ELEMENTS (units))];
  double missing = g_rand_boolean (random) ? 0 : pow (g_rand_double (random), 3);
  gsize spike = g_rand_int_range (random, 0, 8) == 0
                    ? (gsize) g_rand_int_range (random, 0, (gint32) n)
                    : n;
  ForeStep step = (ForeStep) MAX (g_rand_int_range (random, -6, 3), 0);
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++) {
    y[t] = unit * (t < change ? before : after) (random, t, n);
    if (g_rand_double (random) < missing)
      y[t] = NAN;
    if (t == spike)
      y[t] = g_rand_boolean (random) ? 1e9 : -1e9;
  }
  return series_of (n, y, step);
}
