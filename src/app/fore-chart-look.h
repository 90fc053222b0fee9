/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-chart.h"

G_BEGIN_DECLS

void fore_chart_look_get (GtkWidget *widget, ForeChartStyle *style);
void fore_chart_look_clear (ForeChartStyle *style);
void fore_chart_look_follow (GtkWidget *widget);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeChartStyle, fore_chart_look_clear)

G_END_DECLS
