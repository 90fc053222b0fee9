/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

void fore_forecast_request (GtkWidget *widget, ForeEngine *engine, ForeForecastOptions *options);

G_END_DECLS
