/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cli-import.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"

/* Rows that are shown as they are understood. */
#define ROWS_SHOWN 5

static const char *
show_delimiter (char delimiter, char buffer[2])
{
  if (delimiter == '\t')
    return "\\t";
  buffer[0] = delimiter;
  buffer[1] = '\0';
  return buffer;
}

static void
show_row (const ForeImportPreview *preview, const ForePreviewRow *row)
{
  char day[FORE_DAY_BUFFER], sales[FORE_CENTS_BUFFER];

  if (row->reason != NULL)
    return; /* told with the others that are set aside */
  g_print (/* Translators: the number of a line, and the date, product, category and amount there. */
           _ ("  line %lu: %s, %s, %s, %s\n"), (gulong) row->line, fore_day_format (row->day, day),
           row->cells[preview->column[FORE_FIELD_PRODUCT]],
           row->cells[preview->column[FORE_FIELD_CATEGORY]],
           row->is_missing ? "-" : fore_cents_format (row->sales, sales));
}

/* What the file is taken for, for people. */
static void
show_preview (const char *name, const ForeImportPreview *preview)
{
  char buffer[2];

  g_print (/* Translators: the name of a file, its encoding, the character between two cells, the
            * format of its dates such as %d.%m.%Y, the character before decimal places, and the
            * number of the line with the names of the columns. */
           _ ("%s: encoding %s, delimiter %s, dates %s, decimal mark %c, header on line %lu\n"),
           name, preview->charset, show_delimiter (preview->delimiter, buffer),
           preview->date_format != NULL ? preview->date_format : "?", preview->decimal_mark,
           (gulong) preview->header_line);
  for (int field = 0; field < FORE_N_FIELDS; field++)
    if (preview->column[field] >= 0)
      g_print ("  %s = %s\n", fore_field_name (field), preview->header[preview->column[field]]);
  for (guint i = 0; preview->problem == NULL && i < MIN (preview->rows->len, ROWS_SHOWN); i++)
    show_row (preview, g_ptr_array_index (preview->rows, i));
}

static ForeExit
status_of (const GError *error)
{
  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT))
    return FORE_EXIT_USAGE;
  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_REJECTED) ||
      g_error_matches (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS))
    return FORE_EXIT_REJECTED;
  return FORE_EXIT_FAILED;
}

/* Looks at one file. */
static ForeExit
try (ForeEngine *engine,
     const ForeCli *cli,
     const char *path,
     const ForeImportOptions *options,
     ForeReport *report)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeImportPreview) preview = fore_engine_preview (engine, file, options, NULL, &error);
  g_autoptr (ForeDryRun) run = NULL;

  if (preview != NULL && cli->format == FORE_FORMAT_TABLE && !cli->is_quiet)
    show_preview (name, preview);
  if (preview != NULL)
    run = fore_engine_dry_run (engine, file, options, fore_cli_progress (cli), NULL, &error);
  fore_cli_end_progress ();
  if (run == NULL) {
    fore_cli_complain_of_file (name, error->message);
    return status_of (error);
  }
  if (run->issues != NULL)
    fore_cli_complain_of_file (name, run->issues);
  fore_dry_run_describe (run, name, preview);
  fore_report_add_dry_run (report, run);
  if (run->original_batch == NULL)
    return FORE_EXIT_DONE;
  fore_cli_complain_of_duplicate (name, run->original_batch);

  return FORE_EXIT_DUPLICATE;
}

/*
 * fore_cli_dry_run:
 * @engine: an engine
 * @cli: what the command was told
 * @paths: files
 * @options: how they are to be read
 * @error: return location
 *
 * Tells what the files are taken for and what their import would do.
 *
 * Returns: the status that an import would have
 */
ForeExit
fore_cli_dry_run (ForeEngine *engine,
                  const ForeCli *cli,
                  GStrv paths,
                  const ForeImportOptions *options,
                  GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_DRY_RUNS, cli->format);
  ForeExit status = FORE_EXIT_DONE;
  gboolean has_rows = FALSE;

  for (char **path = paths; *path != NULL; path++) {
    ForeExit one = try (engine, cli, *path, options, report);

    has_rows |= one == FORE_EXIT_DONE || one == FORE_EXIT_DUPLICATE;
    status = MAX (status, one);
  }
  if (!has_rows && cli->format == FORE_FORMAT_TABLE)
    return status;

  return fore_cli_write_report (report, error) ? status : MAX (status, FORE_EXIT_FAILED);
}
