/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a forecast says, and how far it is to be trusted, in words. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-chart.h"
#include "fore-forecast-total.h"
#include "fore-forecast-words.h"
#include "fore-format.h"

/* What others are measured against. */
#define YARDSTICK "seasonal_naive"

/**
 * fore_forecast_words_total:
 * @forecast: a forecast by days
 *
 * Returns: (transfer full): what will be sold, and how sure that is
 */
char *
fore_forecast_words_total (const ForeForecast *forecast)
{
  ForeForecastTotal total = fore_forecast_total (forecast, 0, forecast->horizon);
  g_autofree char *value = fore_format_amount (total.value);
  g_autofree char *lower = fore_format_amount (total.lower_80);
  g_autofree char *upper = fore_format_amount (total.upper_80);

  return g_strdup_printf (
      /* Translators: the sales of so many days, and the ends of the band that they lie in with a
       * probability of 80 % */
      g_dngettext (GETTEXT_PACKAGE, "%lu day: %s, most likely between %s and %s.",
                   "%lu days: %s, most likely between %s and %s.", (gulong) forecast->horizon),
      (gulong) forecast->horizon, value, lower, upper);
}

static const ForeStoredBacktest *
find (GPtrArray *backtests, const char *model)
{
  for (guint i = 0; i < backtests->len; i++) {
    const ForeStoredBacktest *backtest = backtests->pdata[i];

    if (g_str_equal (backtest->model, model))
      return backtest;
  }
  return NULL;
}

/**
 * fore_forecast_words_accuracy:
 * @backtests: (element-type ForeStoredBacktest): how the models of a category did
 * @model: id of one of them
 *
 * Returns: (transfer full) (nullable): how far it is to be trusted, %NULL when it has not been
 *   measured
 */
char *
fore_forecast_words_accuracy (GPtrArray *backtests, const char *model)
{
  const ForeStoredBacktest *backtest = find (backtests, model);
  const ForeStoredBacktest *yardstick = find (backtests, YARDSTICK);
  double held, off_by, gain = NAN;

  if (backtest == NULL)
    return NULL;
  held = 100 * backtest->accuracy.coverage_80;
  off_by = backtest->accuracy.wape;
  if (yardstick != NULL && yardstick->accuracy.mae > 0 && yardstick != backtest)
    gain = 100 * (1 - backtest->accuracy.mae / yardstick->accuracy.mae);

  if (!(backtest->accuracy.mean_size > 0))
    return g_strdup (_ ("Nothing was sold on the days it was tested on."));
  if (isnan (gain))
    /* Translators: error of a model, and how often the sales lay in its 80 % band */
    return g_strdup_printf (_ ("Off by %.0f %% on average; its 80 %% band held %.0f %% of the "
                               "time."),
                            off_by, held);
  if (gain < 0)
    /* Translators: as before, and how much larger its error is than the simplest one's */
    return g_strdup_printf (_ ("Off by %.0f %% on average, %.0f %% worse than repeating last week; "
                               "its 80 %% band held %.0f %% of the time."),
                            off_by, -gain, held);
  /* Translators: as before, and how much smaller its error is than the simplest one's */
  return g_strdup_printf (_ ("Off by %.0f %% on average, %.0f %% better than repeating last week; "
                             "its 80 %% band held %.0f %% of the time."),
                          off_by, gain, held);
}

/**
 * fore_forecast_words_error:
 * @backtest: how a model did
 *
 * Returns: (transfer full): the model and its error, in few words
 */
char *
fore_forecast_words_error (const ForeStoredBacktest *backtest)
{
  const char *title = fore_chart_model_title (backtest->model);

  if (!(backtest->accuracy.mean_size > 0))
    return g_strdup (title);
  /* Translators: name of a model, and how far it was off on average */
  return g_strdup_printf (_ ("%s · %.0f %% off"), title, backtest->accuracy.wape);
}
