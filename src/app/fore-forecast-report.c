/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-chart-report.h"
#include "fore-forecast-report.h"
#include "fore-forecast-words.h"
#include "fore-format.h"
#include "fore-outlook-steps.h"

/* Up to so many days are listed one by one, and up to so many by weeks. */
#define MOST_DAYS  35
#define MOST_WEEKS (7 * 35)

struct _ForeForecastReport {
  ForeOutlook *outlook;  /* (owned): by days */
  ForeChartScene *scene; /* (owned) */
  char *subtitle;        /* (owned) (nullable) */
  GStrv sentences;       /* (owned) */
  GPtrArray *cells;      /* (owned) (element-type utf8) */
  ForeStep step;         /* of the table */
};

static const char *
get_column_title (ForeStep step)
{
  switch (step) {
  case FORE_STEP_WEEK: return C_ ("column", "Week From");
  case FORE_STEP_MONTH: return C_ ("column", "Month");
  case FORE_STEP_DAY:
  default: return C_ ("column", "Date");
  }
}

static void
fill_table (ForeForecastReport *report, const char *model, gsize horizon)
{
  report->step = horizon <= MOST_DAYS    ? FORE_STEP_DAY
                 : horizon <= MOST_WEEKS ? FORE_STEP_WEEK
                                         : FORE_STEP_MONTH;

  g_autoptr (ForeOutlook) listed = fore_outlook_add_up (report->outlook, report->step);
  g_autoptr (GPtrArray) forecasts = fore_outlook_order_forecasts (listed, model);
  const ForeForecast *forecast = forecasts->pdata[0];

  for (gsize i = 0; i < forecast->horizon; i++) {
    g_autofree char *lower = fore_format_amount (forecast->lower_80[i]);
    g_autofree char *upper = fore_format_amount (forecast->upper_80[i]);

    g_ptr_array_add (report->cells, report->step == FORE_STEP_DAY
                                        ? fore_format_long_day (forecast->day[i])
                                        : fore_format_day (forecast->day[i]));
    g_ptr_array_add (report->cells, fore_format_amount (forecast->value[i]));
    /* Translators: lower and upper end of a band */
    g_ptr_array_add (report->cells, g_strdup_printf (C_ ("band", "%s – %s"), lower, upper));
  }
}

static void
fill_sentences (ForeForecastReport *report, const ForeForecast *forecast)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (forecast != NULL) {
    g_autofree char *total = fore_forecast_words_total (report->outlook, forecast);
    g_autofree char *accuracy = fore_forecast_words_accuracy (report->outlook, forecast->model);

    g_strv_builder_add (builder, total);
    if (accuracy != NULL)
      g_strv_builder_add (builder, accuracy);
    if (forecast->note != NULL && *forecast->note != '\0')
      g_strv_builder_add (builder, forecast->note);
  } else {
    g_strv_builder_add (builder, _ ("There is no forecast of this category yet."));
  }
  report->sentences = g_strv_builder_end (builder);
}

/**
 * fore_forecast_report_new:
 * @outlook: what is known of a category, by days
 * @scene: its chart, as it is to be printed
 *
 * Returns: (transfer full): the page
 */
ForeForecastReport *
fore_forecast_report_new (ForeOutlook *outlook, const ForeChartScene *scene)
{
  ForeForecastReport *report = g_new0 (ForeForecastReport, 1);
  const char *model = scene->forecasts->len > 0
                          ? ((ForeForecast *) scene->forecasts->pdata[0])->model
                          : NULL;
  g_autoptr (GPtrArray) forecasts = fore_outlook_order_forecasts (outlook, model);
  const ForeForecast *forecast = forecasts->len > 0 ? forecasts->pdata[0] : NULL;

  report->outlook = fore_outlook_ref (outlook);
  report->scene = fore_chart_scene_copy (scene);
  report->cells = g_ptr_array_new_with_free_func (g_free);
  fill_sentences (report, forecast);
  if (forecast != NULL) {
    g_autofree char *today = fore_format_long_day (fore_day_today ());

    /* Translators: name of a model, and the day on which the page is printed */
    report->subtitle = g_strdup_printf (_ ("Forecast by %s · %s"), fore_chart_model_title (model),
                                        today);
    fill_table (report, model, forecast->horizon);
  }
  return report;
}

/**
 * fore_forecast_report_get_title:
 * @report: a page
 *
 * Returns: (transfer none): what it is about
 */
const char *
fore_forecast_report_get_title (const ForeForecastReport *report)
{
  return report->outlook->category;
}

/**
 * fore_forecast_report_draw:
 * @report: a page
 * @cr: where to draw it
 * @width: in points
 * @height: in points
 * @is_right_to_left: whether texts begin on the right
 */
void
fore_forecast_report_draw (const ForeForecastReport *report,
                           cairo_t *cr,
                           double width,
                           double height,
                           gboolean is_right_to_left)
{
  const char *const columns[] = { get_column_title (report->step), C_ ("column", "Sales"),
                                  C_ ("column", "80 % Band"), NULL };
  ForeChartStyle style = fore_chart_style_light;
  ForeChart chart;

  fore_chart_scene_get_chart (report->scene, &chart);
  style.is_right_to_left = is_right_to_left;
  style.line_width = 1.0;
  fore_chart_draw_report (&(ForeChartReport){ .title = report->outlook->category,
                                              .subtitle = report->subtitle,
                                              .chart = &chart,
                                              .sentences = (const char *const *) report->sentences,
                                              .columns = columns,
                                              .cells = report->cells,
                                              .footer = _ ("Foretell") },
                          &style, cr, width, height);
}

void
fore_forecast_report_free (ForeForecastReport *report)
{
  fore_outlook_unref (report->outlook);
  fore_chart_scene_free (report->scene);
  g_free (report->subtitle);
  g_strfreev (report->sentences);
  g_ptr_array_unref (report->cells);
  g_free (report);
}
