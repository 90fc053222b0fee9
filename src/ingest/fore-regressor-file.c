/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-regressor-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "fore-csv-reader.h"
#include "fore-error.h"
#include "fore-issues.h"

/* What is known of days beforehand, written as users of Prophet do: CSV with commas, a header,
 * days as YYYY-MM-DD and decimal points. Nothing is guessed and nothing set aside: a mistake here
 * would be one in every forecast. */

typedef struct {
  const char *path;
  ForeCsvReader *reader; /* (owned) */
  GStrv header;          /* (owned) */
  ForeIssues *issues;    /* (owned) */
  ForeCsvRecord record;
  GHashTable *days; /* (owned): those that were read */
} File;

static void
file_clear (File *file)
{
  fore_csv_reader_free (file->reader);
  g_strfreev (file->header);
  g_clear_pointer (&file->issues, fore_issues_free);
  g_clear_pointer (&file->days, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static char *
dup_field (const File *file, guint column)
{
  const ForeCsvField *field = &file->record.fields[column];

  return column < file->record.n_fields ? g_strstrip (g_strndup (field->text, field->length))
                                        : g_strdup ("");
}

static void
add_issue (File *file, guint column, const char *value, const char *reason)
{
  fore_issues_add (file->issues, file->record.first_line, file->header[column], value, -1, reason);
}

static void
set_refused (const File *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_filename_display_name (file->path);

  /* Translators: a file; a line for each mistake follows. */
  g_string_append_printf (text, _ ("“%s” has mistakes:"), name);
  fore_issues_append_to (file->issues, text);
  g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED, text->str);
}

/* Returns the column of one of two names, or -1. */
static int
find_column (const File *file, const char *name, const char *other_name)
{
  for (int i = 0; file->header[i] != NULL; i++)
    if (g_ascii_strcasecmp (file->header[i], name) == 0 ||
        g_ascii_strcasecmp (file->header[i], other_name) == 0)
      return i;
  return -1;
}

static gboolean
open_file (File *file, GCancellable *cancellable, GError **error)
{
  ForeTextStream *stream = fore_text_stream_open (file->path, cancellable, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GError *reason = NULL;

  if (stream == NULL)
    return FALSE;
  file->reader = fore_csv_reader_new (stream, ',', '"', error);
  if (file->reader == NULL)
    return FALSE;
  if (!fore_csv_reader_next (file->reader, &file->record, cancellable, &reason)) {
    g_autofree char *name = g_filename_display_name (file->path);

    if (reason == NULL)
      reason = g_error_new (FORE_ERROR, FORE_ERROR_REJECTED, _ ("“%s” is empty."), name);
    g_propagate_error (error, reason);
    return FALSE;
  }
  for (guint i = 0; i < MIN (file->record.n_fields, FORE_CSV_MAX_FIELDS); i++) {
    g_autofree char *name = dup_field (file, i);

    g_strv_builder_add (names, name);
  }
  file->header = g_strv_builder_end (names);
  file->issues = fore_issues_new ();
  file->days = g_hash_table_new (NULL, NULL);
  return TRUE;
}

static gboolean
require_columns (const File *file, gboolean has_all, const char *columns, GError **error)
{
  g_autofree char *name = g_filename_display_name (file->path);

  if (!has_all)
    g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
                 /* Translators: a file, then names of columns. */
                 _ ("“%s” needs a header with the columns %s."), name, columns);
  return has_all;
}

/* Goes to the next record that has as many fields as the header. Returns FALSE at the end. */
static gboolean
next_record (File *file, GCancellable *cancellable, GError **error)
{
  guint n_columns = g_strv_length (file->header);

  while (fore_csv_reader_next (file->reader, &file->record, cancellable, error)) {
    if (file->record.state == FORE_CSV_GOOD && file->record.n_fields == n_columns)
      return TRUE;
    fore_issues_add (file->issues, file->record.first_line, NULL, NULL, -1,
                     file->record.state == FORE_CSV_GOOD
                         ? _ ("the row has not as many fields as the header")
                         : _ ("the row cannot be read"));
  }
  return FALSE;
}

static ForeDay
read_day (File *file, guint column)
{
  g_autofree char *text = dup_field (file, column);
  ForeDay day = fore_day_parse (text, -1);

  if (day == FORE_DAY_NONE)
    add_issue (file, column, text, _ ("is not a date of the form YYYY-MM-DD"));
  return day;
}

/* A window that is left out is one of no days. */
static int
read_window (File *file, int column, int least, int most)
{
  g_autofree char *text = NULL;
  gint64 value = 0;

  if (column < 0)
    return 0;
  text = dup_field (file, (guint) column);
  if (*text != '\0' && !g_ascii_string_to_signed (text, 10, least, most, &value, NULL)) {
    g_autofree char *reason = g_strdup_printf (
        /* Translators: stands behind a value, such as “x”. */
        _ ("is not a whole number from %d to %d"), least, most);

    add_issue (file, (guint) column, text, reason);
  }
  return (int) value;
}

static void
take_holiday (File *file, const int column[4], ForeRegressors *regressors)
{
  g_autofree char *name = dup_field (file, (guint) column[1]);
  ForeDay day = read_day (file, (guint) column[0]);
  int lower = read_window (file, column[2], -FORE_HOLIDAY_WINDOW, 0);
  int upper = read_window (file, column[3], 0, FORE_HOLIDAY_WINDOW);

  if (*name == '\0')
    add_issue (file, (guint) column[1], NULL, _ ("the cell is empty"));
  if (file->issues->n_rows == 0)
    fore_regressors_add_holiday (regressors, day, name, lower, upper);
}

/**
 * fore_regressor_file_read_holidays:
 * @path: a file
 * @regressors: (inout): what is known so far
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED with file, line, column and value of each mistake
 *
 * Adds holidays from a table as Prophet takes it: `ds` (or `date`), `holiday` and, if there,
 * `lower_window` (-30 to 0) and `upper_window` (0 to 30) days. Other columns are not read.
 *
 * Returns: whether they are known now
 */
gboolean
fore_regressor_file_read_holidays (const char *path,
                                   ForeRegressors *regressors,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_auto (File) file = { .path = path };
  GError *reason = NULL;
  int column[4];

  if (!open_file (&file, cancellable, error))
    return FALSE;
  column[0] = find_column (&file, "ds", "date");
  column[1] = find_column (&file, "holiday", "holiday");
  column[2] = find_column (&file, "lower_window", "lower_window");
  column[3] = find_column (&file, "upper_window", "upper_window");
  if (!require_columns (&file, column[0] >= 0 && column[1] >= 0, "ds, holiday", error))
    return FALSE;

  while (next_record (&file, cancellable, &reason))
    take_holiday (&file, column, regressors);
  if (reason == NULL && file.issues->n_rows > 0)
    set_refused (&file, &reason);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

typedef struct {
  ForeDay day;
  double *value; /* (owned) */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->value);
  g_free (row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return (*(const Row *const *) a)->day - (*(const Row *const *) b)->day;
}

static Row *
read_row (File *file, guint day_column, guint n_columns)
{
  Row *row = g_new0 (Row, 1);
  guint k = 0;

  row->day = read_day (file, day_column);
  if (row->day != FORE_DAY_NONE && !g_hash_table_add (file->days, GINT_TO_POINTER (row->day)))
    add_issue (file, day_column, NULL, _ ("the day comes twice"));
  row->value = g_new (double, n_columns);
  for (guint i = 0; i < n_columns; i++) {
    g_autofree char *text = NULL;
    char *end;

    if (i == day_column)
      continue;
    text = dup_field (file, i);
    row->value[k] = g_ascii_strtod (text, &end);
    if (*text == '\0')
      add_issue (file, i, NULL, _ ("the cell is empty"));
    else if (*end != '\0' || !isfinite (row->value[k]))
      add_issue (file, i, text, _ ("is not a number"));
    k++;
  }
  return row;
}

/* The columns are all but that of the day. */
static void
set_values (ForeRegressors *regressors, GStrv header, guint day_column, GPtrArray *rows)
{
  guint n_names = g_strv_length (header) - 1;
  g_autofree const char **names = g_new0 (const char *, n_names + 1);
  g_autofree ForeDay *day = g_new (ForeDay, rows->len);
  g_autofree double *value = g_new (double, (gsize) rows->len *n_names);

  for (guint i = 0, k = 0; header[i] != NULL; i++)
    if (i != day_column)
      names[k++] = header[i];
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = rows->pdata[i];

    day[i] = row->day;
    memcpy (value + (gsize) i * n_names, row->value, n_names * sizeof *value);
  }
  fore_regressors_set_values (regressors, names, rows->len, day, value);
}

/**
 * fore_regressor_file_read_values:
 * @path: a file
 * @regressors: (inout): what is known so far
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED with file, line, column and value of each mistake
 *
 * Sets the values of days from a table with a column `date` (or `ds`) and numbers in all others,
 * which are named by the header; days may come in any order.
 *
 * Returns: whether they are known now
 */
gboolean
fore_regressor_file_read_values (const char *path,
                                 ForeRegressors *regressors,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_auto (File) file = { .path = path };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  GError *reason = NULL;
  guint n_columns;
  int day_column;

  if (!open_file (&file, cancellable, error))
    return FALSE;
  n_columns = g_strv_length (file.header);
  day_column = find_column (&file, "date", "ds");
  if (!require_columns (&file, day_column >= 0 && n_columns > 1, "date, …", error))
    return FALSE;

  while (next_record (&file, cancellable, &reason))
    g_ptr_array_add (rows, read_row (&file, (guint) day_column, n_columns));
  if (reason == NULL && file.issues->n_rows > 0)
    set_refused (&file, &reason);
  if (reason != NULL) {
    g_propagate_error (error, reason);
    return FALSE;
  }
  set_values (regressors, file.header, (guint) day_column, rows);
  return TRUE;
}
