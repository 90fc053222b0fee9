/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people call the days on which shops sell more or less than else. Which days these are a
 * model finds by itself; here they only get a name. */
#include "fore-config.h"

#include "fore-chart-private.h"

#include <glib/gi18n-lib.h>

#include "fore-calendar.h"

typedef struct {
  int month, day_of_month;
  const char *title;
} Date;

static const Date dates[] = {
  { 1, 1, NC_ ("holiday", "New Year") },         { 1, 6, NC_ ("holiday", "Epiphany") },
  { 2, 14, NC_ ("holiday", "Valentine’s Day") }, { 5, 1, NC_ ("holiday", "Labour Day") },
  { 10, 31, NC_ ("holiday", "Halloween") },      { 11, 1, NC_ ("holiday", "All Saints’ Day") },
  { 11, 11, NC_ ("holiday", "Singles’ Day") },   { 12, 6, NC_ ("holiday", "Saint Nicholas Day") },
  { 12, 24, NC_ ("holiday", "Christmas Eve") },  { 12, 25, NC_ ("holiday", "Christmas") },
  { 12, 26, NC_ ("holiday", "Boxing Day") },     { 12, 31, NC_ ("holiday", "New Year’s Eve") },
};

/* Days from Easter Sunday. */
static const struct {
  int distance;
  const char *title;
} moving[] = {
  { -2, NC_ ("holiday", "Good Friday") },  { 0, NC_ ("holiday", "Easter Sunday") },
  { 1, NC_ ("holiday", "Easter Monday") }, { 39, NC_ ("holiday", "Ascension Day") },
  { 49, NC_ ("holiday", "Whit Sunday") },  { 50, NC_ ("holiday", "Whit Monday") },
};

/* Days from the fourth Thursday of November. */
static const struct {
  int distance;
  const char *title;
} thanksgiving[] = {
  { 0, NC_ ("holiday", "Thanksgiving") },
  { 1, NC_ ("holiday", "Black Friday") },
  { 4, NC_ ("holiday", "Cyber Monday") },
};

static ForeDay
find_thanksgiving (int year)
{
  ForeDay first = fore_day_from_date (year, 11, 1);

  return first + (3 - fore_day_weekday (first) + 7) % 7 + 21;
}

/**
 * fore_chart_holiday_title:
 * @day: a day
 *
 * Returns: (transfer none) (nullable): what people call it, when it has a name that is known
 *   in many countries
 */
const char *
fore_chart_holiday_title (ForeDay day)
{
  const char *title = NULL;
  int year, month, day_of_month;

  fore_day_to_date (day, &year, &month, &day_of_month);
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    if (dates[i].month == month && dates[i].day_of_month == day_of_month)
      title = dates[i].title;
  for (gsize i = 0; i < G_N_ELEMENTS (moving); i++)
    if (day - fore_calendar_easter (year) == moving[i].distance)
      title = moving[i].title;
  for (gsize i = 0; i < G_N_ELEMENTS (thanksgiving); i++)
    if (day - find_thanksgiving (year) == thanksgiving[i].distance)
      title = thanksgiving[i].title;

  return title != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "holiday", title) : NULL;
}

/* What a calendar calls the holiday comes before what it is called in many countries. */
const char *
fore_chart_mark_title (const ForeChartMark *mark)
{
  return mark->name != NULL ? mark->name : fore_chart_holiday_title (mark->day);
}
