/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-series.h"

G_BEGIN_DECLS

void fore_closures_leave_out (ForeSeries *series);

G_END_DECLS
