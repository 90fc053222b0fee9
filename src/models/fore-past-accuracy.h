/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-past.h"
#include "fore-sales-sense.h"

G_BEGIN_DECLS

void fore_past_accuracy_measure (ForeFit *fit,
                                 const ForeSeries *series,
                                 guint period,
                                 const ForeSalesSense *sense);

G_END_DECLS
