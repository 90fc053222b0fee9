/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a SARIMAX forecast is made of. The regression has its parts by itself: what is given, and
 * the year. The errors of the regression have none, as the model knows no trend and no season but
 * only how a value follows from those before; so what it says of them, each value predicted from
 * those before it and behind them the forecasts, is taken as one series and decomposed by STL (R.
 * B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, Journal of Official Statistics 6
 * (1990)) into trend, season and a remainder: what the last days have in them that is neither.
 * Without seasonal terms in the model all of it is trend.
 */
#include "fore-sarimax-parts.h"

#include <math.h>
#include <string.h>

#include "fore-components.h"
#include "fore-stl.h"

/* Where the values of a part are, from the first known value on. */
typedef struct {
  ForeModelResult *result;
  gsize first;
  gsize n_all;
} Place;

/* Puts @value at step @from and those after it. */
static void
fill (const Place *place, const char *name, gsize from, const double *value)
{
  ForeComponent *component = fore_model_result_add_component (place->result, name);
  gsize n = place->result->n;

  for (gsize t = from; t < place->n_all; t++) {
    gsize at = place->first + t;

    *(at < n ? &component->fitted[at] : &component->value[at - n]) = value[t - from];
  }
}

/* Takes the part of the columns from @begin to @end off @rest. */
static void
take_part (const Place *place,
           const char *name,
           const ForeSarimaxFit *fit,
           guint begin,
           guint end,
           const double *X,
           double *rest)
{
  g_autofree double *part = g_new0 (double, place->n_all + 1);

  if (begin == end)
    return;
  for (guint i = begin; i < end; i++)
    for (gsize t = 0; t < place->n_all; t++)
      part[t] += fit->beta[i] * X[i * place->n_all + t];
  for (gsize t = 0; t < place->n_all; t++)
    rest[t] -= part[t];
  fill (place, name, 0, part);
}

static void
decompose (const Place *place, const ForeSeries *series, const ForeSarimaxFit *fit, double *rest)
{
  const ForeArimaOrder *order = &fit->order;
  gsize lost = order->d + (gsize) order->D * order->s, n = place->n_all - lost;
  gboolean is_seasonal = order->P + order->D + order->Q > 0 && order->s > 1 &&
                         n >= 2 * (gsize) order->s;
  g_autofree double *trend = g_new (double, n);
  g_autofree double *seasonal = g_new (double, n);

  rest += lost;
  if (!is_seasonal) {
    fill (place, order->d > 0 ? "trend" : "level", lost, rest);
    return;
  }
  fore_stl_decompose (n, rest, order->s, trend, seasonal);
  for (gsize t = 0; t < n; t++)
    rest[t] -= trend[t] + seasonal[t];
  fill (place, "trend", lost, trend);
  fill (place, fore_components_name_season (series, order->s), lost, seasonal);
  fill (place, "remainder", lost, rest);
}

/**
 * fore_sarimax_add_parts:
 * @result: (inout): gets the components
 * @series: what the model was fitted to
 * @columns: what it was regressed on
 * @fit: its parameters
 * @n_all: values from the first known one to the last one that is forecast
 * @X: (array): the columns, @n_all values each, one behind the other
 * @mean: (array length=n_all): each value predicted from those before it, then the forecasts; NaN
 *   for the first ones, that differencing takes
 */
void
fore_sarimax_add_parts (ForeModelResult *result,
                        const ForeSeries *series,
                        const ForeSarimaxColumns *columns,
                        const ForeSarimaxFit *fit,
                        gsize n_all,
                        const double *X,
                        const double *mean)
{
  const Place place = { result, columns->first, n_all };
  guint n_given = fore_sarimax_columns_count (columns, 0);
  guint n_holidays = n_given > 0 ? columns->given->n_holidays : 0;
  g_autofree double *rest = g_memdup2 (mean, n_all * sizeof *rest);

  take_part (&place, "yearly", fit, n_given, fit->n_regressors, X, rest);
  take_part (&place, "holidays", fit, 0, n_holidays, X, rest);
  take_part (&place, "regressors", fit, n_holidays, n_given, X, rest);
  decompose (&place, series, fit, rest);
}
