/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

ForeComponent *fore_components_find (const ForeModelResult *result, const char *name);
ForeComponent *fore_components_need (ForeModelResult *result, const char *name);
const char *fore_components_name_season (const ForeSeries *series, guint period);
void fore_components_add_share (ForeModelResult *sum, const ForeModelResult *part, double share);
void fore_components_balance (ForeModelResult *result);

G_END_DECLS
