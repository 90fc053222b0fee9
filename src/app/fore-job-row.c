/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-job-row.h"
#include "fore-toolkit.h"

struct _ForeJobRow {
  GtkListBoxRow parent_instance;

  ForeJob *job; /* (owned) */
  guint pulse;  /* tick of a bar whose end is not known, or 0 */

  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkProgressBar *progress_bar;
  GtkWidget *cancel_button;
};

G_DEFINE_FINAL_TYPE (ForeJobRow, fore_job_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
pulse (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ForeJobRow *row = FORE_JOB_ROW (widget);

  /* Without animations the bar stays still; the text says that the work goes on. */
  if (adw_get_enable_animations (widget))
    gtk_progress_bar_pulse (row->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_fraction (ForeJobRow *row, double fraction)
{
  if (fraction < 0 && row->pulse == 0) {
    gtk_progress_bar_set_pulse_step (row->progress_bar, 0.02);
    row->pulse = gtk_widget_add_tick_callback (GTK_WIDGET (row), pulse, NULL, NULL);
  } else if (fraction >= 0 && row->pulse != 0) {
    gtk_widget_remove_tick_callback (GTK_WIDGET (row), row->pulse);
    row->pulse = 0;
  }
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (row->progress_bar, MIN (fraction, 1));
}

static void
update (ForeJobRow *row)
{
  const char *title = fore_job_get_title (row->job);
  const char *detail = fore_job_get_detail (row->job);
  ForeJobState state = fore_job_get_state (row->job);

  gtk_label_set_text (row->title_label, title != NULL ? title : "");
  gtk_label_set_text (row->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_sensitive (row->cancel_button,
                            state == FORE_JOB_QUEUED || state == FORE_JOB_RUNNING);
  show_fraction (row, fore_job_get_fraction (row->job));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  detail != NULL ? detail : "", -1);
}

static void
on_cancel (ForeJobRow *row)
{
  fore_job_cancel (row->job);
}

static void
fore_job_row_dispose (GObject *object)
{
  ForeJobRow *row = FORE_JOB_ROW (object);

  g_clear_object (&row->job);
  G_OBJECT_CLASS (fore_job_row_parent_class)->dispose (object);
}

static void
fore_job_row_class_init (ForeJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_job_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeJobRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ForeJobRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, ForeJobRow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ForeJobRow, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
fore_job_row_init (ForeJobRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
  fore_toolkit_name_buttons (GTK_WIDGET (row));
}

/**
 * fore_job_row_new:
 * @job: the work
 *
 * Returns: (transfer full): a row that follows @job
 */
GtkWidget *
fore_job_row_new (ForeJob *job)
{
  ForeJobRow *row = g_object_new (FORE_TYPE_JOB_ROW, NULL);

  row->job = g_object_ref (job);
  g_signal_connect_object (job, "notify", G_CALLBACK (update), row, G_CONNECT_SWAPPED);
  update (row);
  return GTK_WIDGET (row);
}
