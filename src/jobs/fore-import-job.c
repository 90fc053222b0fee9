/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-import-job.h"

#include <glib/gi18n-lib.h>

#include "fore-engine-private.h"
#include "fore-error.h"
#include "fore-submission.h"

/* Reading takes about as long as storing. */
#define SHARE_OF_READING 0.5

typedef struct {
  const ForeProgress *whole;
  double start;
  double share;
} Part;

static void
report_part (double fraction, const char *what, gpointer data)
{
  const Part *part = data;

  fore_progress_report (part->whole, fraction < 0.0 ? -1.0 : part->start + part->share * fraction,
                        what);
}

/*
 * fore_forecast_options_text_for:
 * @options: what a forecast is made with
 * @categories: of which ones
 *
 * Returns: (transfer full) (nullable): the text for the row of a job, %NULL when there is
 *   nothing to forecast
 */
char *
fore_forecast_options_text_for (const ForeForecastOptions *options, GStrv categories)
{
  ForeForecastOptions some = *options;

  if (categories == NULL || *categories == NULL)
    return NULL;
  some.categories = categories;
  return fore_forecast_options_to_string (&some);
}

/* With the holidays of the time when the file was given. A file of them that cannot be read fails
 * the forecast, not the import. */
static ForeForecastOptions *
follow_up_options (const ForeForecastOptions *usual, const char *holidays)
{
  ForeForecastOptions *options = fore_forecast_options_copy (usual);

  if (holidays != NULL) {
    g_free (options->holidays);
    options->holidays = *holidays != '\0' ? g_strdup (holidays) : NULL;
  }
  fore_forecast_options_read_holidays (options, NULL);
  return options;
}

/* The names point into @rows, so the array is only good as long as they are. */
static char *
follow_up_text (const ForeForecastOptions *options, const ForeRowSource *rows)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint32 k = 0; k < fore_names_count (rows->categories); k++)
    g_ptr_array_add (names, (gpointer) fore_names_get (rows->categories, k));
  g_ptr_array_add (names, NULL);

  return fore_forecast_options_text_for (options, (GStrv) names->pdata);
}

/*
 * fore_job_error_is_passing:
 * @error: why a job did not come to its end
 *
 * Returns: whether it may be done later, for there is nothing wrong with what is to be done: it
 *   was stopped, the store was held for too long or failed, the disk was full or read-only
 */
gboolean
fore_job_error_is_passing (const GError *error)
{
  static const struct {
    GQuark (*domain) (void);
    int code;
  } passing[] = {
    { g_io_error_quark, G_IO_ERROR_CANCELLED }, { g_io_error_quark, G_IO_ERROR_NO_SPACE },
    { g_io_error_quark, G_IO_ERROR_READ_ONLY }, { fore_error_quark, FORE_ERROR_BUSY },
    { fore_error_quark, FORE_ERROR_STORE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    if (g_error_matches (error, passing[i].domain (), passing[i].code))
      return TRUE;

  return FALSE;
}

static ForeUploadCounts
counts_of (const ForeReading *reading)
{
  return (ForeUploadCounts){
    .total = reading->n_total,
    .missing = reading->n_missing,
    .rejected = (gint64) reading->issues->n_rows,
  };
}

static gboolean
append (ForeStore *store,
        const ForeJobRecord *job,
        const ForeReading *reading,
        const char *forecast_options,
        const ForeProgress *progress,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree char *log = fore_issues_to_text (reading->issues);
  const ForeUploadCounts read = counts_of (reading);
  ForeUploadCounts counts;

  return fore_store_append_batch (store, job->id, reading->rows, &read, log, forecast_options,
                                  progress, cancellable, &counts, error);
}

static gboolean
read_and_append (ForeStore *store,
                 const char *uploads_dir,
                 const ForeJobRecord *job,
                 const ForeForecastOptions *forecast_options,
                 const ForeProgress *progress,
                 GCancellable *cancellable,
                 ForeReading **rejected,
                 ForeImportNotes **notes,
                 GError **error)
{
  Part parts[] = { { progress, 0.0, SHARE_OF_READING },
                   { progress, SHARE_OF_READING, 1.0 - SHARE_OF_READING } };
  const ForeProgress reading_progress = { report_part, &parts[0] };
  const ForeProgress storing_progress = { report_part, &parts[1] };
  g_autoptr (ForeImportOptions) options = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  g_autoptr (ForeReading) reading = NULL;
  g_autofree char *path = NULL;
  g_autoptr (ForeForecastOptions) follow_up_with = NULL;
  g_autofree char *follow_up = NULL;
  g_autofree char *holidays = NULL;
  gboolean hold_forecast;

  upload = fore_store_get_upload (store, job->batch, error);
  if (upload == NULL ||
      !fore_submission_parse (job->options, &options, &hold_forecast, &holidays, error))
    return FALSE;

  path = g_build_filename (uploads_dir, upload->stored_filename, NULL);
  reading = fore_import_read (path, NULL, options, &reading_progress, cancellable, rejected, error);
  if (reading == NULL)
    return FALSE;
  follow_up_with = follow_up_options (forecast_options, holidays);
  if (!hold_forecast)
    follow_up = follow_up_text (follow_up_with, reading->rows);

  if (!append (store, job, reading, follow_up, &storing_progress, cancellable, error))
    return FALSE;
  fore_engine_remember_options (store, reading->header_key, options);
  *notes = fore_import_notes_new (options, reading);

  return TRUE;
}

/*
 * fore_import_job_run:
 * @store: where the job is claimed
 * @uploads_dir: the folder of the stored copies
 * @job: an import
 * @forecast_options: what the forecast that follows is made with
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): leaves the job as it was
 * @notes: (out) (transfer full): what is to be told of a completed upload
 * @error: return location
 *
 * Reads the stored copy of an upload and takes its rows in. After an error that is passing
 * the job is as it was; after any other the upload has failed, and its history says why.
 *
 * Returns: whether the upload is completed
 */
gboolean
fore_import_job_run (ForeStore *store,
                     const char *uploads_dir,
                     const ForeJobRecord *job,
                     const ForeForecastOptions *forecast_options,
                     const ForeProgress *progress,
                     GCancellable *cancellable,
                     ForeImportNotes **notes,
                     GError **error)
{
  g_autoptr (ForeReading) rejected = NULL;
  g_autoptr (GError) reason = NULL;
  ForeUploadCounts read = { 0 };

  if (read_and_append (store, uploads_dir, job, forecast_options, progress, cancellable, &rejected,
                       notes, &reason))
    return TRUE;

  if (!fore_job_error_is_passing (reason)) {
    if (rejected != NULL)
      read = counts_of (rejected);
    if (!fore_store_fail_upload (store, job->id, &read, reason->message, error))
      return FALSE;
  }
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}
