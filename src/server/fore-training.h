/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast-options.h"

G_BEGIN_DECLS

ForeForecastOptions *
fore_training_parse (const char *json, gsize length, const char *holidays, GError **error);

G_END_DECLS
