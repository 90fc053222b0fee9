/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeCalendarRule:
 *
 * A rule by which a day comes back once a year: a date such as 25 December, a weekday of a
 * month such as the fourth or the last Thursday of November, or a distance from Easter Sunday.
 * From 0 to %FORE_CALENDAR_RULES - 1.
 */
typedef guint ForeCalendarRule;

#define FORE_CALENDAR_RULES 997

/* Most rules that one day meets. */
#define FORE_CALENDAR_RULES_OF_DAY 4

ForeDay fore_calendar_easter (int year);
gsize fore_calendar_rules_of_day (ForeDay day, ForeCalendarRule rule[FORE_CALENDAR_RULES_OF_DAY]);

G_END_DECLS
