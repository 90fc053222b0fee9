/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-timestamp.h"

#include "fore-day.h"

/**
 * fore_timestamp_now:
 *
 * Returns: the seconds since 1970-01-01 00:00 UTC
 */
gint64
fore_timestamp_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * fore_timestamp_format:
 * @unix_seconds: seconds since 1970-01-01 00:00 UTC
 * @buffer: (out caller-allocates): where to write
 *
 * Returns: @buffer, with the moment in UTC and without a zone: "2026-01-19T10:30:00"
 */
const char *
fore_timestamp_format (gint64 unix_seconds, char buffer[FORE_TIMESTAMP_BUFFER])
{
  gint64 days = unix_seconds / 86400;
  int seconds = (int) (unix_seconds % 86400);
  char *end = buffer + 10;
  int parts[3];

  if (seconds < 0) {
    seconds += 86400;
    days -= 1;
  }
  fore_day_format ((ForeDay) CLAMP (days, FORE_DAY_MIN, FORE_DAY_MAX), buffer);
  parts[0] = seconds / 3600;
  parts[1] = seconds / 60 % 60;
  parts[2] = seconds % 60;
  for (int i = 0; i < 3; i++) {
    *end++ = i == 0 ? 'T' : ':';
    *end++ = (char) ('0' + parts[i] / 10);
    *end++ = (char) ('0' + parts[i] % 10);
  }
  *end = '\0';

  return buffer;
}
