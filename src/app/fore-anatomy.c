/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-anatomy.h"

#include <string.h>

#include "fore-forecaster.h"

/* A holiday that moves less than this share of the usual sales is not worth a sign, nor a bend of
 * the trend below this one (of the largest sales a whole history long). */
#define LEAST_HOLIDAY 0.05
#define LEAST_BEND    0.01

static double *
join (const ForeComponent *component, gsize n, gsize horizon)
{
  double *values = g_new (double, n + horizon);

  for (gsize i = 0; i < n; i++)
    values[i] = component->fitted != NULL ? component->fitted[i] : NAN;
  memcpy (values + n, component->value, horizon * sizeof *values);
  return values;
}

static double
mean_size (const ForeSeries *history)
{
  double sum = 0.0;
  gsize n = 0;

  for (gsize i = 0; i < history->n; i++) {
    if (isnan (history->y[i]))
      continue;
    sum += fabs (history->y[i]);
    n++;
  }
  return n > 0 ? sum / (double) n : 0.0;
}

static const char *
find_holiday (const ForeAnatomy *anatomy, ForeDay day)
{
  for (guint i = 0; anatomy->holidays != NULL && i < anatomy->holidays->len; i++) {
    const ForeHoliday *holiday = anatomy->holidays->pdata[i];

    if (holiday->day == day)
      return holiday->name;
  }
  return NULL;
}

/* Those of the calendar, whatever they do, and those that the model has found. */
static void
mark_holidays (const ForeAnatomy *anatomy,
               const ForeComponent *component,
               double least,
               GArray *marks)
{
  g_autofree double *value = join (component, anatomy->n_past, anatomy->n_days - anatomy->n_past);

  for (gsize i = 0; i < anatomy->n_days; i++) {
    ForeChartMark mark = { anatomy->first_day + (ForeDay) i, TRUE, value[i], NULL };

    mark.name = find_holiday (anatomy, mark.day);
    if (mark.name != NULL || (fabs (value[i]) >= least && value[i] != 0.0))
      g_array_append_val (marks, mark);
  }
}

static void
mark_bends (GVariant *parameters, GArray *marks)
{
  g_autoptr (GVariant)
      days = g_variant_lookup_value (parameters, "changepoints", G_VARIANT_TYPE ("as"));
  g_autoptr (GVariant) deltas = g_variant_lookup_value (parameters, "delta", G_VARIANT_TYPE ("ad"));

  if (days == NULL || deltas == NULL)
    return;
  for (gsize i = 0; i < MIN (g_variant_n_children (days), g_variant_n_children (deltas)); i++) {
    ForeChartMark mark = { .is_holiday = FALSE };
    const char *text;
    double delta;

    g_variant_get_child (days, i, "&s", &text);
    g_variant_get_child (deltas, i, "d", &delta);
    mark.day = fore_day_parse (text, (gssize) strlen (text));
    if (fabs (delta) >= LEAST_BEND && mark.day != FORE_DAY_NONE)
      g_array_append_val (marks, mark);
  }
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const ForeChartMark *one = a, *other = b;

  return one->day != other->day ? (one->day < other->day ? -1 : 1)
                                : other->is_holiday - one->is_holiday;
}

static void
fill (ForeAnatomy *anatomy,
      const ForeModelResult *result,
      const ForeSeries *history,
      const ForeRegressors *known)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ForeChartMark));
  gsize horizon = result->forecast->horizon;

  anatomy->first_day = history->first_day;
  anatomy->n_past = history->n;
  anatomy->n_days = history->n + horizon;
  if (known != NULL)
    anatomy->holidays = fore_regressors_list_holidays (known, history->first_day,
                                                       fore_series_day (history, anatomy->n_days));
  anatomy->n_panels = result->components->len;
  anatomy->panel = g_new0 (ForeChartPanel, anatomy->n_panels);
  for (guint i = 0; i < anatomy->n_panels; i++) {
    const ForeComponent *component = result->components->pdata[i];

    g_ptr_array_add (anatomy->values, join (component, history->n, horizon));
    anatomy->panel[i].title = fore_chart_component_title (component->name);
    anatomy->panel[i].value = anatomy->values->pdata[i];
    if (g_str_equal (component->name, "holidays"))
      mark_holidays (anatomy, component, LEAST_HOLIDAY * mean_size (history), marks);
  }
  if (result->parameters != NULL)
    mark_bends (result->parameters, marks);
  g_array_sort (marks, compare_marks);
  anatomy->n_marks = marks->len;
  anatomy->mark = (ForeChartMark *) g_array_free (g_steal_pointer (&marks), FALSE);
}

/**
 * fore_anatomy_fit:
 * @outlook: what is known of a category; it has a history
 * @model: id of the model
 * @horizon: days ahead
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Fits a model and takes its forecast apart. Not for the main thread.
 *
 * Returns: (transfer full) (nullable): the parts
 */
ForeAnatomy *
fore_anatomy_fit (const ForeOutlook *outlook,
                  const char *model,
                  gsize horizon,
                  GCancellable *cancellable,
                  GError **error)
{
  const char *const models[] = { model, NULL };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  const ForeRegressors *known = fore_forecasts_find_holidays (outlook->forecasts, model);
  g_autoptr (ForeRegressorTable) table = NULL;

  options.horizon = horizon;
  if (known != NULL) {
    table = fore_regressor_table_new (known, outlook->history, horizon, error);
    if (table == NULL)
      return NULL;
  }
  options.regressors = table;
  g_autoptr (GPtrArray)
      results = fore_forecaster_run (outlook->history, models, &options, cancellable, error);
  if (results == NULL)
    return NULL;

  ForeAnatomy *anatomy = g_atomic_rc_box_new0 (ForeAnatomy);
  anatomy->model = g_strdup (model);
  anatomy->values = g_ptr_array_new_with_free_func (g_free);
  fill (anatomy, results->pdata[0], outlook->history, known);
  return anatomy;
}

/**
 * fore_anatomy_ref:
 * @anatomy: an anatomy
 *
 * Returns: (transfer full): the same
 */
ForeAnatomy *
fore_anatomy_ref (ForeAnatomy *anatomy)
{
  return g_atomic_rc_box_acquire (anatomy);
}

static void
anatomy_clear (gpointer data)
{
  ForeAnatomy *anatomy = data;

  g_free (anatomy->model);
  g_free (anatomy->panel);
  g_free (anatomy->mark);
  g_ptr_array_unref (anatomy->values);
  g_clear_pointer (&anatomy->holidays, g_ptr_array_unref);
}

/**
 * fore_anatomy_unref:
 * @anatomy: (transfer full): an anatomy
 */
void
fore_anatomy_unref (ForeAnatomy *anatomy)
{
  g_atomic_rc_box_release_full (anatomy, anatomy_clear);
}
