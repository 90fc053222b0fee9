/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-report-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "fore-json.h"
#include "fore-readable.h"
#include "fore-timestamp.h"

/* A million rows go through here: printf is too slow for a number of one digit. */
static void
append_integer (GString *text, gint64 value)
{
  if (value >= 0 && value < 10)
    g_string_append_c (text, (char) ('0' + value));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

static void
append_day (GString *text, ForeDay day)
{
  char buffer[FORE_DAY_BUFFER];

  g_string_append_len (text, fore_day_format (day, buffer), FORE_DAY_BUFFER - 1);
}

static void
append_timestamp (GString *text, gint64 seconds)
{
  char buffer[FORE_TIMESTAMP_BUFFER];

  g_string_append_len (text, fore_timestamp_format (seconds, buffer), FORE_TIMESTAMP_BUFFER - 1);
}

static gboolean
is_none (ForeColumnType type, ForeCell cell)
{
  switch (type) {
  case FORE_COLUMN_TEXT: return cell.text == NULL;
  case FORE_COLUMN_NUMBER:
  case FORE_COLUMN_AMOUNT: return !isfinite (cell.number);
  case FORE_COLUMN_DAY: return cell.integer == FORE_DAY_NONE;
  case FORE_COLUMN_INTEGER:
  case FORE_COLUMN_CENTS:
  case FORE_COLUMN_BOOLEAN:
  case FORE_COLUMN_TIMESTAMP:
  default: return FALSE;
  }
}

/* What is written alike for every machine: all but texts and what is quoted. */
static void
append_bare (GString *text, ForeColumnType type, ForeCell cell)
{
  switch (type) {
  case FORE_COLUMN_INTEGER: append_integer (text, cell.integer); break;
  case FORE_COLUMN_NUMBER: fore_json_append_double (text, cell.number); break;
  case FORE_COLUMN_CENTS: fore_json_append_cents (text, cell.integer); break;
  case FORE_COLUMN_AMOUNT:
    fore_json_append_cents (text, fore_cents_from_double (cell.number));
    break;
  case FORE_COLUMN_BOOLEAN: g_string_append (text, cell.integer ? "true" : "false"); break;
  case FORE_COLUMN_DAY: append_day (text, (ForeDay) cell.integer); break;
  case FORE_COLUMN_TIMESTAMP: append_timestamp (text, cell.integer); break;
  case FORE_COLUMN_TEXT:
  default: g_return_if_reached ();
  }
}

/*
 * fore_cell_append_json:
 *
 * Appends the cell as a JSON value.
 */
void
fore_cell_append_json (GString *text, ForeColumnType type, ForeCell cell)
{
  if (is_none (type, cell)) {
    g_string_append (text, "null");
  } else if (type == FORE_COLUMN_TEXT) {
    fore_json_append_string (text, cell.text);
  } else if (type == FORE_COLUMN_DAY || type == FORE_COLUMN_TIMESTAMP) {
    g_string_append_c (text, '"');
    append_bare (text, type, cell);
    g_string_append_c (text, '"');
  } else {
    append_bare (text, type, cell);
  }
}

/* RFC 4180, 2.5 to 2.7. */
static void
append_csv_text (GString *text, const char *value)
{
  const char *quote;

  if (value[strcspn (value, "\",\r\n")] == '\0') {
    g_string_append (text, value);
    return;
  }

  g_string_append_c (text, '"');
  while ((quote = strchr (value, '"')) != NULL) {
    g_string_append_len (text, value, quote - value + 1);
    g_string_append_c (text, '"');
    value = quote + 1;
  }
  g_string_append (text, value);
  g_string_append_c (text, '"');
}

/*
 * fore_cell_append_csv:
 *
 * Appends the cell as a field of a CSV file, nothing for none.
 */
void
fore_cell_append_csv (GString *text, ForeColumnType type, ForeCell cell)
{
  if (is_none (type, cell))
    return;
  if (type == FORE_COLUMN_TEXT)
    append_csv_text (text, cell.text);
  else
    append_bare (text, type, cell);
}

/*
 * fore_cell_append_spreadsheet:
 *
 * Appends the cell as a field of a CSV file for a spreadsheet, which takes a text for a formula
 * by its first character, and may be told by it to send the sheet away.
 */
void
fore_cell_append_spreadsheet (GString *text, ForeColumnType type, ForeCell cell)
{
  if (type == FORE_COLUMN_TEXT && cell.text != NULL && *cell.text != '\0' &&
      strchr ("=+-@\t\r\n", *cell.text) != NULL) {
    g_autofree char *guarded = g_strconcat ("'", cell.text, NULL);

    fore_cell_append_csv (text, type, (ForeCell){ .text = guarded });
  } else {
    fore_cell_append_csv (text, type, cell);
  }
}

static void
append_first_line (GString *text, const char *value)
{
  g_autofree char *line = fore_readable_text (value, (gssize) strcspn (value, "\n"), G_MAXUINT32);

  g_string_append (text, line);
}

/*
 * fore_cell_append_shown:
 *
 * Appends the cell as it stands in a table for people, nothing for none.
 */
void
fore_cell_append_shown (GString *text, ForeColumnType type, ForeCell cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize start = text->len;

  if (is_none (type, cell))
    return;

  switch (type) {
  case FORE_COLUMN_TEXT: append_first_line (text, cell.text); break;
  case FORE_COLUMN_BOOLEAN:
    /* Translators: in a column of yes and nothing. */
    g_string_append (text, cell.integer ? _ ("yes") : "");
    break;
  case FORE_COLUMN_NUMBER:
    g_ascii_formatd (buffer, sizeof buffer, fabs (cell.number) < 1e12 ? "%.2f" : "%.6g",
                     cell.number);
    g_string_append (text, buffer);
    break;
  case FORE_COLUMN_TIMESTAMP:
    append_timestamp (text, cell.integer);
    text->str[start + FORE_DAY_BUFFER - 1] = ' ';
    break;
  case FORE_COLUMN_INTEGER:
  case FORE_COLUMN_CENTS:
  case FORE_COLUMN_AMOUNT:
  case FORE_COLUMN_DAY:
  default: append_bare (text, type, cell);
  }
}
