/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-accuracy-view.h"
#include "fore-accuracy.h"
#include "fore-chart.h"

/* How often the models are tested, and how many days lie between. */
#define N_ORIGINS   3
#define ORIGIN_STEP 30

struct _ForeAccuracyView {
  AdwBin parent_instance;

  ForeEngine *engine;    /* (owned) (nullable) */
  ForeOutlook *outlook;  /* (owned) (nullable) */
  GCancellable *testing; /* (owned) (nullable): of the test that counts */
  gboolean is_stale;     /* whether @outlook has not been tested */

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkListBox *list;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (ForeAccuracyView, fore_accuracy_view, ADW_TYPE_BIN)

static char *
describe (const ForeAccuracy *accuracy)
{
  double held = 100 * accuracy->held_80;
  double off_by = 100 * accuracy->off_by;
  double gain = 100 * accuracy->gain;

  if (isnan (off_by))
    return g_strdup (_ ("Nothing was sold on the days it was tested on."));
  if (isnan (gain) || g_str_equal (accuracy->model, "seasonal_naive"))
    /* Translators: error of a model, and how often the sales lay in its 80 % band */
    return g_strdup_printf (_ ("Off by %.0f %% on average · 80 %% band held %.0f %% of the time"),
                            off_by, held);
  if (gain < 0)
    /* Translators: as before, and how much larger its error is than the simplest one's */
    return g_strdup_printf (_ ("Off by %.0f %% on average · %.0f %% worse than repeating the last "
                               "season · 80 %% band held %.0f %% of the time"),
                            off_by, -gain, held);
  /* Translators: as before, and how much smaller its error is than the simplest one's */
  return g_strdup_printf (_ ("Off by %.0f %% on average · %.0f %% better than repeating the last "
                             "season · 80 %% band held %.0f %% of the time"),
                          off_by, gain, held);
}

static GtkWidget *
create_row (const ForeAccuracy *accuracy, gboolean is_best)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (accuracy);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 fore_chart_model_title (accuracy->model));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (is_best) {
    /* Translators: mark of the model with the smallest error */
    GtkWidget *mark = gtk_label_new (C_ ("model", "Best"));

    gtk_widget_add_css_class (mark, "success");
    gtk_widget_add_css_class (mark, "heading");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  }
  return row;
}

static void
show_accuracies (ForeAccuracyView *view, GPtrArray *accuracies)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (view->list, 0)) != NULL)
    gtk_list_box_remove (view->list, GTK_WIDGET (row));
  for (guint i = 0; i < accuracies->len; i++)
    gtk_list_box_append (view->list, create_row (accuracies->pdata[i], i == 0));
  gtk_stack_set_visible_child_name (view->stack, "list");
}

/* --- Testing --- */

static void
run_test (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ForeOutlook *outlook = data;
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GPtrArray) models = g_ptr_array_new ();
  GError *error = NULL;

  for (guint i = 0; i < outlook->forecasts->len; i++)
    g_ptr_array_add (models, ((ForeForecast *) outlook->forecasts->pdata[i])->model);
  if (!g_ptr_array_find_with_equal_func (models, "seasonal_naive", g_str_equal, NULL))
    g_ptr_array_add (models, (gpointer) "seasonal_naive");
  g_ptr_array_add (models, NULL);

  options.horizon = ORIGIN_STEP;
  g_autoptr (GPtrArray)
      backtests = fore_backtest_run (outlook->history, (const char *const *) models->pdata,
                                     &options, N_ORIGINS, ORIGIN_STEP, cancellable, &error);
  if (backtests == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, fore_accuracy_summarize (backtests, outlook->history),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeAccuracyView *view = FORE_ACCURACY_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accuracies = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (view->spinner);
  if (accuracies != NULL && accuracies->len > 0) {
    show_accuracies (view, accuracies);
  } else {
    adw_status_page_set_description (view->error_page,
                                     error != NULL ? error->message
                                                   : _ ("There are too few days of sales yet."));
    gtk_stack_set_visible_child_name (view->stack, "error");
  }
}

static void
cancel (ForeAccuracyView *view)
{
  if (view->testing != NULL)
    g_cancellable_cancel (view->testing);
  g_clear_object (&view->testing);
}

static void
start (ForeAccuracyView *view)
{
  if (!view->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (view)) || view->outlook == NULL ||
      view->outlook->history == NULL)
    return;

  cancel (view);
  view->is_stale = FALSE;
  view->testing = g_cancellable_new ();
  gtk_stack_set_visible_child_name (view->stack, "busy");
  gtk_spinner_start (view->spinner);

  g_autoptr (GTask) task = g_task_new (view, view->testing, on_tested, NULL);
  g_task_set_task_data (task, fore_outlook_ref (view->outlook),
                        (GDestroyNotify) fore_outlook_unref);
  fore_engine_run_async (view->engine, task, run_test);
}

/**
 * fore_accuracy_view_set_outlook:
 * @view: the view
 * @engine: what does the work
 * @outlook: what is known of the category
 *
 * Tests the models of a category, as soon as the view is seen.
 */
void
fore_accuracy_view_set_outlook (ForeAccuracyView *view, ForeEngine *engine, ForeOutlook *outlook)
{
  cancel (view);
  fore_outlook_ref (outlook);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  view->outlook = outlook;
  g_set_object (&view->engine, engine);
  view->is_stale = TRUE;
  start (view);
}

static void
fore_accuracy_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fore_accuracy_view_parent_class)->map (widget);
  start (FORE_ACCURACY_VIEW (widget));
}

static void
fore_accuracy_view_dispose (GObject *object)
{
  ForeAccuracyView *view = FORE_ACCURACY_VIEW (object);

  cancel (view);
  g_clear_object (&view->engine);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  G_OBJECT_CLASS (fore_accuracy_view_parent_class)->dispose (object);
}

static void
fore_accuracy_view_class_init (ForeAccuracyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_accuracy_view_dispose;
  widget_class->map = fore_accuracy_view_map;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-accuracy-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, spinner);
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, list);
  gtk_widget_class_bind_template_child (widget_class, ForeAccuracyView, error_page);
}

static void
fore_accuracy_view_init (ForeAccuracyView *view)
{
  gtk_widget_init_template (GTK_WIDGET (view));
}
