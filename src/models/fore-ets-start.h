/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-ets.h"

G_BEGIN_DECLS

ForeEts *fore_ets_start (const ForeEtsForm *form, gsize n, const double *y);

G_END_DECLS
