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
 * fore_forecast_words_horizon:
 * @step: from one value of a forecast to the next one
 * @n: how many values there are
 *
 * Returns: (transfer full): how far it looks ahead
 */
char *
fore_forecast_words_horizon (ForeStep step, guint n)
{
  switch (step) {
  case FORE_STEP_WEEK:
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u week", "%u weeks", n), n);
  case FORE_STEP_MONTH:
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u month", "%u months", n), n);
  case FORE_STEP_DAY:
  default: return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", n), n);
  }
}

/**
 * fore_forecast_words_total:
 * @outlook: what is known of a category
 * @forecast: one of its forecasts
 *
 * Returns: (transfer full): what will be sold, and how sure that is
 */
char *
fore_forecast_words_total (const ForeOutlook *outlook, const ForeForecast *forecast)
{
  ForeForecastTotal total = fore_forecast_total (forecast, 0, forecast->horizon);
  g_autofree char *horizon = fore_forecast_words_horizon (fore_outlook_get_step (outlook),
                                                          (guint) forecast->horizon);
  g_autofree char *value = fore_format_amount (total.value);
  g_autofree char *lower = fore_format_amount (total.lower_80);
  g_autofree char *upper = fore_format_amount (total.upper_80);

  /* Translators: so many days, weeks or months, the sales of them, and the ends of the band that
   * they lie in with a probability of 80 % */
  return g_strdup_printf (_ ("%s: %s, most likely between %s and %s."), horizon, value, lower,
                          upper);
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

/* @gain: how much smaller an error is than the simplest model's, in percent */
static char *
describe_gain (ForeStep step, double off_by, double gain, double held)
{
  /* Translators: error of a model, how much larger or smaller it is than the simplest one's, and
   * how often the sales lay in the 80 % band of the model */
  if (step == FORE_STEP_DAY && gain < 0)
    return g_strdup_printf (_ ("Off by %.0f %% on average, %.0f %% worse than repeating last week; "
                               "its 80 %% band held %.0f %% of the time."),
                            off_by, -gain, held);
  if (step == FORE_STEP_DAY)
    return g_strdup_printf (
        _ ("Off by %.0f %% on average, %.0f %% better than repeating last week; "
           "its 80 %% band held %.0f %% of the time."),
        off_by, gain, held);
  if (gain < 0)
    return g_strdup_printf (_ ("Off by %.0f %% on average, %.0f %% worse than repeating the past; "
                               "its 80 %% band held %.0f %% of the time."),
                            off_by, -gain, held);
  return g_strdup_printf (_ ("Off by %.0f %% on average, %.0f %% better than repeating the past; "
                             "its 80 %% band held %.0f %% of the time."),
                          off_by, gain, held);
}

/**
 * fore_forecast_words_accuracy:
 * @outlook: what is known of a category
 * @model: id of one of its models
 *
 * Returns: (transfer full) (nullable): how far it is to be trusted, %NULL when it has not been
 *   measured
 */
char *
fore_forecast_words_accuracy (const ForeOutlook *outlook, const char *model)
{
  const ForeStoredBacktest *backtest = find (outlook->backtests, model);
  const ForeStoredBacktest *yardstick = find (outlook->backtests, YARDSTICK);
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
  return describe_gain (fore_outlook_get_step (outlook), off_by, gain, held);
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
