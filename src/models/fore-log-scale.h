/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

extern const ForeModel fore_model_holt_winters_log;
extern const ForeModel fore_model_prophet_log;

G_END_DECLS
