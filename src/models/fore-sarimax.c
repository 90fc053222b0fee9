/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SARIMAX: a regression with seasonal autoregressive integrated moving-average errors.
 *
 * The model is that of G. E. P. Box, G. M. Jenkins, G. C. Reinsel and G. M. Ljung, Time Series
 * Analysis (2015), chapter 9, with moving averages signed as 1 + theta B. "intercept" is the
 * mean of the differences: with one difference, the drift of each step.
 */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "fore-error.h"
#include "fore-model.h"
#include "fore-sarimax-forecast.h"
#include "fore-sarimax-parts.h"
#include "fore-sarimax-search.h"

/* Half widths of central normal bands in standard deviations. */
#define NORMAL_80 1.2815515655446004
#define NORMAL_95 1.959963984540054

/* A season this long would be a state of that size: beyond it there are no seasonal terms. */
#define LONGEST_SEASON 53

/* Days of a year for each day of a week; a week may have fewer days than seven where some are
 * always closed and left out. */
#define WEEKS_OF_A_YEAR (365.25 / 7.0)
#define SHORTEST_WEEK   5
#define LONGEST_WEEK    7

/* Known values that an order search needs before it looks at more than the mean. */
#define FEWEST_TO_SEARCH 5

static double
seconds_of_thread (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

/* The part of the series from its first to its last known value. */
typedef struct {
  gsize first;
  gsize n;
  gsize n_known;
  const double *y;
} Known;

static Known
find_known (const ForeSeries *series)
{
  Known known = { 0, series->n, series->n - series->n_missing, series->y };

  while (known.n > 0 && isnan (known.y[0])) {
    known.first++;
    known.y++;
    known.n--;
  }
  while (known.n > 0 && isnan (known.y[known.n - 1]))
    known.n--;

  return known;
}

/* A model takes as many known values as its differences and parameters, and one more. */
static gboolean
is_long_enough (const Known *known, const ForeArimaOrder *order, guint n_means)
{
  gsize lost = (gsize) order->d + (gsize) order->D * order->s;

  return known->n_known > lost + order->p + order->q + order->P + order->Q + n_means + 1 &&
         known->n > lost;
}

/* Takes terms off until the series is long enough; returns whether it had to. */
static gboolean
make_fit_in (const Known *known, ForeArimaOrder *order)
{
  guint *takes[] = { &order->Q, &order->P, &order->D, &order->q, &order->p, &order->d };
  gboolean is_smaller = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
    while (*takes[i] > 0 && !is_long_enough (known, order, order->d + order->D == 0)) {
      (*takes[i])--;
      is_smaller = TRUE;
    }

  return is_smaller;
}

static ForeSarimaxFit *
fit_order (const Known *known,
           const ForeSarimaxColumns *columns,
           const ForeArimaOrder *order,
           GCancellable *cancellable)
{
  g_autofree double *X = fore_sarimax_columns_fill (columns, known->n, 0);
  g_autoptr (ForeSarimax)
      model = fore_sarimax_new (known->n, known->y, fore_sarimax_columns_count (columns, 0), X,
                                order, order->d + order->D == 0);

  return fore_sarimax_fit (model, NULL, cancellable);
}

static ForeSarimaxFit *
fit_asked (const Known *known,
           const ForeSarimaxColumns *columns,
           const ForeModelOptions *options,
           guint period,
           char **note,
           GCancellable *cancellable)
{
  ForeArimaOrder order = options->order;

  order.s = period;
  if (period == 1)
    order.P = order.D = order.Q = 0;
  if (make_fit_in (known, &order))
    *note = g_strdup_printf (_ ("The history is too short for the order asked for; "
                                "ARIMA(%u,%u,%u)(%u,%u,%u) was fitted instead."),
                             order.p, order.d, order.q, order.P, order.D, order.Q);

  return fit_order (known, columns, &order, cancellable);
}

static void
append_coefficients (GVariant *like, const char *name, GArray *coefficients)
{
  g_autoptr (GVariant) values = g_variant_lookup_value (like, name, G_VARIANT_TYPE ("ad"));
  gsize n = 0;
  const double *value = NULL;

  if (values != NULL)
    value = g_variant_get_fixed_array (values, &n, sizeof *value);
  g_array_append_vals (coefficients, value, (guint) n);
}

/* The model that was found in nearly the same series, from where it was found. */
static ForeSarimaxFit *
fit_again (const Known *known,
           const ForeSarimaxColumns *columns,
           GVariant *like,
           guint period,
           GCancellable *cancellable)
{
  g_autoptr (GArray) coefficients = g_array_new (FALSE, TRUE, sizeof (double));
  g_autoptr (GArray) beta = g_array_new (FALSE, TRUE, sizeof (double));
  ForeSarimaxFit near = { .n_coefficients = 0 }, *fit;
  ForeArimaOrder *order = &near.order;
  guint n_given = fore_sarimax_columns_count (columns, 0), n_pairs;
  gint32 s;
  g_autofree double *X = NULL;
  g_autoptr (ForeSarimax) model = NULL;
  g_autoptr (GVariant) orders = g_variant_lookup_value (like, "order", G_VARIANT_TYPE ("ai"));

  if (orders == NULL || g_variant_n_children (orders) != 7)
    return NULL;
  g_variant_get_child (orders, 0, "i", &order->p);
  g_variant_get_child (orders, 1, "i", &order->d);
  g_variant_get_child (orders, 2, "i", &order->q);
  g_variant_get_child (orders, 3, "i", &order->P);
  g_variant_get_child (orders, 4, "i", &order->D);
  g_variant_get_child (orders, 5, "i", &order->Q);
  g_variant_get_child (orders, 6, "i", &s);
  order->s = order->P + order->D + order->Q > 0 ? period : 1;
  append_coefficients (like, "ar", coefficients);
  append_coefficients (like, "ma", coefficients);
  append_coefficients (like, "seasonal_ar", coefficients);
  append_coefficients (like, "seasonal_ma", coefficients);
  append_coefficients (like, "beta", beta);
  g_variant_lookup (like, "intercept", "d", &near.intercept);
  near.has_intercept = near.intercept != 0.0;
  n_pairs = beta->len > n_given ? (beta->len - n_given) / 2 : 0;
  if ((guint) s != period || beta->len < n_given || (n_pairs > 0 && !(columns->year > 0.0)) ||
      coefficients->len != order->p + order->q + order->P + order->Q ||
      !is_long_enough (known, order, beta->len + near.has_intercept))
    return NULL;

  near.n_coefficients = coefficients->len;
  near.coefficients = (double *) coefficients->data;
  X = fore_sarimax_columns_fill (columns, known->n, n_pairs);
  model = fore_sarimax_new (known->n, known->y, beta->len, X, order, near.has_intercept);
  fit = fore_sarimax_fit_polish (model, &near, cancellable);
  fit->order.s = period;

  return fit;
}

/* The length of the year in steps where there is one to look for, 0 otherwise. */
static double
find_year (const ForeSeries *series, const ForeModelOptions *options, guint period, gsize n)
{
  double year = WEEKS_OF_A_YEAR * period;

  if (options->published || options->has_order || series->step != FORE_STEP_DAY ||
      period < SHORTEST_WEEK || period > LONGEST_WEEK || (double) n < 2.0 * year)
    return 0.0;

  return year;
}

static ForeSarimaxFit *
fit_searched (const Known *known,
              const ForeSarimaxColumns *columns,
              guint period,
              char **note,
              GCancellable *cancellable)
{
  ForeArimaOrder order = { .s = period };
  gboolean has_enough = known->n_known >=
                        FEWEST_TO_SEARCH + fore_sarimax_columns_count (columns, 0);
  ForeSarimaxFit *fit = NULL;

  if (period > LONGEST_SEASON) {
    order.s = 1;
    *note = g_strdup (_ ("The season is too long for seasonal terms, so none were fitted."));
  } else if (known->n_known < 2 * period) {
    order.s = 1;
    *note = g_strdup (_ ("The history is shorter than two seasons, so no seasonal terms were "
                         "fitted."));
  }
  if (has_enough && (columns->year > 0.0 || columns->given != NULL))
    fit = fore_sarimax_columns_search (columns, known->n, known->y, order.s, cancellable);
  if (has_enough && fit == NULL) {
    fore_sarimax_choose_differences (known->n, known->y, order.s, &order.d, &order.D);
    fit = fore_sarimax_search (known->n, known->y, 0, NULL, &order, cancellable);
  }
  if (fit == NULL) {
    order = (ForeArimaOrder){ .s = order.s };
    fit = fit_order (known, columns, &order, cancellable);
  }
  fit->order.s = period;

  return fit;
}

static GVariant *
array_of_doubles (gsize n, const double *values)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, values, n, sizeof *values);
}

static GVariant *
describe (const ForeSarimaxFit *fit, const ForeRegressorTable *given)
{
  const ForeArimaOrder *order = &fit->order;
  gint32 numbers[] = { order->p, order->d, order->q, order->P, order->D, order->Q, order->s };
  const double *ar = fit->coefficients, *ma = ar + order->p;
  const double *seasonal_ar = ma + order->q, *seasonal_ma = seasonal_ar + order->P;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "order",
                         g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, numbers,
                                                    G_N_ELEMENTS (numbers), sizeof *numbers));
  g_variant_builder_add (&builder, "{sv}", "ar", array_of_doubles (order->p, ar));
  g_variant_builder_add (&builder, "{sv}", "ma", array_of_doubles (order->q, ma));
  g_variant_builder_add (&builder, "{sv}", "seasonal_ar", array_of_doubles (order->P, seasonal_ar));
  g_variant_builder_add (&builder, "{sv}", "seasonal_ma", array_of_doubles (order->Q, seasonal_ma));
  g_variant_builder_add (&builder, "{sv}", "intercept", g_variant_new_double (fit->intercept));
  g_variant_builder_add (&builder, "{sv}", "beta", array_of_doubles (fit->n_regressors, fit->beta));
  if (given != NULL)
    g_variant_builder_add (&builder, "{sv}", "regressors",
                           g_variant_new_strv ((const char *const *) given->names, -1));
  if (fit->standard_errors != NULL)
    g_variant_builder_add (&builder, "{sv}", "standard_errors",
                           array_of_doubles (fit->n_coefficients, fit->standard_errors));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* Criteria of a series that the model fits without an error make no sense. */
static void
fill_criteria (ForeModelResult *result, const ForeSarimaxFit *fit)
{
  result->sigma2 = isfinite (fit->sigma2) ? fit->sigma2 : NAN;
  if (!(fit->sigma2 > 0.0) || !isfinite (fit->log_likelihood))
    return;
  result->log_likelihood = fit->log_likelihood;
  result->aic = fit->aic;
  result->aicc = isfinite (fit->aicc) ? fit->aicc : NAN;
  result->bic = fit->bic;
}

static void
fill_forecast (ForeForecast *forecast, const double *mean, const double *variance)
{
  for (gsize h = 0; h < forecast->horizon; h++) {
    double deviation = sqrt (MAX (variance[h], 0.0));

    forecast->value[h] = mean[h];
    forecast->lower_80[h] = mean[h] - NORMAL_80 * deviation;
    forecast->upper_80[h] = mean[h] + NORMAL_80 * deviation;
    forecast->lower_95[h] = mean[h] - NORMAL_95 * deviation;
    forecast->upper_95[h] = mean[h] + NORMAL_95 * deviation;
  }
}

/* Forecasts start after the last known value, maybe before the end of the series. */
static gboolean
forecast (ForeModelResult *result,
          const ForeSeries *series,
          const ForeModelOptions *options,
          const Known *known,
          const ForeSarimaxColumns *columns,
          ForeSarimaxFit *fit)
{
  gsize behind = result->n - known->first - known->n, horizon = behind + options->horizon;
  g_autofree double *mean = g_new (double, known->n + horizon);
  g_autofree double *variance = g_new (double, known->n + horizon);
  guint n_given = fore_sarimax_columns_count (columns, 0);
  guint n_pairs = (fit->n_regressors - n_given) / 2;
  g_autofree double *X = fore_sarimax_columns_fill (columns, known->n, n_pairs);
  g_autofree double *X_ahead = fore_sarimax_columns_fill (columns, known->n + horizon, n_pairs);
  ForeArimaOrder order = fit->order;
  g_autoptr (ForeSarimax) model = NULL;

  if (order.P + order.D + order.Q == 0)
    order.s = 1;
  model = fore_sarimax_new (known->n, known->y, fit->n_regressors, X, &order, fit->has_intercept);
  if (!fore_sarimax_forecast (model, fit, horizon, X_ahead, !options->published, mean, variance))
    return FALSE;
  memcpy (result->fitted + known->first, mean, (known->n + behind) * sizeof *mean);
  fill_forecast (result->forecast, mean + known->n + behind, variance + known->n + behind);
  /* Who takes over a form asks neither what it is made of nor how sure its coefficients are. */
  if (options->like == NULL) {
    fore_sarimax_add_parts (result, series, columns, fit, known->n + horizon, X_ahead, mean);
    fore_sarimax_fit_find_errors (fit, model);
  }

  return TRUE;
}

static ForeModelResult *
run (const ForeSeries *series,
     const ForeModelOptions *options,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (ForeModelResult) result = NULL;
  g_autoptr (ForeSarimaxFit) fit = NULL;
  Known known = find_known (series);
  ForeSarimaxColumns columns = { options->regressors, known.first, 0.0 };
  double start = seconds_of_thread ();
  guint period;

  result = fore_model_result_new (fore_model_sarimax.id, series, options);
  period = MAX (result->period, 1);
  columns.year = find_year (series, options, period, known.n);
  if (options->has_order)
    fit = fit_asked (&known, &columns, options, period, &result->forecast->note, cancellable);
  else if (options->like != NULL)
    fit = fit_again (&known, &columns, options->like, period, cancellable);
  if (fit == NULL)
    fit = fit_searched (&known, &columns, period, &result->forecast->note, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (!forecast (result, series, options, &known, &columns, fit)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_MODEL,
                         _ ("No stationary SARIMAX model fits this history."));
    return NULL;
  }
  fill_criteria (result, fit);
  result->parameters = describe (fit, options->regressors);
  result->seconds = seconds_of_thread () - start;

  return g_steal_pointer (&result);
}

const ForeModel fore_model_sarimax = {
  .id = "sarimax",
  .title = "SARIMAX",
  .run = run,
  .regresses = TRUE,
};
