/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-model.h"

#include <float.h>
#include <math.h>

#include "classic-series.h"

static ForeModelResult *
fit_as (gboolean published, ForeStep step, gsize n, const double *y, guint period, gsize horizon)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = fore_series_new ("C", 20000, step, n, y);
  g_autoptr (GError) error = NULL;
  ForeModelResult *result;

  options.period = period;
  options.horizon = horizon;
  options.published = published;
  result = fore_model_holt_winters.run (series, &options, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static ForeModelResult *
fit (ForeStep step, gsize n, const double *y, guint period, gsize horizon)
{
  return fit_as (FALSE, step, n, y, period, horizon);
}

static double
parameter (const ForeModelResult *result, const char *name)
{
  double value;

  g_assert_true (g_variant_lookup (result->parameters, name, "d", &value));
  return value;
}

static void
assert_sound (const ForeModelResult *result)
{
  const ForeForecast *f = result->forecast;

  for (gsize h = 0; h < f->horizon; h++) {
    double sum = 0.0;

    g_assert_true (isfinite (f->lower_95[h]) && isfinite (f->upper_95[h]));
    g_assert_cmpfloat (f->lower_95[h], <=, f->lower_80[h]);
    g_assert_cmpfloat (f->lower_80[h], <=, f->value[h]);
    g_assert_cmpfloat (f->value[h], <=, f->upper_80[h]);
    g_assert_cmpfloat (f->upper_80[h], <=, f->upper_95[h]);
    for (guint k = 0; k < result->components->len; k++) {
      const ForeComponent *component = g_ptr_array_index (result->components, k);

      sum += component->value[h];
    }
    g_assert_cmpfloat (fabs (sum - f->value[h]), <=,
                       1e-12 * MAX (fabs (f->value[h]), fabs (sum)) + DBL_MIN);
  }
  g_assert_true (isfinite (result->log_likelihood) && isfinite (result->sigma2));
}

/* The figures of the best form of AirPassengers: R's conventions, an optimum 6.4 above R's. */
static void
test_air_passengers (void)
{
  g_autoptr (ForeModelResult) result = fit_as (TRUE, FORE_STEP_MONTH, 144, air_passengers, 0, 24);
  g_autofree char *method = NULL;
  g_autofree double *season = NULL;
  const ForeComponent *trend, *yearly;
  double sum = 0.0, l, b;

  assert_sound (result);
  g_assert_cmpuint (result->period, ==, 12);
  g_assert_null (result->forecast->note);
  g_assert_true (g_variant_lookup (result->parameters, "method", "s", &method));
  g_assert_cmpstr (method, ==, "ETS(M,A,M)");
  g_assert_cmpfloat_with_epsilon (result->log_likelihood, -675.9972, 0.05);
  g_assert_cmpfloat_with_epsilon (result->aic, -2 * result->log_likelihood + 2 * 17, 1e-9);
  g_assert_cmpfloat_with_epsilon (result->aicc, result->aic + 2 * 17 * 18 / (144.0 - 18), 1e-9);
  g_assert_cmpfloat_with_epsilon (result->bic, -2 * result->log_likelihood + 17 * log (144), 1e-9);
  g_assert_cmpfloat (parameter (result, "phi"), ==, 1.0);

  trend = g_ptr_array_index (result->components, 0);
  yearly = g_ptr_array_index (result->components, 1);
  g_assert_cmpstr (trend->name, ==, "trend");
  g_assert_cmpstr (yearly->name, ==, "yearly");
  for (gsize t = 0; t < 144; t++)
    g_assert_cmpfloat_with_epsilon (trend->fitted[t] + yearly->fitted[t], result->fitted[t], 1e-9);

  /* The first fitted value is made of the initial states. */
  {
    g_autoptr (GVariant) value = g_variant_lookup_value (result->parameters, "initial_seasonal",
                                                         G_VARIANT_TYPE ("ad"));
    gsize n;
    const double *s = g_variant_get_fixed_array (value, &n, sizeof *s);

    g_assert_cmpuint (n, ==, 12);
    for (gsize j = 0; j < n; j++)
      sum += s[j];
    g_assert_cmpfloat_with_epsilon (sum, 12.0, 1e-9);
    l = parameter (result, "initial_level");
    b = parameter (result, "initial_trend");
    g_assert_cmpfloat_with_epsilon ((l + b) * s[0], result->fitted[0], 1e-9);
  }
}

/* R's ets finds the same form, as it stops short of the best likelihood of ETS(M,A,M). */
static void
test_no_endless_trend (void)
{
  g_autoptr (ForeModelResult) result = fit (FORE_STEP_MONTH, 144, air_passengers, 0, 24);
  g_autofree char *method = NULL;

  g_assert_true (g_variant_lookup (result->parameters, "method", "s", &method));
  g_assert_cmpstr (method, ==, "ETS(M,Ad,M)");
  g_assert_cmpfloat (parameter (result, "phi"), <, 1.0);
}

static void
fill (double *y, gsize n, double level, double spread)
{
  guint32 state = 12345;

  for (gsize t = 0; t < n; t++) {
    state = state * 1664525u + 1013904223u;
    y[t] = level + spread * (state / 4294967296.0 - 0.5) + (t % 7 == 3 ? spread : 0.0);
  }
}

static void
test_same_twice (void)
{
  double y[200];
  g_autoptr (ForeModelResult) first = NULL;
  g_autoptr (ForeModelResult) second = NULL;

  fill (y, 200, 100, 40);
  first = fit (FORE_STEP_DAY, 200, y, 0, 60);
  second = fit (FORE_STEP_DAY, 200, y, 0, 60);
  for (gsize h = 0; h < 60; h++) {
    g_assert_cmpfloat (first->forecast->value[h], ==, second->forecast->value[h]);
    g_assert_cmpfloat (first->forecast->upper_95[h], ==, second->forecast->upper_95[h]);
  }
  g_assert_true (g_variant_equal (first->parameters, second->parameters));
}

/* Units that are powers of two change no digit. */
static void
test_unit (void)
{
  static const double unit[] = { 0x1p-40, 0x1p3, 0x1p60 };
  double y[150], scaled[150];
  g_autoptr (ForeModelResult) plain = NULL;

  fill (y, 150, 3, 8);
  plain = fit (FORE_STEP_DAY, 150, y, 7, 10);
  for (gsize k = 0; k < G_N_ELEMENTS (unit); k++) {
    g_autoptr (ForeModelResult) result = NULL;

    for (gsize t = 0; t < 150; t++)
      scaled[t] = y[t] * unit[k];
    result = fit (FORE_STEP_DAY, 150, scaled, 7, 10);
    for (gsize h = 0; h < 10; h++)
      g_assert_cmpfloat (result->forecast->upper_80[h], ==, plain->forecast->upper_80[h] * unit[k]);
    g_assert_cmpfloat_with_epsilon (result->log_likelihood,
                                    plain->log_likelihood - 150 * log (unit[k]), 1e-7);
  }
}

static void
test_too_short_for_season (void)
{
  double y[18];
  g_autoptr (ForeModelResult) result = NULL;
  g_autoptr (ForeModelResult) long_season = NULL;
  ForeComponent *level;

  fill (y, 18, 50, 5);
  result = fit (FORE_STEP_DAY, 18, y, 7, 5);
  assert_sound (result);
  g_assert_nonnull (result->forecast->note);
  g_assert_nonnull (strchr (result->forecast->note, '7'));
  g_assert_cmpuint (result->period, ==, 1);
  g_assert_cmpuint (result->components->len, ==, 1);
  level = g_ptr_array_index (result->components, 0);
  g_assert_cmpfloat (level->value[4], ==, result->forecast->value[4]);

  long_season = fit (FORE_STEP_WEEK, 18, y, 0, 5);
  g_assert_nonnull (strstr (long_season->forecast->note, "52"));
}

static void
test_too_long_season (void)
{
  g_autofree double *y = g_new (double, 800);
  g_autoptr (ForeModelResult) result = NULL;

  fill (y, 800, 50, 5);
  result = fit (FORE_STEP_DAY, 800, y, 365, 5);
  assert_sound (result);
  g_assert_nonnull (strstr (result->forecast->note, "365"));
  g_assert_cmpuint (result->period, ==, 1);
}

/* Bands of multiplicative forms: normal ones as published, else ones that stay above zero. The
 * form is the same. */
static void
test_published (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries)
      series = fore_series_new ("C", 20000, FORE_STEP_MONTH, 144, air_passengers);
  GVariantDict form;
  g_autoptr (GVariant) like = NULL;
  g_autoptr (ForeModelResult) ours = NULL;
  g_autoptr (ForeModelResult) published = NULL;

  g_variant_dict_init (&form, NULL);
  g_variant_dict_insert (&form, "method", "s", "ETS(M,A,M)");
  options.like = like = g_variant_ref_sink (g_variant_dict_end (&form));
  ours = fore_model_holt_winters.run (series, &options, NULL, NULL);
  options.published = TRUE;
  published = fore_model_holt_winters.run (series, &options, NULL, NULL);
  assert_sound (ours);
  assert_sound (published);
  for (gsize h = 0; h < options.horizon; h++) {
    const ForeForecast *f = published->forecast, *g = ours->forecast;
    double wide = f->upper_95[h] - f->value[h], narrow = f->upper_80[h] - f->value[h];

    g_assert_cmpfloat (g->value[h], ==, f->value[h]);
    g_assert_cmpfloat_with_epsilon (f->value[h] - f->lower_95[h], wide, 1e-9);
    g_assert_cmpfloat_with_epsilon (wide / narrow, 1.9599639845400545 / 1.2815515655446004, 1e-9);
    g_assert_cmpfloat (g->lower_95[h], >, f->lower_95[h]);
    g_assert_cmpfloat (g->upper_95[h], >, f->upper_95[h]);
  }
}

/* Missing values at both ends and within: fitted values go through, bands widen over the gap. */
static void
test_missing (void)
{
  double y[140];
  g_autoptr (ForeModelResult) full = NULL;
  g_autoptr (ForeModelResult) result = NULL;

  fill (y, 140, 100, 30);
  full = fit (FORE_STEP_DAY, 120, y, 7, 30);
  for (gsize t = 120; t < 140; t++)
    y[t] = NAN;
  result = fit (FORE_STEP_DAY, 140, y, 7, 10);
  assert_sound (result);
  g_assert_cmpuint (result->n_missing, ==, 20);
  for (gsize t = 120; t < 140; t++)
    g_assert_cmpfloat (result->fitted[t], ==, full->forecast->value[t - 120]);
  for (gsize h = 0; h < 10; h++) {
    g_assert_cmpfloat (result->forecast->value[h], ==, full->forecast->value[h + 20]);
    g_assert_cmpfloat (result->forecast->upper_95[h], ==, full->forecast->upper_95[h + 20]);
  }
}

static void
test_odd_series (void)
{
  g_autofree double *y = g_new (double, 10000);
  static const gsize lengths[] = { 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 19, 20, 40, 400 };

  for (gsize k = 0; k < G_N_ELEMENTS (lengths); k++) {
    gsize n = lengths[k];
    static const struct {
      double level, spread;
    } kind[] = { { 0, 0 },         { 4, 0 },    { 100, 30 },     { -50, 200 },
                 { 1e-12, 1e-13 }, { 1e12, 1 }, { 1e300, 1e299 } };

    for (gsize i = 0; i < G_N_ELEMENTS (kind); i++) {
      fill (y, n, kind[i].level, kind[i].spread);
      for (guint variant = 0; variant < 4; variant++) {
        g_autoptr (ForeModelResult) result = NULL;

        if (variant == 1)
          y[n / 2] = 1e9;
        for (gsize t = 0; variant == 2 && t < n; t++)
          y[t] = t % 9 == 0 || t == n - 1 ? y[t] : NAN;
        for (gsize t = 1; variant == 3 && t < n; t++)
          y[t] = NAN;
        result = fit (FORE_STEP_DAY, n, y, 0, 40);
        assert_sound (result);
      }
    }
  }

  fill (y, 10000, 20, 30);
  {
    g_autoptr (ForeModelResult) result = fit (FORE_STEP_DAY, 10000, y, 0, 30);

    assert_sound (result);
  }
}

static void
test_cancel (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries)
      series = fore_series_new ("C", 20000, FORE_STEP_MONTH, 144, air_passengers);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_model_holt_winters.run (series, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holt-winters/air-passengers", test_air_passengers);
  g_test_add_func ("/holt-winters/no-endless-trend", test_no_endless_trend);
  g_test_add_func ("/holt-winters/same-twice", test_same_twice);
  g_test_add_func ("/holt-winters/unit", test_unit);
  g_test_add_func ("/holt-winters/too-short-for-season", test_too_short_for_season);
  g_test_add_func ("/holt-winters/too-long-season", test_too_long_season);
  g_test_add_func ("/holt-winters/published", test_published);
  g_test_add_func ("/holt-winters/missing", test_missing);
  g_test_add_func ("/holt-winters/odd-series", test_odd_series);
  g_test_add_func ("/holt-winters/cancel", test_cancel);
  return g_test_run ();
}
