/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-model.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "fore-prophet-band.h"
#include "fore-random.h"

static ForeSeries *
new_series (gsize n, ForeStep step, double (*value) (gsize i))
{
  g_autofree double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    y[i] = value (i);
  return fore_series_new ("C", fore_day_from_date (2021, 3, 1), step, n, y);
}

/* The fractional part of a multiple of the golden ratio: noise without a generator. */
static double
scatter (gsize i)
{
  return fmod ((double) (i + 1) * 0.6180339887498949, 1.0) - 0.5;
}

static double
shop (gsize i)
{
  return 200 + 0.1 * (double) i + (i < 400 ? 0.0 : 0.3 * (double) (i - 400)) +
         30 * sin (2 * G_PI * (double) i / 7) + 20 * cos (2 * G_PI * (double) i / 365.25) +
         25 * scatter (i);
}

static double
growing_shop (gsize i)
{
  return (100 + 0.5 * (double) i) *
         (1 + 0.3 * sin (2 * G_PI * (double) i / 7) + 0.05 * scatter (i));
}

static double
constant (gsize i)
{
  return 42;
}

static double
zero (gsize i)
{
  return 0;
}

static double
tiny (gsize i)
{
  return 1e-9 * shop (i);
}

static double
huge (gsize i)
{
  return 1e12 * shop (i);
}

static double
outlier (gsize i)
{
  return i == 123 ? 1e9 : shop (i);
}

static double
mostly_missing (gsize i)
{
  return i % 10 == 0 ? shop (i) : NAN;
}

static double
missing_ends (gsize i)
{
  return i < 40 || i > 300 ? NAN : shop (i);
}

static double
one_known (gsize i)
{
  return i == 7 ? -3 : NAN;
}

static double
straight (gsize i)
{
  return 5 + 2 * (double) i;
}

static double
returns (gsize i)
{
  return -shop (i);
}

static double
alternating (gsize i)
{
  return i % 2 ? 1 : 0;
}

static double
one_sale (gsize i)
{
  return i == 50 ? 9 : 0;
}

static ForeModelResult *
run (const ForeSeries *series, gsize horizon, gboolean published)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  ForeModelResult *result;

  options.horizon = horizon;
  options.published = published;
  result = fore_model_prophet.run (series, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
check_result (const ForeSeries *series, const ForeModelResult *result)
{
  const ForeForecast *forecast = result->forecast;
  double largest = 0;

  for (gsize i = 0; i < series->n; i++) {
    g_assert_true (isfinite (result->fitted[i]));
    largest = isnan (series->y[i]) ? largest : MAX (largest, fabs (series->y[i]));
  }
  for (gsize h = 0; h < forecast->horizon; h++) {
    double sum = 0;

    g_assert_true (isfinite (forecast->lower_95[h]) && isfinite (forecast->upper_95[h]));
    g_assert_cmpfloat (forecast->lower_95[h], <=, forecast->lower_80[h]);
    g_assert_cmpfloat (forecast->lower_80[h], <=, forecast->value[h]);
    g_assert_cmpfloat (forecast->value[h], <=, forecast->upper_80[h]);
    g_assert_cmpfloat (forecast->upper_80[h], <=, forecast->upper_95[h]);
    for (guint i = 0; i < result->components->len; i++)
      sum += ((ForeComponent *) g_ptr_array_index (result->components, i))->value[h];
    g_assert_cmpfloat (fabs (sum - forecast->value[h]), <=, 1e-9 * (largest + fabs (sum)));
  }
  g_assert_cmpfloat (result->sigma2, >=, 0);
}

static void
test_odd_series (void)
{
  static double (*const kind[]) (gsize i) = { shop,        growing_shop,   constant,     zero,
                                              tiny,        huge,           outlier,      straight,
                                              returns,     mostly_missing, missing_ends, one_known,
                                              alternating, one_sale };
  static const gsize length[] = { 1, 2, 3, 5, 10, 15, 36, 400, 800 };

  for (gsize k = 0; k < G_N_ELEMENTS (kind); k++)
    for (gsize l = 0; l < G_N_ELEMENTS (length); l++)
      for (int step = FORE_STEP_DAY; step <= FORE_STEP_MONTH; step++)
        for (int published = 0; published < 2; published++) {
          g_autoptr (ForeSeries) series = new_series (length[l], step, kind[k]);
          g_autoptr (ForeModelResult) result = NULL;

          if (series->n_missing == series->n)
            continue;
          result = run (series, 30, published);
          check_result (series, result);
        }
}

static void
test_long_series (void)
{
  g_autoptr (ForeSeries) series = new_series (10000, FORE_STEP_DAY, shop);
  g_autoptr (ForeModelResult) result = run (series, 365, FALSE);

  check_result (series, result);
}

static const char *
note_of (gsize n, double (*value) (gsize i))
{
  g_autoptr (ForeSeries) series = new_series (n, FORE_STEP_DAY, value);
  g_autoptr (ForeModelResult) result = run (series, 5, FALSE);

  return g_intern_string (result->forecast->note);
}

static void
test_short_series_say_so (void)
{
  g_assert_nonnull (note_of (1, shop));
  g_assert_nonnull (note_of (9, shop));
  g_assert_nonnull (note_of (13, shop));
  g_assert_null (note_of (100, shop));
}

static void
test_same_twice (void)
{
  g_autoptr (ForeSeries) series = new_series (900, FORE_STEP_DAY, shop);
  g_autoptr (ForeModelResult) one = run (series, 30, FALSE);
  g_autoptr (ForeModelResult) two = run (series, 30, FALSE);

  g_assert_cmpmem (one->forecast->value, 30 * sizeof (double), two->forecast->value,
                   30 * sizeof (double));
  g_assert_cmpmem (one->forecast->upper_95, 30 * sizeof (double), two->forecast->upper_95,
                   30 * sizeof (double));
  g_assert_true (g_variant_equal (one->parameters, two->parameters));
}

/* Prophet scales by the largest value, so that the unit of the sales is of no consequence. */
static void
test_unit_is_of_no_consequence (void)
{
  g_autoptr (ForeSeries) series = new_series (900, FORE_STEP_DAY, shop);
  g_autoptr (ForeSeries) scaled = new_series (900, FORE_STEP_DAY, huge);
  g_autoptr (ForeModelResult) one = run (series, 30, FALSE);
  g_autoptr (ForeModelResult) other = run (scaled, 30, FALSE);

  for (gsize h = 0; h < 30; h++) {
    g_assert_cmpfloat_with_epsilon (other->forecast->value[h] / 1e12, one->forecast->value[h],
                                    1e-6);
    g_assert_cmpfloat_with_epsilon (other->forecast->lower_95[h] / 1e12, one->forecast->lower_95[h],
                                    1e-6);
  }
}

/* Without a yearly season a history moved by whole weeks is the same history. */
static void
test_whole_weeks_change_nothing (void)
{
  g_autoptr (ForeSeries) series = new_series (500, FORE_STEP_DAY, shop);
  g_autoptr (ForeSeries)
      moved = fore_series_new ("C", series->first_day + 7 * 53, FORE_STEP_DAY, 500, series->y);
  g_autoptr (ForeModelResult) one = run (series, 30, FALSE);
  g_autoptr (ForeModelResult) other = run (moved, 30, FALSE);

  for (gsize h = 0; h < 30; h++) {
    g_assert_cmpfloat_with_epsilon (other->forecast->value[h], one->forecast->value[h], 1e-8);
    g_assert_cmpfloat_with_epsilon (other->forecast->upper_80[h], one->forecast->upper_80[h], 1e-8);
  }
}

static void
test_parameters (void)
{
  g_autoptr (ForeSeries) series = new_series (800, FORE_STEP_DAY, shop);
  g_autoptr (ForeModelResult) result = run (series, 30, TRUE);
  g_autoptr (GVariant) delta = g_variant_lookup_value (result->parameters, "delta", NULL);
  g_autoptr (GVariant) beta = g_variant_lookup_value (result->parameters, "beta", NULL);
  g_autoptr (GVariant)
      changepoints = g_variant_lookup_value (result->parameters, "changepoints", NULL);
  g_autoptr (GVariant)
      seasonalities = g_variant_lookup_value (result->parameters, "seasonalities", NULL);
  g_autofree const char **date = g_variant_get_strv (changepoints, NULL);
  const char *t_start;
  double t_scale;

  g_assert_cmpuint (g_variant_n_children (delta), ==, 25);
  g_assert_cmpuint (g_variant_n_children (beta), ==, 26);
  g_assert_cmpuint (g_variant_n_children (seasonalities), ==, 2);
  g_assert_true (g_variant_lookup (result->parameters, "t_start", "&s", &t_start));
  g_assert_cmpstr (t_start, ==, "2021-03-01");
  g_assert_true (g_variant_lookup (result->parameters, "t_scale", "d", &t_scale));
  g_assert_cmpfloat (t_scale, ==, 799);
  /* round (1 + 25 * 639 / 25) = 640, counted from 1. */
  g_assert_cmpstr (date[24], ==, "2022-11-30");
}

static const char *
weekly_mode (double (*value) (gsize i), gboolean published)
{
  g_autoptr (ForeSeries) series = new_series (500, FORE_STEP_DAY, value);
  g_autoptr (ForeModelResult) result = run (series, 30, published);
  g_autoptr (GVariant) seasonalities = g_variant_lookup_value (result->parameters, "seasonalities",
                                                               G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) weekly = g_variant_get_child_value (seasonalities, 0);
  const char *name, *mode;

  check_result (series, result);
  g_assert_true (g_variant_lookup (weekly, "name", "&s", &name));
  g_assert_cmpstr (name, ==, "weekly");
  g_assert_true (g_variant_lookup (weekly, "mode", "&s", &mode));
  return g_intern_string (mode);
}

/* A season that grows with the trend multiplies it, unless the published defaults are asked
 * for. */
static void
test_mode (void)
{
  g_assert_cmpstr (weekly_mode (growing_shop, FALSE), ==, "multiplicative");
  g_assert_cmpstr (weekly_mode (growing_shop, TRUE), ==, "additive");
  g_assert_cmpstr (weekly_mode (shop, FALSE), ==, "additive");
  g_assert_cmpstr (weekly_mode (returns, FALSE), ==, "additive");
}

static void
test_cancel (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = new_series (800, FORE_STEP_DAY, shop);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_model_prophet.run (series, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The closed form against what it is the form of: simulated changes in slope and noise, 200,000
 * times; the quantiles within 1 % of the half width, more than three standard errors. */
static void
test_band_is_what_simulation_gives (void)
{
  enum { DRAWS = 200000 };
  static const struct {
    double sigma, S, b, ahead;
  } kind[] = { { 0.05, 25, 0.1, 0.03 }, { 0.02, 25, 0.5, 0.1 }, { 0.01, 25, 0.3, 1.0 } };
  static const double level[] = { 0.80, 0.95 };
  g_autoptr (ForeRandom) random = fore_random_new (1);
  g_autofree double *draw = g_new (double, DRAWS);

  for (gsize k = 0; k < G_N_ELEMENTS (kind); k++) {
    ForeProphetFuture future = { kind[k].sigma, kind[k].S * kind[k].ahead,
                                 kind[k].b * kind[k].ahead };
    double half_width[2];

    for (gsize i = 0; i < DRAWS; i++) {
      guint n_changes = gsl_ran_poisson (random, future.rate);

      draw[i] = gsl_ran_gaussian_ziggurat (random, kind[k].sigma);
      for (guint j = 0; j < n_changes; j++)
        draw[i] += gsl_ran_laplace (random, kind[k].b) * kind[k].ahead * gsl_rng_uniform (random);
      draw[i] = fabs (draw[i]);
    }
    qsort (draw, DRAWS, sizeof *draw, by_size);
    fore_prophet_half_widths (&future, 2, level, half_width);
    for (gsize l = 0; l < 2; l++)
      g_assert_cmpfloat_with_epsilon (half_width[l] / draw[(gsize) (level[l] * DRAWS)], 1.0, 0.01);
  }
}

/* Without a change in slope the band is that of the noise; with changes alone the few that do
 * come decide, and the band is finite. */
static void
test_band_at_its_limits (void)
{
  static const double level[] = { 0.80, 0.95 };
  static const ForeProphetFuture noise = { 2.0, 0.0, 0.0 }, silent = { 1e-9, 2.5, 1.0 },
                                 rare = { 1.0, 1e-3, 1e-3 }, often = { 1e-3, 1e4, 1.0 };
  double half_width[2];

  fore_prophet_half_widths (&noise, 2, level, half_width);
  g_assert_cmpfloat_with_epsilon (half_width[0], 2 * gsl_cdf_ugaussian_Pinv (0.9), 1e-12);
  fore_prophet_half_widths (&rare, 2, level, half_width);
  g_assert_cmpfloat_with_epsilon (half_width[1], gsl_cdf_ugaussian_Pinv (0.975), 1e-6);
  fore_prophet_half_widths (&silent, 2, level, half_width);
  g_assert_true (half_width[0] > 0 && half_width[1] > half_width[0] && half_width[1] < 10);
  /* Many changes: the central limit theorem, in variance 2 / 3 * 1e4. */
  fore_prophet_half_widths (&often, 2, level, half_width);
  g_assert_cmpfloat_with_epsilon (
      half_width[1] / (gsl_cdf_ugaussian_Pinv (0.975) * sqrt (2.0 / 3.0 * 1e4)), 1.0, 2e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prophet/odd-series", test_odd_series);
  g_test_add_func ("/prophet/long-series", test_long_series);
  g_test_add_func ("/prophet/short-series-say-so", test_short_series_say_so);
  g_test_add_func ("/prophet/same-twice", test_same_twice);
  g_test_add_func ("/prophet/unit-is-of-no-consequence", test_unit_is_of_no_consequence);
  g_test_add_func ("/prophet/whole-weeks-change-nothing", test_whole_weeks_change_nothing);
  g_test_add_func ("/prophet/parameters", test_parameters);
  g_test_add_func ("/prophet/mode", test_mode);
  g_test_add_func ("/prophet/cancel", test_cancel);
  g_test_add_func ("/prophet/band/is-what-simulation-gives", test_band_is_what_simulation_gives);
  g_test_add_func ("/prophet/band/at-its-limits", test_band_at_its_limits);
  return g_test_run ();
}
