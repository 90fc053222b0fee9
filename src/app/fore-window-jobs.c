/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says about work that ends: in passing, and to a screen reader, when
 * somebody looks; as a notification when nobody does. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-import-words.h"
#include "fore-toolkit.h"
#include "fore-window-private.h"

/* Also when one of the dialogs of the program has the keyboard. */
static gboolean
is_somebody_here (GtkApplication *application)
{
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next) {
    if (gtk_window_is_active (link->data))
      return TRUE;
  }
  return FALSE;
}

static void
tell (ForeWindow *window, const char *id, const char *title, const char *body)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (application == NULL)
    return;
  if (is_somebody_here (application)) {
    fore_toolkit_announce (GTK_WIDGET (window), title);
    return;
  }
  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.activate");
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

static void
tell_import (ForeWindow *window, ForeJob *job)
{
  const char *batch = fore_job_get_batch (job);
  const GError *error = fore_job_get_error (job);
  g_autofree char *reason = fore_import_words_for_window (error != NULL ? error->message : "");
  g_autofree char *text = NULL;

  switch (fore_job_get_state (job)) {
  case FORE_JOB_DONE: tell (window, batch, _ ("Import Completed"), fore_job_get_title (job)); break;
  case FORE_JOB_FAILED:
    if (g_error_matches (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS)) {
      fore_window_retry_import (window, batch, FALSE);
      tell (window, batch, _ ("A File Needs an Answer"), fore_job_get_title (job));
      break;
    }
    /* Translators: a file, and why it could not be taken in */
    text = g_strdup_printf (C_ ("import", "“%s”: %s"), fore_job_get_title (job), reason);
    fore_window_toast_upload (window, text, batch);
    tell (window, batch, _ ("Import Failed"), text);
    break;
  case FORE_JOB_QUEUED:
  case FORE_JOB_RUNNING:
  case FORE_JOB_CANCELLED:
  default: break;
  }
}

static void
on_job_state (ForeJob *job, GParamSpec *pspec, ForeWindow *window)
{
  /* A file that never became an upload has been answered where it was handed in. */
  if (fore_job_get_kind (job) == FORE_JOB_IMPORT && fore_job_get_batch (job) != NULL)
    tell_import (window, job);
  else if (fore_job_get_kind (job) == FORE_JOB_FORECAST &&
           fore_job_get_state (job) == FORE_JOB_DONE)
    tell (window, "forecasts", _ ("Forecasts Completed"), fore_job_get_title (job));
}

static void
update_inhibit (ForeWindow *window, GListModel *jobs)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  gboolean is_busy = g_list_model_get_n_items (jobs) > 0;

  if (application == NULL)
    return;
  if (is_busy && window->inhibit_cookie == 0) {
    window->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (window),
                                                      GTK_APPLICATION_INHIBIT_SUSPEND,
                                                      _ ("Sales are being imported and forecast"));
  } else if (!is_busy && window->inhibit_cookie != 0) {
    gtk_application_uninhibit (application, window->inhibit_cookie);
    window->inhibit_cookie = 0;
  }
}

static void
on_jobs_changed (ForeWindow *window, guint position, guint removed, guint added, GListModel *jobs)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (ForeJob) job = g_list_model_get_item (jobs, i);

    g_signal_connect_object (job, "notify::state", G_CALLBACK (on_job_state), window, 0);
  }
  update_inhibit (window, jobs);
}

/*
 * fore_window_watch_jobs:
 * @window: the window
 *
 * Follows the jobs of the engine.
 */
void
fore_window_watch_jobs (ForeWindow *window)
{
  GListModel *jobs = fore_engine_get_jobs (window->engine);

  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (on_jobs_changed), window,
                           G_CONNECT_SWAPPED);
  on_jobs_changed (window, 0, 0, g_list_model_get_n_items (jobs), jobs);
}
