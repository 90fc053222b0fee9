/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast-options.h"
#include "fore-import-notes.h"
#include "fore-store.h"

G_BEGIN_DECLS

/* Inside of the folder: the body of an import job. */
gboolean fore_import_job_run (ForeStore *store,
                              const char *uploads_dir,
                              const ForeJobRecord *job,
                              const ForeForecastOptions *forecast_options,
                              const ForeProgress *progress,
                              GCancellable *cancellable,
                              ForeImportNotes **notes,
                              GError **error);
/* Whether an error leaves the job as it was, to be done later. */
gboolean fore_job_error_is_passing (const GError *error);
char *fore_forecast_options_text_for (const ForeForecastOptions *options, GStrv categories);

G_END_DECLS
