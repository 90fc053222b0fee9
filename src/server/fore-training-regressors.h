/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "fore-regressors.h"

G_BEGIN_DECLS

/* Inside of the folder: what a request to train says is known of days beforehand. */
gboolean fore_training_read_holidays (JsonNode *node, ForeRegressors *regressors, GError **error);
gboolean fore_training_read_regressors (JsonNode *node, ForeRegressors *regressors, GError **error);

G_END_DECLS
