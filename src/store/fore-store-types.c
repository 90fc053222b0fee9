/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-store.h"

/**
 * fore_upload_status_to_string:
 * @status: how far an upload is
 *
 * Returns: (transfer none): the word for it that clients know
 */
const char *
fore_upload_status_to_string (ForeUploadStatus status)
{
  switch (status) {
  case FORE_UPLOAD_UPLOADED: return "uploaded";
  case FORE_UPLOAD_PROCESSING: return "processing";
  case FORE_UPLOAD_COMPLETED: return "completed";
  case FORE_UPLOAD_FAILED: return "failed";
  }
  g_return_val_if_reached ("failed");
}

/**
 * fore_upload_copy:
 * @upload: an upload
 *
 * Returns: (transfer full): the same once more
 */
ForeUpload *
fore_upload_copy (const ForeUpload *upload)
{
  ForeUpload *copy = g_memdup2 (upload, sizeof *upload);

  copy->batch = g_strdup (upload->batch);
  copy->original_filename = g_strdup (upload->original_filename);
  copy->stored_filename = g_strdup (upload->stored_filename);
  copy->file_hash = g_strdup (upload->file_hash);
  copy->error_log = g_strdup (upload->error_log);
  return copy;
}

void
fore_upload_free (ForeUpload *upload)
{
  if (upload == NULL)
    return;
  g_free (upload->batch);
  g_free (upload->original_filename);
  g_free (upload->stored_filename);
  g_free (upload->file_hash);
  g_free (upload->error_log);
  g_free (upload);
}

void
fore_category_free (ForeCategory *category)
{
  if (category == NULL)
    return;
  g_free (category->name);
  g_free (category);
}

void
fore_daily_sums_free (ForeDailySums *sums)
{
  if (sums == NULL)
    return;
  g_free (sums->day);
  g_free (sums->sum);
  g_free (sums);
}

void
fore_job_record_free (ForeJobRecord *job)
{
  if (job == NULL)
    return;
  g_free (job->batch);
  g_free (job->options);
  g_free (job->error);
  g_free (job);
}

void
fore_invoice_version_free (ForeInvoiceVersion *version)
{
  if (version == NULL)
    return;
  g_free (version->batch);
  g_free (version);
}

void
fore_stored_backtest_free (ForeStoredBacktest *backtest)
{
  if (backtest == NULL)
    return;
  g_free (backtest->category);
  g_free (backtest->model);
  g_free (backtest);
}
