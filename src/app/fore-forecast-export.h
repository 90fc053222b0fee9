/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-chart-scene.h"
#include "fore-engine.h"

G_BEGIN_DECLS

void fore_forecast_export_async (ForeEngine *engine,
                                 const ForeChartScene *scene,
                                 const char *model,
                                 GFile *file,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean fore_forecast_export_finish (ForeEngine *engine, GAsyncResult *result, GError **error);

G_END_DECLS
