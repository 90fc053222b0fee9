/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-request.h"

G_BEGIN_DECLS

char *fore_route_match (const char *pattern, const char *path, gboolean *is_match);
const ForeRoute *fore_routes_get (gsize *n_routes);
void fore_routes_find (ForeRequest *request, const char *path, const char *method);
void fore_routes_answer_other_method (ForeRequest *request, const char *method);

/* fore-static-routes.c */
void fore_route_health (ForeRequest *request);
void fore_route_description (ForeRequest *request);
void fore_route_page (ForeRequest *request);
void fore_route_page_script (ForeRequest *request);
void fore_route_page_style (ForeRequest *request);

/* fore-old-routes.c */
void fore_route_metadata (ForeRequest *request);
void fore_route_invoice_data (ForeRequest *request);
void fore_route_forecast_data (ForeRequest *request);

/* fore-list-routes.c */
void fore_route_uploads (ForeRequest *request);
void fore_route_invoices (ForeRequest *request);
void fore_route_forecasts (ForeRequest *request);
void fore_route_categories (ForeRequest *request);

/* fore-upload-routes.c */
void fore_route_upload (ForeRequest *request);
void fore_route_undo (ForeRequest *request);
void fore_route_rejects (ForeRequest *request);

/* fore-job-routes.c */
void fore_route_train (ForeRequest *request);
void fore_route_jobs (ForeRequest *request);
void fore_route_job (ForeRequest *request);

/* fore-job-events.c */
void fore_route_job_events (ForeRequest *request);

/* fore-category-routes.c */
void fore_route_accuracy (ForeRequest *request);
void fore_route_backtest (ForeRequest *request);
void fore_route_chart (ForeRequest *request);
ForeSeries *fore_route_load_series (ForeEngine *engine, const char *category, GError **error);

/* fore-versions-route.c */
void fore_route_versions (ForeRequest *request);

/* fore-explain-route.c */
void fore_route_explain (ForeRequest *request);

G_END_DECLS
