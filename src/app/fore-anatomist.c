/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-anatomist.h"

/* What is known of one model: nothing while it is being fitted. */
typedef struct {
  ForeAnatomy *anatomy; /* (owned) (nullable) */
  GError *error;        /* (owned) (nullable) */
} Entry;

struct _ForeAnatomist {
  GObject parent_instance;

  ForeEngine *engine;        /* (owned) */
  ForeOutlook *outlook;      /* (owned) (nullable) */
  gsize horizon;             /* days to forecast */
  GHashTable *entries;       /* (owned) (element-type utf8 Entry): by model */
  GCancellable *cancellable; /* (owned): of all fits for @outlook */
};

G_DEFINE_FINAL_TYPE (ForeAnatomist, fore_anatomist, G_TYPE_OBJECT)

static guint fitted_signal;

/* What is taken apart. */
typedef struct {
  ForeOutlook *outlook; /* (owned) */
  char *model;          /* (owned) */
  gsize horizon;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  fore_outlook_unref (request->outlook);
  g_free (request->model);
  g_free (request);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->anatomy, fore_anatomy_unref);
  g_clear_error (&entry->error);
  g_free (entry);
}

static void
fit (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  ForeAnatomy *anatomy = fore_anatomy_fit (request->outlook, request->model, request->horizon,
                                           cancellable, &error);

  if (anatomy != NULL)
    g_task_return_pointer (task, anatomy, (GDestroyNotify) fore_anatomy_unref);
  else
    g_task_return_error (task, error);
}

static void
on_fitted (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeAnatomist *anatomist = FORE_ANATOMIST (source);
  const Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  ForeAnatomy *anatomy = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  Entry *entry = g_hash_table_lookup (anatomist->entries, request->model);
  entry->anatomy = anatomy;
  entry->error = g_steal_pointer (&error);
  g_signal_emit (anatomist, fitted_signal, 0);
}

static void
start (ForeAnatomist *anatomist, const char *model)
{
  Request *request = g_new0 (Request, 1);

  request->outlook = fore_outlook_ref (anatomist->outlook);
  request->model = g_strdup (model);
  request->horizon = anatomist->horizon;
  g_hash_table_insert (anatomist->entries, g_strdup (model), g_new0 (Entry, 1));
  g_autoptr (GTask) task = g_task_new (anatomist, anatomist->cancellable, on_fitted, NULL);
  g_task_set_task_data (task, request, request_free);
  fore_engine_run_async (anatomist->engine, task, fit);
}

static void
forget (ForeAnatomist *anatomist)
{
  g_cancellable_cancel (anatomist->cancellable);
  g_object_unref (anatomist->cancellable);
  anatomist->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (anatomist->entries);
}

/**
 * fore_anatomist_set_outlook:
 * @anatomist: the anatomist
 * @outlook: what is known of a category
 * @horizon: days to forecast
 *
 * What has been fitted for another category or horizon is forgotten.
 */
void
fore_anatomist_set_outlook (ForeAnatomist *anatomist, ForeOutlook *outlook, gsize horizon)
{
  if (anatomist->outlook == outlook && anatomist->horizon == horizon)
    return;
  forget (anatomist);
  fore_outlook_ref (outlook);
  g_clear_pointer (&anatomist->outlook, fore_outlook_unref);
  anatomist->outlook = outlook;
  anatomist->horizon = horizon;
}

/**
 * fore_anatomist_get:
 * @anatomist: the anatomist
 * @model: id of a model
 * @error: (out) (transfer none) (optional): why there is none
 *
 * Begins to fit the model when that has not been done.
 *
 * Returns: (transfer none) (nullable): the parts of its forecast; %NULL with @error unset while
 *   it is being fitted
 */
ForeAnatomy *
fore_anatomist_get (ForeAnatomist *anatomist, const char *model, const GError **error)
{
  const Entry *entry;

  if (error != NULL)
    *error = NULL;
  if (anatomist->outlook == NULL || anatomist->outlook->history == NULL)
    return NULL;
  entry = g_hash_table_lookup (anatomist->entries, model);
  if (entry == NULL) {
    start (anatomist, model);
    return NULL;
  }
  if (error != NULL)
    *error = entry->error;
  return entry->anatomy;
}

/**
 * fore_anatomist_new:
 * @engine: what does the work
 *
 * Returns: (transfer full): a new anatomist
 */
ForeAnatomist *
fore_anatomist_new (ForeEngine *engine)
{
  ForeAnatomist *anatomist = g_object_new (FORE_TYPE_ANATOMIST, NULL);

  anatomist->engine = g_object_ref (engine);
  return anatomist;
}

static void
fore_anatomist_dispose (GObject *object)
{
  ForeAnatomist *anatomist = FORE_ANATOMIST (object);

  forget (anatomist);
  g_clear_object (&anatomist->engine);
  g_clear_pointer (&anatomist->outlook, fore_outlook_unref);
  G_OBJECT_CLASS (fore_anatomist_parent_class)->dispose (object);
}

static void
fore_anatomist_finalize (GObject *object)
{
  ForeAnatomist *anatomist = FORE_ANATOMIST (object);

  g_object_unref (anatomist->cancellable);
  g_hash_table_unref (anatomist->entries);
  G_OBJECT_CLASS (fore_anatomist_parent_class)->finalize (object);
}

static void
fore_anatomist_class_init (ForeAnatomistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fore_anatomist_dispose;
  G_OBJECT_CLASS (klass)->finalize = fore_anatomist_finalize;
  fitted_signal = g_signal_new ("fitted", FORE_TYPE_ANATOMIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
fore_anatomist_init (ForeAnatomist *anatomist)
{
  anatomist->cancellable = g_cancellable_new ();
  anatomist->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
}
