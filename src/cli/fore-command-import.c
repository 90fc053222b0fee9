/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "fore-cli-import.h"
#include "fore-error.h"
#include "fore-intake.h"

static gboolean holds_forecast;
static gboolean is_dry;
static gboolean forgets;
static ForeCliImportValues values;

static const GOptionEntry command_options[] = {
  { "no-forecast", 0, 0, G_OPTION_ARG_NONE, &holds_forecast, N_ ("Do not forecast afterwards"),
    NULL },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &values.is_strict,
    N_ ("Refuse a file when one of its rows cannot be read"), NULL },
  { "delimiter", 0, 0, G_OPTION_ARG_FILENAME, &values.delimiter,
    N_ ("Character between two fields (default: detected)"), N_ ("C") },
  { "decimal-mark", 0, 0, G_OPTION_ARG_FILENAME, &values.decimal_mark,
    N_ ("Decimal mark, . or , (default: detected)"), N_ ("C") },
  { "date-format", 0, 0, G_OPTION_ARG_FILENAME, &values.date_format,
    N_ ("How dates are written, such as %d.%m.%Y (default: detected)"), N_ ("FORMAT") },
  { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &values.maps,
    N_ ("Header of a field: date, product_id, category or sales (may be repeated)"),
    N_ ("FIELD=HEADER") },
  { "duplicates", 0, 0, G_OPTION_ARG_FILENAME, &values.duplicates,
    N_ ("What counts of rows with the same date, product and category: last or sum "
        "(default: last)"),
    N_ ("WHICH") },
  FORE_CLI_HOLIDAYS_OPTION,
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry,
    N_ ("Tell what a file is taken for and what its import would do, and change nothing"), NULL },
  { "forget", 0, 0, G_OPTION_ARG_NONE, &forgets,
    N_ ("Forget how earlier files with the same header were read"), NULL },
  { NULL },
};

/* Opens a file, or standard input for "-". */
static GInputStream *
open_input (const char *path, char **name, gint64 *size, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;
  GFileInputStream *input;

  *size = -1;
  if (strcmp (path, "-") == 0) {
    *name = g_strdup ("stdin.csv");
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  }
  file = g_file_new_for_commandline_arg (path);
  *name = g_file_get_basename (file);
  input = fore_intake_open (file, NULL, error);
  if (input == NULL)
    return NULL;
  info = g_file_input_stream_query_info (input, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  if (info != NULL)
    *size = g_file_info_get_size (info);

  return G_INPUT_STREAM (input);
}

/* Takes a file in. Returns its batch, or NULL with the status. */
static char *
submit (ForeEngine *engine,
        const ForeCli *cli,
        const char *path,
        const ForeSubmission *submission,
        ForeExit *status)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *name = NULL;
  g_autofree char *original = NULL;
  g_autoptr (GError) error = NULL;
  gint64 size;
  g_autoptr (GInputStream) input = open_input (path, &name, &size, &error);
  char *batch = NULL;

  if (input != NULL)
    batch = fore_engine_submit (engine, input, name, size, submission, fore_cli_progress (cli),
                                NULL, &original, &error);
  if (batch != NULL)
    return batch;

  if (original != NULL) {
    fore_cli_complain_of_duplicate (shown, original);
    *status = MAX (*status, FORE_EXIT_DUPLICATE);
  } else {
    fore_cli_complain_of_file (shown, error->message);
    *status = MAX (*status, FORE_EXIT_FAILED);
  }
  return NULL;
}

static ForeExit
status_of_failure (ForeEngine *engine, const char *batch)
{
  g_autoptr (GError) error = fore_engine_dup_import_error (engine, batch);

  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT))
    return FORE_EXIT_USAGE;
  if (error == NULL || g_error_matches (error, FORE_ERROR, FORE_ERROR_REJECTED) ||
      g_error_matches (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS))
    return FORE_EXIT_REJECTED;
  return FORE_EXIT_FAILED;
}

static void
tell_counts (const ForeUpload *upload)
{
  g_print (/* Translators: the name of a file, counts of its rows, and the name of its batch. */
           _ ("%s: rows %lu, inserted %lu, updated %lu, imputed %lu; batch %s\n"),
           upload->original_filename, (gulong) upload->counts.total,
           (gulong) upload->counts.inserted, (gulong) upload->counts.updated,
           (gulong) upload->counts.imputed, upload->batch);
}

/* Tells what became of the uploads. */
static gboolean
tell_outcome (ForeEngine *engine,
              const ForeCli *cli,
              GPtrArray *batches,
              ForeExit *status,
              GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_UPLOADS, cli->format);

  for (guint i = 0; i < batches->len; i++) {
    const char *batch = g_ptr_array_index (batches, i);
    g_autoptr (ForeUpload)
        upload = fore_store_get_upload (fore_engine_get_store (engine), batch, error);

    if (upload == NULL)
      return FALSE;
    fore_report_add_upload (report, upload);
    if (upload->error_log != NULL)
      fore_cli_complain_of_file (upload->original_filename, upload->error_log);
    if (upload->status == FORE_UPLOAD_FAILED)
      *status = MAX (*status, status_of_failure (engine, batch));
    else if (upload->status != FORE_UPLOAD_COMPLETED)
      *status = MAX (*status, FORE_EXIT_FAILED); /* the error of the queue says why */
    else if (!cli->is_quiet)
      fore_cli_tell_notes (engine, upload);
    if (upload->status == FORE_UPLOAD_COMPLETED && cli->format == FORE_FORMAT_TABLE &&
        !cli->is_quiet)
      tell_counts (upload);
  }

  return cli->format == FORE_FORMAT_TABLE || fore_cli_write_report (report, error);
}

/* A file whose header cannot be found has nothing to be forgotten. */
static gboolean
forget (ForeEngine *engine, GStrv paths, const ForeImportOptions *options, GError **error)
{
  for (char **path = paths; *path != NULL; path++) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (*path);
    g_autoptr (ForeImportPreview) preview = fore_engine_preview (engine, file, options, NULL, NULL);

    if (preview != NULL && !fore_engine_forget_header (engine, preview->header_key, error))
      return FALSE;
  }

  return TRUE;
}

static ForeExit
import (ForeEngine *engine,
        const ForeCli *cli,
        GStrv paths,
        const ForeImportOptions *options,
        GError **error)
{
  const ForeSubmission submission = { .import = options, .hold_forecast = holds_forecast };
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) queue_error = NULL;
  ForeExit status = FORE_EXIT_DONE;

  for (char **path = paths; *path != NULL; path++) {
    char *batch = submit (engine, cli, *path, &submission, &status);

    if (batch != NULL)
      g_ptr_array_add (batches, batch);
  }
  fore_cli_drain (engine, cli, &queue_error);
  if (!tell_outcome (engine, cli, batches, &status, error))
    return MAX (status, FORE_EXIT_FAILED);
  if (queue_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&queue_error));
    return MAX (status, FORE_EXIT_FAILED);
  }

  return status;
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  g_autoptr (ForeImportOptions) options = fore_cli_read_import_options (&values, error);
  g_autoptr (ForeEngine) engine = NULL;

  if (options == NULL)
    return FORE_EXIT_USAGE;
  engine = fore_cli_open (cli, is_dry && !forgets ? FORE_STORE_READ_ONLY : FORE_STORE_READ_WRITE,
                          error);
  if (engine == NULL || (forgets && !forget (engine, arguments, options, error)))
    return fore_cli_exit_of (*error);

  return is_dry ? fore_cli_dry_run (engine, cli, arguments, options, error)
                : import (engine, cli, arguments, options, error);
}

const ForeCommand fore_command_import = {
  .name = "import",
  .arguments = N_ ("FILE…"),
  .summary = N_ ("Import sales files and forecast their categories"),
  .options = command_options,
  .n_arguments = 1,
  .takes_more = TRUE,
  .run = run,
};
