/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-progress.h"
#include "fore-job-row.h"
#include "fore-job.h"

struct _ForeForecastProgress {
  AdwBin parent_instance;

  ForeJob *job; /* (owned) (nullable): the one that is shown */

  GtkRevealer *revealer;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ForeForecastProgress, fore_forecast_progress, ADW_TYPE_BIN)

typedef enum {
  PROP_IS_BUSY = 1,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

static ForeJob *
find_job (GListModel *jobs)
{
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (ForeJob) job = g_list_model_get_item (jobs, i);
    ForeJobState state = fore_job_get_state (job);

    if (fore_job_get_kind (job) == FORE_JOB_FORECAST &&
        (state == FORE_JOB_QUEUED || state == FORE_JOB_RUNNING))
      return g_steal_pointer (&job);
  }
  return NULL;
}

static void
update (ForeForecastProgress *progress,
        guint position,
        guint removed,
        guint added,
        GListModel *jobs)
{
  g_autoptr (ForeJob) job = find_job (jobs);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (progress->list, 0);

  if (job == progress->job)
    return;
  gtk_revealer_set_reveal_child (progress->revealer, job != NULL);
  /* The last row stays while the bar folds away. */
  if (job != NULL) {
    if (row != NULL)
      gtk_list_box_remove (progress->list, GTK_WIDGET (row));
    gtk_list_box_append (progress->list, fore_job_row_new (job));
  }
  g_set_object (&progress->job, job);
  g_object_notify_by_pspec (G_OBJECT (progress), properties[PROP_IS_BUSY]);
}

/**
 * fore_forecast_progress_set_jobs:
 * @progress: the bar
 * @jobs: (element-type ForeJob): the jobs to watch
 *
 * Connects the bar. Called once.
 */
void
fore_forecast_progress_set_jobs (ForeForecastProgress *progress, GListModel *jobs)
{
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update), progress, G_CONNECT_SWAPPED);
  update (progress, 0, 0, 0, jobs);
}

/**
 * fore_forecast_progress_is_busy:
 * @progress: the bar
 *
 * Returns: whether forecasts are being made
 */
gboolean
fore_forecast_progress_is_busy (ForeForecastProgress *progress)
{
  return progress->job != NULL;
}

static void
fore_forecast_progress_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_BUSY)
    g_value_set_boolean (value, FORE_FORECAST_PROGRESS (object)->job != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fore_forecast_progress_dispose (GObject *object)
{
  g_clear_object (&FORE_FORECAST_PROGRESS (object)->job);
  G_OBJECT_CLASS (fore_forecast_progress_parent_class)->dispose (object);
}

static void
fore_forecast_progress_class_init (ForeForecastProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fore_forecast_progress_get_property;
  object_class->dispose = fore_forecast_progress_dispose;
  properties[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-forecast-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeForecastProgress, revealer);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastProgress, list);
}

static void
fore_forecast_progress_init (ForeForecastProgress *progress)
{
  gtk_widget_init_template (GTK_WIDGET (progress));
}
