/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fore-forecast-report.h"

G_BEGIN_DECLS

GtkPrintOperation *fore_forecast_print_new (ForeForecastReport *report);

G_END_DECLS
