/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-cli.h"
#include "fore-error.h"
#include "fore-intake.h"

static gboolean holds_forecast;
static gboolean is_strict;
static char *delimiter;
static char *decimal_mark;
static char *date_format;
static char **maps;

static const GOptionEntry command_options[] = {
  { "no-forecast", 0, 0, G_OPTION_ARG_NONE, &holds_forecast, N_ ("Do not forecast afterwards"),
    NULL },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &is_strict,
    N_ ("Refuse a file when one of its rows cannot be read"), NULL },
  { "delimiter", 0, 0, G_OPTION_ARG_FILENAME, &delimiter,
    N_ ("Character between two fields (default: detected)"), N_ ("C") },
  { "decimal-mark", 0, 0, G_OPTION_ARG_FILENAME, &decimal_mark,
    N_ ("Decimal mark, . or , (default: detected)"), N_ ("C") },
  { "date-format", 0, 0, G_OPTION_ARG_FILENAME, &date_format,
    N_ ("How dates are written, such as %d.%m.%Y (default: detected)"), N_ ("FORMAT") },
  { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &maps,
    N_ ("Header of a field: date, product_id, category or sales (may be repeated)"),
    N_ ("FIELD=HEADER") },
  { NULL },
};

static gboolean
read_delimiter (ForeImportOptions *options, GError **error)
{
  char character;

  if (delimiter == NULL)
    return TRUE;
  character = strcmp (delimiter, "\\t") == 0 ? '\t' : delimiter[0];
  if ((delimiter[0] != '\0' && delimiter[1] != '\0' && character != '\t') ||
      !(character == '\t' || g_ascii_ispunct (character) || character == ' ') || character == '"') {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--delimiter needs one character such as ; or \\t, not “%s”."), delimiter);
    return FALSE;
  }
  options->delimiter = character;

  return TRUE;
}

static gboolean
read_decimal_mark (ForeImportOptions *options, GError **error)
{
  if (decimal_mark == NULL)
    return TRUE;
  if (strcmp (decimal_mark, ".") != 0 && strcmp (decimal_mark, ",") != 0) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--decimal-mark needs . or , and not “%s”."), decimal_mark);
    return FALSE;
  }
  options->decimal_mark = decimal_mark[0];

  return TRUE;
}

static gboolean
read_map (ForeImportOptions *options, const char *map, GError **error)
{
  const char *header = strchr (map, '=');

  for (int field = 0; field < FORE_N_FIELDS && header != NULL && header[1] != '\0'; field++) {
    const char *name = fore_field_name (field);

    if (strlen (name) == (gsize) (header - map) && strncmp (map, name, strlen (name)) == 0) {
      g_free (options->header[field]);
      options->header[field] = g_strdup (header + 1);
      return TRUE;
    }
  }
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               _ ("--map needs date, product_id, category or sales, = and a header, not “%s”."),
               map);
  return FALSE;
}

static ForeImportOptions *
read_options (GError **error)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();

  options->is_strict = is_strict;
  if (!read_delimiter (options, error) || !read_decimal_mark (options, error) ||
      !fore_cli_read_text ("--date-format", date_format, error) ||
      !fore_cli_read_texts ("--map", maps, error))
    return NULL;
  if (date_format != NULL && strchr (date_format, '%') == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--date-format needs a format such as %%d.%%m.%%Y, not “%s”."), date_format);
    return NULL;
  }
  options->date_format = g_strdup (date_format);
  for (char **map = maps; map != NULL && *map != NULL; map++)
    if (!read_map (options, *map, error))
      return NULL;

  return g_steal_pointer (&options);
}

static void
complain_of_file (const char *name, const char *problem)
{
  g_autofree char *message = g_strdup_printf ("%s: %s", name, problem);

  fore_cli_complain (message);
}

/* Takes a file in. Returns its batch, or NULL with the status. */
static char *
submit (ForeEngine *engine,
        const ForeCli *cli,
        const char *path,
        const ForeSubmission *submission,
        ForeExit *status)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *original = NULL;
  g_autoptr (GFileInputStream) input = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  char *batch = NULL;

  input = fore_intake_open (file, NULL, &error);
  if (input != NULL) {
    info = g_file_input_stream_query_info (input, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
    batch = fore_engine_submit (engine, G_INPUT_STREAM (input), basename,
                                info != NULL ? g_file_info_get_size (info) : -1, submission,
                                fore_cli_progress (cli), NULL, &original, &error);
  }
  if (batch != NULL)
    return batch;

  if (original != NULL) {
    g_autofree char *problem = g_strdup_printf (_ ("The same file is already here, as batch %s."),
                                                original);

    complain_of_file (name, problem);
    *status = MAX (*status, FORE_EXIT_DUPLICATE);
  } else {
    complain_of_file (name, error->message);
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
      complain_of_file (upload->original_filename, upload->error_log);
    if (upload->status == FORE_UPLOAD_FAILED)
      *status = MAX (*status, status_of_failure (engine, batch));
    else if (upload->status != FORE_UPLOAD_COMPLETED)
      *status = MAX (*status, FORE_EXIT_FAILED); /* the error of the queue says why */
    else if (cli->format == FORE_FORMAT_TABLE && !cli->is_quiet)
      tell_counts (upload);
  }

  return cli->format == FORE_FORMAT_TABLE || fore_cli_write_report (report, error);
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  g_autoptr (ForeImportOptions) options = read_options (error);
  ForeSubmission submission = { .import = options, .hold_forecast = holds_forecast };
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (GError) queue_error = NULL;
  ForeExit status = FORE_EXIT_DONE;

  if (options == NULL)
    return FORE_EXIT_USAGE;
  engine = fore_cli_open (cli, FORE_STORE_READ_WRITE, error);
  if (engine == NULL)
    return FORE_EXIT_FAILED;

  for (char **path = arguments; *path != NULL; path++) {
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

const ForeCommand fore_command_import = {
  .name = "import",
  .arguments = N_ ("FILE…"),
  .summary = N_ ("Import sales files and forecast their categories"),
  .options = command_options,
  .n_arguments = 1,
  .takes_more = TRUE,
  .run = run,
};
