/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-closed-days.h"
#include "fore-model.h"

G_BEGIN_DECLS

ForeModelResult *fore_open_days_run (ForeClosedDays closed,
                                     const ForeModel *model,
                                     const ForeSeries *series,
                                     const ForeModelOptions *options,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
