/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-calendar.h"

G_BEGIN_DECLS

/* More days of the year than this that are out of the ordinary are no exception any more. */
#define FORE_PROPHET_MOST_HOLIDAYS 16

gsize fore_prophet_find_holidays (gsize n,
                                  const ForeDay *day,
                                  double *residual,
                                  double sigma,
                                  double prior_scale,
                                  ForeCalendarRule rule[FORE_PROPHET_MOST_HOLIDAYS]);
void fore_prophet_mark_holiday (ForeCalendarRule rule, gsize n, const ForeDay *day, double *mark);

G_END_DECLS
