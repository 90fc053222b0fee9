/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

gboolean fore_tsb_is_intermittent (const ForeSeries *series);

extern const ForeModel fore_model_tsb;

G_END_DECLS
