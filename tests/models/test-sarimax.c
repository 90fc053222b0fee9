/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-model.h"

#include <math.h>

#include "classic-series.h"

#define NORMAL_95 1.959963984540054

static ForeModelResult *
run (gsize n, const double *y, const ForeModelOptions *options)
{
  g_autoptr (ForeSeries) series = fore_series_new ("Tea", 20000, FORE_STEP_DAY, n, y);
  g_autoptr (GError) error = NULL;
  ForeModelResult *result = fore_model_sarimax.run (series, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
assert_sound (const ForeModelResult *result)
{
  const ForeForecast *forecast = result->forecast;

  for (gsize h = 0; h < forecast->horizon; h++) {
    g_assert_true (isfinite (forecast->lower_95[h]) && isfinite (forecast->upper_95[h]));
    g_assert_cmpfloat (forecast->lower_95[h], <=, forecast->lower_80[h]);
    g_assert_cmpfloat (forecast->lower_80[h], <=, forecast->value[h]);
    g_assert_cmpfloat (forecast->value[h], <=, forecast->upper_80[h]);
    g_assert_cmpfloat (forecast->upper_80[h], <=, forecast->upper_95[h]);
    g_assert_cmpint (forecast->day[h], ==, 20000 + (int) (result->n + h));
  }
  g_assert_true (isfinite (result->sigma2));
  g_assert_cmpfloat (result->seconds, >=, 0.0);
}

static double
error_of (const ForeModelResult *result, gsize h)
{
  return (result->forecast->upper_95[h] - result->forecast->value[h]) / NORMAL_95;
}

static double *
numbers (const ForeModelResult *result, const char *name, gsize *n)
{
  g_autoptr (GVariant)
      value = g_variant_lookup_value (result->parameters, name, G_VARIANT_TYPE ("ad"));
  const double *found;

  g_assert_nonnull (value);
  found = g_variant_get_fixed_array (value, n, sizeof *found);
  return g_memdup2 (found, *n * sizeof *found);
}

/* Innovations of variance sigma^2 add up: sigma sqrt(h), here with sigma^2 the mean square
 * of the steps. */
static void
test_random_walk (void)
{
  const double y[] = { 3, 5, 4, 7, 9, 8, 8, 11, 10, 13 };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = NULL;
  double sigma2 = 0.0;

  for (gsize t = 1; t < 10; t++)
    sigma2 += (y[t] - y[t - 1]) * (y[t] - y[t - 1]) / 9.0;
  options.has_order = TRUE;
  options.order = (ForeArimaOrder){ 0, 1, 0, 0, 0, 0, 7 };
  result = run (10, y, &options);

  assert_sound (result);
  g_assert_null (result->forecast->note);
  g_assert_cmpfloat_with_epsilon (result->sigma2, sigma2, 1e-12);
  g_assert_cmpfloat_with_epsilon (result->log_likelihood, -4.5 * (log (2.0 * G_PI * sigma2) + 1.0),
                                  1e-10);
  g_assert_true (isnan (result->fitted[0]));
  for (gsize t = 1; t < 10; t++)
    g_assert_cmpfloat_with_epsilon (result->fitted[t], y[t - 1], 1e-12);
  for (gsize h = 0; h < 30; h++) {
    g_assert_cmpfloat_with_epsilon (result->forecast->value[h], 13.0, 1e-12);
    g_assert_cmpfloat_with_epsilon (error_of (result, h), sqrt (sigma2 * (double) (h + 1)), 1e-9);
  }
}

/* White noise about a mean: the likelihood and the criteria have closed forms, and the mean's
 * own variance sigma^2 / n belongs to the band unless the published method is asked for. */
static void
test_white_noise (void)
{
  const double y[] = { 3, 5, 4, 7, 9, 8, 8, 11, 10, 13 };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;

  options.has_order = TRUE;
  options.order = (ForeArimaOrder){ 0, 0, 0, 0, 0, 0, 7 };
  for (guint i = 0; i < 2; i++) {
    g_autoptr (ForeModelResult) result = NULL;
    double intercept;

    options.published = i > 0;
    result = run (10, y, &options);
    g_assert_cmpfloat_with_epsilon (result->sigma2, 8.96, 1e-12);
    g_assert_cmpfloat_with_epsilon (result->log_likelihood, -5.0 * (log (2.0 * G_PI * 8.96) + 1.0),
                                    1e-10);
    g_assert_cmpfloat_with_epsilon (result->aic, -2.0 * result->log_likelihood + 4.0, 1e-10);
    g_assert_true (g_variant_lookup (result->parameters, "intercept", "d", &intercept));
    g_assert_cmpfloat_with_epsilon (intercept, 7.8, 1e-12);
    g_assert_cmpfloat_with_epsilon (error_of (result, 4), sqrt (8.96 * (i > 0 ? 1.0 : 1.1)), 1e-9);
  }
}

/* Forecasts of an AR(1) go back to its mean by powers of phi, their variance up to its own. */
static void
test_ar1 (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = NULL;
  g_autofree double *ar = NULL;
  double y[200], intercept, power = 1.0, variance = 0.0;
  gsize n;

  for (gsize t = 0; t < 200; t++)
    y[t] = (t > 0 ? 0.7 * y[t - 1] : 0.0) + g_test_rand_double_range (-1.0, 1.0);
  options.published = options.has_order = TRUE;
  options.order = (ForeArimaOrder){ 1, 0, 0, 0, 0, 0, 7 };
  result = run (200, y, &options);

  ar = numbers (result, "ar", &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_variant_lookup (result->parameters, "intercept", "d", &intercept));
  for (gsize h = 0; h < 30; h++) {
    variance += power * power * result->sigma2;
    power *= ar[0];
    g_assert_cmpfloat_with_epsilon (result->forecast->value[h],
                                    intercept + power * (y[199] - intercept), 1e-9);
    g_assert_cmpfloat_with_epsilon (error_of (result, h), sqrt (variance), 1e-9);
  }
}

static void
test_parameters (void)
{
  static const struct {
    const char *name;
    gsize n;
  } arrays[] = {
    { "ar", 2 }, { "ma", 1 }, { "seasonal_ar", 0 }, { "seasonal_ma", 1 }, { "beta", 0 }
  };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = NULL;
  g_autoptr (GVariant) order = NULL;
  const gint32 want[] = { 2, 1, 1, 0, 1, 1, 12 };
  const gint32 *found;
  gsize n;

  options.period = 12;
  options.has_order = TRUE;
  options.order = (ForeArimaOrder){ 2, 1, 1, 0, 1, 1, 12 };
  result = run (144, air_passengers, &options);
  order = g_variant_lookup_value (result->parameters, "order", G_VARIANT_TYPE ("ai"));
  found = g_variant_get_fixed_array (order, &n, sizeof *found);
  g_assert_cmpmem (found, n * sizeof *found, want, sizeof want);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++) {
    g_autofree double *values = numbers (result, arrays[i].name, &n);

    g_assert_cmpuint (n, ==, arrays[i].n);
  }
}

/* A series for each way to be odd: number t of n. */
static double
odd_value (guint kind, gsize t, GRand *random)
{
  double noise = g_rand_double_range (random, -1.0, 1.0);

  switch (kind) {
  case 0: return 5.0;
  case 1: return 0.0;
  case 2: return (double) t;
  case 3: return (double) (t % 7);
  case 4: return 100.0 + noise + (t == 20 ? 1e9 : 0.0);
  case 5: return 1e-9 * (100.0 + noise);
  case 6: return 1e15 * (100.0 + noise);
  case 7: return t % 7 == 6 ? NAN : 100.0 + noise + 5.0 * (double) (t % 7);
  case 8: return t % 13 == 5 ? 100.0 + noise : NAN;
  case 9: return t == 3 ? 42.0 : NAN;
  case 10: return exp (0.05 * (double) t);
  case 11: return t % 2 == 0 ? 1.0 : -1.0;
  case 12: return g_rand_int_range (random, 0, 20) == 0 ? 30.0 : 0.0;
  default: return t < 4 || t > 40 ? NAN : 10.0 + noise;
  }
}

static void
test_odd_series (void)
{
  static const gsize lengths[] = { 4, 5, 9, 15, 60, 150 };
  static const ForeArimaOrder orders[] = { { 0, 0, 0, 0, 0, 0, 7 },
                                           { 1, 1, 1, 1, 1, 1, 7 },
                                           { 2, 0, 2, 1, 0, 1, 7 },
                                           { 0, 2, 1, 0, 1, 0, 7 } };

  for (guint kind = 0; kind < 14; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
      g_autoptr (GRand) random = g_rand_new_with_seed (kind);
      double y[150];
      gboolean is_known = FALSE;

      for (gsize t = 0; t < lengths[i]; t++) {
        y[t] = odd_value (kind, t, random);
        is_known |= !isnan (y[t]);
      }
      for (guint k = 0; k < G_N_ELEMENTS (orders) && is_known; k++) {
        ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
        g_autoptr (ForeModelResult) result = NULL;

        options.has_order = k > 0; /* the first is for the search */
        options.order = orders[k];
        result = run (lengths[i], y, &options);
        assert_sound (result);
      }
    }
}

static void
test_one_value (void)
{
  const double y[] = { 7.0 };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = run (1, y, &options);

  assert_sound (result);
  g_assert_cmpfloat (result->forecast->value[29], ==, 7.0);
  g_assert_nonnull (result->forecast->note);
}

/* Too short for the order asked for: a smaller one, and a note that says which. */
static void
test_smaller_order (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = NULL;

  options.has_order = TRUE;
  options.order = (ForeArimaOrder){ 1, 1, 1, 1, 1, 1, 7 };
  result = run (9, air_passengers, &options);
  assert_sound (result);
  g_assert_nonnull (strstr (result->forecast->note, "ARIMA(1,1,1)(0,0,0)"));
}

/* Unknown values at the end are forecast too, and the forecast starts after them. */
static void
test_unknown_end (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) whole = NULL;
  g_autoptr (ForeModelResult) cut = NULL;
  double y[144];

  for (gsize t = 0; t < 144; t++)
    y[t] = t < 2 || t >= 140 ? NAN : air_passengers[t];
  options.has_order = TRUE;
  options.order = (ForeArimaOrder){ 1, 1, 0, 0, 0, 0, 7 };
  whole = run (144, y, &options);
  cut = run (138, y + 2, &options);
  assert_sound (whole);
  g_assert_cmpfloat_with_epsilon (whole->forecast->value[0], cut->forecast->value[4], 1e-9);
  g_assert_cmpfloat_with_epsilon (whole->fitted[140], cut->forecast->value[0], 1e-9);
  g_assert_true (isnan (whole->fitted[1]));
}

static void
test_same_twice (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) first = NULL;
  g_autoptr (ForeModelResult) second = NULL;

  options.period = 12;
  first = run (144, air_passengers, &options);
  second = run (144, air_passengers, &options);
  assert_sound (first);
  g_assert_cmpfloat (first->aicc, ==, second->aicc);
  for (gsize h = 0; h < 30; h++) {
    g_assert_cmpfloat (first->forecast->value[h], ==, second->forecast->value[h]);
    g_assert_cmpfloat (first->forecast->lower_95[h], ==, second->forecast->lower_95[h]);
  }
}

/* Three years of days with a week and a year: both are seen, and the year is a component. */
static void
test_year (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autofree double *y = g_new (double, 1096);

  for (gsize t = 0; t < 1096; t++)
    y[t] = 100.0 + 10.0 * (double) (t % 7) + 20.0 * cos (2.0 * G_PI * (double) t / 365.25) +
           g_test_rand_double_range (-3.0, 3.0);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (ForeModelResult) result = NULL;

    options.published = i > 0;
    result = run (1096, y, &options);
    assert_sound (result);
    g_assert_cmpuint (result->components->len, ==, i > 0 ? 3 : 4);
    if (i == 0) {
      const ForeComponent *year = g_ptr_array_index (result->components, 0);

      g_assert_cmpstr (year->name, ==, "yearly");
      g_assert_cmpfloat_with_epsilon (year->value[0], 20.0, 2.0);
      g_assert_cmpfloat_with_epsilon (year->fitted[183], -20.0, 2.0);
    }
  }
}

static void
test_cancelled (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries)
      series = fore_series_new ("Tea", 20000, FORE_STEP_MONTH, 144, air_passengers);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_model_sarimax.run (series, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sarimax/random-walk", test_random_walk);
  g_test_add_func ("/sarimax/white-noise", test_white_noise);
  g_test_add_func ("/sarimax/ar1", test_ar1);
  g_test_add_func ("/sarimax/parameters", test_parameters);
  g_test_add_func ("/sarimax/odd-series", test_odd_series);
  g_test_add_func ("/sarimax/one-value", test_one_value);
  g_test_add_func ("/sarimax/smaller-order", test_smaller_order);
  g_test_add_func ("/sarimax/unknown-end", test_unknown_end);
  g_test_add_func ("/sarimax/same-twice", test_same_twice);
  g_test_add_func ("/sarimax/year", test_year);
  g_test_add_func ("/sarimax/cancelled", test_cancelled);

  return g_test_run ();
}
