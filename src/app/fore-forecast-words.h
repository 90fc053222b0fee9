/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-outlook.h"

G_BEGIN_DECLS

char *fore_forecast_words_total (const ForeOutlook *outlook, const ForeForecast *forecast);
char *fore_forecast_words_horizon (ForeStep step, guint n);
char *fore_forecast_words_accuracy (const ForeOutlook *outlook, const char *model);
char *fore_forecast_words_error (const ForeStoredBacktest *backtest);

G_END_DECLS
