/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-model.h"

G_BEGIN_DECLS

gboolean fore_sarimax_has_few_gaps (gsize n, const double *y);
double *fore_sarimax_fill_gaps (gsize n, const double *y, guint period);
ForeSarimax *fore_sarimax_without_gaps (const ForeSarimax *model);

G_END_DECLS
