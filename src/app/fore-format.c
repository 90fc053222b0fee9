/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How numbers, days and names are written for the person in front of the window: in the
 * manner of the locale, never for a machine. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "fore-format.h"
#include "fore-sign.h"

/**
 * fore_format_count:
 * @count: a whole number
 *
 * Returns: (transfer full): the number with the locale's grouping
 */
char *
fore_format_count (gint64 count)
{
  return g_strdup_printf ("%'lld", (long long) count);
}

/**
 * fore_format_repetition:
 * @n_repeated: rows whose key came again in their file
 *
 * Returns: (transfer full): a sentence that says so
 */
char *
fore_format_repetition (gint64 n_repeated)
{
  g_autofree char *count = fore_format_count (n_repeated);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row has the day, category and product of a later one.",
                                       "%s rows have the day, category and product of later ones.",
                                       (gulong) n_repeated),
                          count);
}

/**
 * fore_format_cents:
 * @cents: an exact amount
 *
 * Written from the integer, because a double would lose the cents of large sums.
 *
 * Returns: (transfer full): the amount with two places in the locale's manner
 */
char *
fore_format_cents (ForeCents cents)
{
  guint64 magnitude = cents < 0 ? -(guint64) cents : (guint64) cents;

  g_autofree char *digits = g_strdup_printf ("%'llu%s%02u", (unsigned long long) (magnitude / 100),
                                             nl_langinfo (RADIXCHAR), (guint) (magnitude % 100));

  return fore_sign_add (cents < 0, digits);
}

/**
 * fore_format_amount:
 * @amount: an estimated amount
 *
 * An estimate of a hundred or more is written without cents: they would promise a precision
 * that no forecast has.
 *
 * Returns: (transfer full): the amount in the locale's manner
 */
char *
fore_format_amount (double amount)
{
  if (fabs (amount) < 100)
    return fore_format_cents (fore_cents_from_double (amount));

  g_autofree char *digits = g_strdup_printf ("%'.0f", fabs (amount));

  return fore_sign_add (amount < 0, digits);
}

/**
 * fore_format_change:
 * @before: what it was, NaN when not known
 * @after: what it becomes
 *
 * Returns: (transfer full) (nullable): "▲ 4 %" or "▼ 1 %", %NULL where a share makes no sense
 */
char *
fore_format_change (double before, double after)
{
  if (!(before > 0) || !(after >= 0))
    return NULL;

  double percent = round (100 * (after - before) / before);

  if (percent > 0)
    /* Translators: sales will rise by this many percent */
    return g_strdup_printf (C_ ("change", "▲ %.0f %%"), percent);
  if (percent < 0)
    /* Translators: sales will fall by this many percent */
    return g_strdup_printf (C_ ("change", "▼ %.0f %%"), -percent);
  /* Translators: sales will stay as they are */
  return g_strdup (C_ ("change", "= 0 %"));
}

/* The plain C locale names no manner of its own; ISO 8601 is read everywhere. */
static gboolean
is_plain_locale (void)
{
  const char *name = setlocale (LC_TIME, NULL);

  return name == NULL || g_str_equal (name, "C") || g_str_has_prefix (name, "C.") ||
         g_str_equal (name, "POSIX");
}

/**
 * fore_format_day:
 * @day: a day
 *
 * Returns: (transfer full): the day in the locale's manner, the year always in full
 */
char *
fore_format_day (ForeDay day)
{
  char iso[FORE_DAY_BUFFER];
  int year, month, day_of_month;

  if (day == FORE_DAY_NONE)
    return g_strdup ("");
  if (is_plain_locale ())
    return g_strdup (fore_day_format (day, iso));

  g_auto (GStrv) parts = g_strsplit (nl_langinfo (D_FMT), "%y", -1);
  g_autofree char *format = g_strjoinv ("%Y", parts);
  fore_day_to_date (day, &year, &month, &day_of_month);
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);

  return g_date_time_format (date, format);
}

/**
 * fore_format_long_day:
 * @day: a day
 *
 * Returns: (transfer full): the day with the names of its weekday and month, so that nobody can
 *   mistake one for the other
 */
char *
fore_format_long_day (ForeDay day)
{
  int year, month, day_of_month;

  fore_day_to_date (day, &year, &month, &day_of_month);
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);

  /* Translators: a date with its weekday, see the manual of g_date_time_format(). */
  return g_date_time_format (date, C_ ("chart", "%a, %-e %b %Y"));
}

/**
 * fore_format_time:
 * @unix_seconds: a moment
 *
 * Returns: (transfer full): day and time of day in the local time zone
 */
char *
fore_format_time (gint64 unix_seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_seconds);

  if (time == NULL)
    return g_strdup ("");
  /* Translators: day and time of an upload, for g_date_time_format() */
  return g_date_time_format (time, C_ ("time format", "%-d %b %Y, %H:%M"));
}

/**
 * fore_format_parse_day:
 * @text: what somebody typed
 *
 * Returns: the day, read as ISO 8601 or in the locale's manner, %FORE_DAY_NONE when it is
 *   neither
 */
ForeDay
fore_format_parse_day (const char *text)
{
  ForeDay day = fore_day_parse (text, (gssize) strlen (text));
  GDate date;

  if (day != FORE_DAY_NONE)
    return day;

  g_date_clear (&date, 1);
  g_date_set_parse (&date, text);
  if (!g_date_valid (&date))
    return FORE_DAY_NONE;
  return fore_day_from_date (g_date_get_year (&date), (int) g_date_get_month (&date),
                             g_date_get_day (&date));
}

/**
 * fore_format_compare_names:
 * @one: a name
 * @other: another one
 *
 * Orders names as people do: in the manner of the locale, and "Shelf 9" before "Shelf 10".
 *
 * Returns: negative when @one comes first, positive when @other does
 */
int
fore_format_compare_names (const char *one, const char *other)
{
  /* Made for names of files, the key takes numbers in names for numbers. */
  g_autofree char *key = g_utf8_collate_key_for_filename (one, -1);
  g_autofree char *other_key = g_utf8_collate_key_for_filename (other, -1);
  int order = strcmp (key, other_key);

  return order != 0 ? order : strcmp (one, other);
}
