/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast-options.h"
#include "fore-pool.h"
#include "fore-store.h"

G_BEGIN_DECLS

/* Inside of the folder: the body of a forecast job. */
gboolean fore_forecast_job_run (ForeStore *store,
                                ForePool *pool,
                                const ForeForecastOptions *options,
                                const ForeProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
