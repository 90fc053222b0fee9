/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-tsb.h"

#include <math.h>

static ForeSeries *
series_of (gsize n, const double *y)
{
  return fore_series_new ("C", 1000, FORE_STEP_DAY, n, y);
}

static ForeModelResult *
run (const ForeSeries *series)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  ForeModelResult *result = fore_model_tsb.run (series, &options, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static double
parameter (const ForeModelResult *result, const char *name)
{
  double value;

  g_assert_true (g_variant_lookup (result->parameters, name, "d", &value));
  return value;
}

/* 4 on every fourth day: the mean is 1 and the mean interval 4. */
static void
test_steady (void)
{
  double y[200];
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (ForeModelResult) result = NULL;

  for (gsize t = 0; t < 200; t++)
    y[t] = t % 4 == 3 ? 4 : 0;
  series = series_of (200, y);
  g_assert_true (fore_tsb_is_intermittent (series));
  result = run (series);
  g_assert_cmpfloat (parameter (result, "size"), ==, 4);
  for (gsize h = 0; h < 30; h++) {
    g_assert_cmpfloat_with_epsilon (result->forecast->value[h], 1, 0.1);
    g_assert_cmpfloat (result->forecast->upper_95[h], >, result->forecast->upper_80[h]);
  }
}

/* The recursion of Teunter, Syntetos & Babai (2011), section 3, by hand. */
static void
test_recursion (void)
{
  const double y[] = { 0, 2, NAN, 0, 6 };
  g_autoptr (ForeSeries) series = series_of (G_N_ELEMENTS (y), y);
  g_autoptr (ForeModelResult) result = run (series);
  double alpha = parameter (result, "alpha"), beta = parameter (result, "beta");
  double z = 4, p = 0.5;

  for (gsize t = 0; t < G_N_ELEMENTS (y); t++) {
    g_assert_cmpfloat_with_epsilon (result->fitted[t], z * p, 1e-12);
    if (isnan (y[t]))
      continue;
    p += beta * ((y[t] != 0) - p);
    if (y[t] != 0)
      z += alpha * (y[t] - z);
  }
  g_assert_cmpfloat_with_epsilon (result->forecast->value[29], z * p, 1e-12);
}

/* A product that is no longer sold fades, which Croston's method would not let it. */
static void
test_obsolescence (void)
{
  double y[240];
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (ForeModelResult) result = NULL;

  for (gsize t = 0; t < 240; t++)
    y[t] = t < 150 && t % 2 == 0 ? 10 : 0;
  series = series_of (240, y);
  result = run (series);
  g_assert_cmpfloat (result->forecast->value[0], <, 1);
}

static void
test_daily_sales (void)
{
  const double y[] = { 1, 2, 0, 3, 4, 5, NAN };
  g_autoptr (ForeSeries) series = series_of (G_N_ELEMENTS (y), y);

  g_assert_false (fore_tsb_is_intermittent (series));
}

static void
test_nothing_sold (void)
{
  const double y[] = { 0, 0, 0 };
  g_autoptr (ForeSeries) series = series_of (G_N_ELEMENTS (y), y);
  g_autoptr (ForeModelResult) result = run (series);

  g_assert_cmpfloat (result->forecast->value[0], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tsb/steady", test_steady);
  g_test_add_func ("/tsb/recursion", test_recursion);
  g_test_add_func ("/tsb/obsolescence", test_obsolescence);
  g_test_add_func ("/tsb/daily-sales", test_daily_sales);
  g_test_add_func ("/tsb/nothing-sold", test_nothing_sold);

  return g_test_run ();
}
