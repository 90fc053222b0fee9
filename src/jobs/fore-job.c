/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-job-private.h"

#include "fore-error.h"

typedef struct {
  char *title;
  char *detail;
  double fraction;
  ForeJobState state;
  char *batch;
  GError *error;
} Facts;

struct _ForeJob {
  GObject parent_instance;

  ForeJobKind kind;
  GMainContext *context;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */

  Facts shown; /* main thread: what the properties are */

  GMutex mutex;
  gint64 id;        /* under mutex */
  Facts known;      /* under mutex: what the threads told last */
  GSource *update;  /* (owned) (nullable) under mutex: will show it */
  gboolean is_mute; /* under mutex */
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_FRACTION,
  PROP_STATE,
  PROP_BATCH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ForeJob, fore_job, G_TYPE_OBJECT)

static void
facts_clear (Facts *facts)
{
  g_clear_pointer (&facts->title, g_free);
  g_clear_pointer (&facts->detail, g_free);
  g_clear_pointer (&facts->batch, g_free);
  g_clear_error (&facts->error);
}

static const char *
state_to_string (ForeJobState state)
{
  switch (state) {
  case FORE_JOB_QUEUED: return "queued";
  case FORE_JOB_RUNNING: return "running";
  case FORE_JOB_DONE: return "done";
  case FORE_JOB_FAILED: return "failed";
  case FORE_JOB_CANCELLED: return "cancelled";
  default: g_return_val_if_reached (NULL);
  }
}

static void
fore_job_finalize (GObject *object)
{
  ForeJob *self = FORE_JOB (object);

  facts_clear (&self->shown);
  facts_clear (&self->known);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (fore_job_parent_class)->finalize (object);
}

static void
fore_job_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ForeJob *self = FORE_JOB (object);

  switch (property_id) {
  case PROP_TITLE: g_value_set_string (value, self->shown.title); break;
  case PROP_DETAIL: g_value_set_string (value, self->shown.detail); break;
  case PROP_FRACTION: g_value_set_double (value, self->shown.fraction); break;
  case PROP_STATE: g_value_set_static_string (value, state_to_string (self->shown.state)); break;
  case PROP_BATCH: g_value_set_string (value, self->shown.batch); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
fore_job_class_init (ForeJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = fore_job_finalize;
  object_class->get_property = fore_job_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1.0, 1.0, -1.0, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "queued", flags);
  properties[PROP_BATCH] = g_param_spec_string ("batch", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fore_job_init (ForeJob *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
  self->shown.fraction = self->known.fraction = -1.0;
}

/*
 * fore_job_new:
 * @context: (nullable): where its properties change
 * @kind: what is done
 * @title: what it is called
 *
 * Returns: (transfer full): a job that waits
 */
ForeJob *
fore_job_new (GMainContext *context, ForeJobKind kind, const char *title)
{
  ForeJob *job = g_object_new (FORE_TYPE_JOB, NULL);

  job->context = context != NULL ? g_main_context_ref (context) : NULL;
  job->kind = kind;
  job->shown.title = g_strdup (title);
  job->known.title = g_strdup (title);
  return job;
}

static void
show_text (ForeJob *job, char **shown, const char *known, guint property_id)
{
  if (g_strcmp0 (*shown, known) == 0)
    return;
  g_free (*shown);
  *shown = g_strdup (known);
  g_object_notify_by_pspec (G_OBJECT (job), properties[property_id]);
}

static gboolean
show (gpointer data)
{
  ForeJob *job = data;
  Facts known;

  g_mutex_lock (&job->mutex);
  g_clear_pointer (&job->update, g_source_unref);
  known = job->known;
  known.title = g_strdup (known.title);
  known.detail = g_strdup (known.detail);
  known.batch = g_strdup (known.batch);
  known.error = known.error != NULL ? g_error_copy (known.error) : NULL;
  g_mutex_unlock (&job->mutex);

  g_object_freeze_notify (G_OBJECT (job));
  show_text (job, &job->shown.title, known.title, PROP_TITLE);
  show_text (job, &job->shown.detail, known.detail, PROP_DETAIL);
  show_text (job, &job->shown.batch, known.batch, PROP_BATCH);
  if (job->shown.fraction != known.fraction) {
    job->shown.fraction = known.fraction;
    g_object_notify_by_pspec (G_OBJECT (job), properties[PROP_FRACTION]);
  }
  if (known.error != NULL && job->shown.error == NULL)
    job->shown.error = g_error_copy (known.error);
  if (job->shown.state != known.state) {
    job->shown.state = known.state;
    g_object_notify_by_pspec (G_OBJECT (job), properties[PROP_STATE]);
  }
  g_object_thaw_notify (G_OBJECT (job));
  facts_clear (&known);

  return G_SOURCE_REMOVE;
}

/* With the mutex held. */
static void
show_later (ForeJob *job)
{
  if (job->update != NULL || job->is_mute)
    return;
  job->update = g_idle_source_new ();
  g_source_set_priority (job->update, G_PRIORITY_DEFAULT);
  g_source_set_callback (job->update, show, g_object_ref (job), g_object_unref);
  g_source_attach (job->update, job->context);
}

static void
tell_text (ForeJob *job, char **known, const char *text)
{
  g_mutex_lock (&job->mutex);
  g_free (*known);
  *known = g_strdup (text);
  show_later (job);
  g_mutex_unlock (&job->mutex);
}

void
fore_job_set_id (ForeJob *job, gint64 id)
{
  g_mutex_lock (&job->mutex);
  job->id = id;
  g_mutex_unlock (&job->mutex);
}

gint64
fore_job_get_id (ForeJob *job)
{
  gint64 id;

  g_mutex_lock (&job->mutex);
  id = job->id;
  g_mutex_unlock (&job->mutex);

  return id;
}

gboolean
fore_job_is_waiting (ForeJob *job)
{
  gboolean is_waiting;

  g_mutex_lock (&job->mutex);
  is_waiting = job->known.state == FORE_JOB_QUEUED;
  g_mutex_unlock (&job->mutex);

  return is_waiting;
}

void
fore_job_set_batch (ForeJob *job, const char *batch)
{
  tell_text (job, &job->known.batch, batch);
}

void
fore_job_set_progress (ForeJob *job, double fraction, const char *detail)
{
  g_mutex_lock (&job->mutex);
  job->known.fraction = fraction < 0.0 ? -1.0 : MIN (fraction, 1.0);
  if (g_strcmp0 (job->known.detail, detail) != 0) {
    g_free (job->known.detail);
    job->known.detail = g_strdup (detail);
  }
  show_later (job);
  g_mutex_unlock (&job->mutex);
}

void
fore_job_set_state (ForeJob *job, ForeJobState state, const GError *error)
{
  g_mutex_lock (&job->mutex);
  job->known.state = state;
  if (error != NULL && job->known.error == NULL)
    job->known.error = g_error_copy (error);
  show_later (job);
  g_mutex_unlock (&job->mutex);
}

GCancellable *
fore_job_get_cancellable (ForeJob *job)
{
  return job->cancellable;
}

static void
report_progress (double fraction, const char *what, gpointer data)
{
  fore_job_set_progress (data, fraction, what);
}

/*
 * fore_job_get_progress:
 * @job: a job, which must outlive what is returned
 *
 * Returns: where its work reports to
 */
ForeProgress
fore_job_get_progress (ForeJob *job)
{
  return (ForeProgress){ report_progress, job };
}

/*
 * fore_job_mute:
 *
 * Main thread: no property changes any more, also not by what has been told already.
 */
void
fore_job_mute (ForeJob *job)
{
  g_autoptr (GSource) update = NULL;

  g_mutex_lock (&job->mutex);
  update = g_steal_pointer (&job->update);
  job->is_mute = TRUE;
  g_mutex_unlock (&job->mutex);
  if (update != NULL)
    g_source_destroy (update);
}

const char *
fore_job_get_title (ForeJob *job)
{
  return job->shown.title;
}

const char *
fore_job_get_detail (ForeJob *job)
{
  return job->shown.detail;
}

double
fore_job_get_fraction (ForeJob *job)
{
  return job->shown.fraction;
}

ForeJobState
fore_job_get_state (ForeJob *job)
{
  return job->shown.state;
}

ForeJobKind
fore_job_get_kind (ForeJob *job)
{
  return job->kind;
}

const char *
fore_job_get_batch (ForeJob *job)
{
  return job->shown.batch;
}

/**
 * fore_job_get_error:
 * @job: a job
 *
 * Returns: (transfer none) (nullable): why it failed; %FORE_ERROR_DUPLICATE, whose message
 *   is the original batch, for a file that is here already
 */
const GError *
fore_job_get_error (ForeJob *job)
{
  return job->shown.error;
}

/**
 * fore_job_cancel:
 * @job: a job
 *
 * Stops it as soon as it asks. What it has not finished is as if it had never begun.
 */
void
fore_job_cancel (ForeJob *job)
{
  g_cancellable_cancel (job->cancellable);
}
