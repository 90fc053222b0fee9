/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <string.h>

#include "fore-cli.h"
#include "fore-error.h"

#define PROGRAM "foretell-cli"

static const ForeCommand *const commands[] = {
  &fore_command_import,   &fore_command_history,   &fore_command_invoices, &fore_command_versions,
  &fore_command_forecast, &fore_command_forecasts, &fore_command_summary,  &fore_command_backtest,
  &fore_command_explain,  &fore_command_chart,     &fore_command_undo,     &fore_command_rejects,
#if FORE_WITH_SERVER
  &fore_command_serve,
#endif
};

/* Common options, as they were written before or after the command. */
static char *data_dir;
static char *format;
static char *gaps;
static char *threads;
static gboolean is_quiet;
static gboolean shows_version;

static const GOptionEntry common_options[] = {
  { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_ ("Folder with the data"), N_ ("DIR") },
  { "format", 0, 0, G_OPTION_ARG_FILENAME, &format,
    N_ ("Format of results: table, csv, spreadsheet or json"), N_ ("FORMAT") },
  { "gaps", 0, 0, G_OPTION_ARG_FILENAME, &gaps,
    N_ ("What a day without an invoice means: zero or missing"), N_ ("MEANING") },
  { "threads", 0, 0, G_OPTION_ARG_FILENAME, &threads, N_ ("Number of threads that train models"),
    N_ ("N") },
  { "quiet", 0, 0, G_OPTION_ARG_NONE, &is_quiet, N_ ("Show only results and errors"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &shows_version, N_ ("Show the version and exit"), NULL },
  { NULL },
};

static char **const common_values[] = { &data_dir, &format, &gaps, &threads };

static const ForeCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static GOptionContext *
new_context (const char *parameters, const GOptionEntry *options)
{
  GOptionContext *context = g_option_context_new (parameters);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common_options, GETTEXT_PACKAGE);

  return context;
}

static char *
describe_commands (void)
{
  GString *text = g_string_new (_ ("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-10s  %s", commands[i]->name, _ (commands[i]->summary));
  g_string_append_printf (text, "\n\n%s",
                          _ ("Exit status: 0 done, 1 failed, 2 wrong usage, 3 duplicate file, "
                             "4 rejected file."));
  return g_string_free (text, FALSE);
}

/* Options before the command; argv[1] is the command afterwards. */
static gboolean
parse_before_command (int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = new_context (_ ("COMMAND"), NULL);
  g_autofree char *description = describe_commands ();

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, _ ("Turns sales into forecasts."));
  g_option_context_set_description (context, description);

  return g_option_context_parse (context, argc, argv, error);
}

/* What is given again after the command replaces what stood before it, of which this context
 * does not know. */
static gboolean
parse_after_command (GOptionContext *context, int *argc, char ***argv, GError **error)
{
  char *before[G_N_ELEMENTS (common_values)];
  gboolean is_parsed;

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    before[i] = *common_values[i];
  is_parsed = g_option_context_parse (context, argc, argv, error);
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    if (before[i] != *common_values[i])
      g_free (before[i]);

  return is_parsed;
}

static GStrv
parse_command (const ForeCommand *command, int *argc, char ***argv, GError **error)
{
  g_autofree char *program = g_strdup_printf (PROGRAM " %s", command->name);
  const char *parameters = command->arguments != NULL ? _ (command->arguments) : NULL;
  g_autoptr (GOptionContext) context = new_context (parameters, command->options);
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL },
    { NULL },
  };
  guint n;

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_add_main_entries (context, rest, GETTEXT_PACKAGE);
  if (!parse_after_command (context, argc, argv, error))
    return NULL;

  n = arguments != NULL ? g_strv_length (arguments) : 0;
  if (n < command->n_arguments && !shows_version) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: an option such as --output, or an argument such as FILE. */
                 _ ("%s is missing."), parameters);
    return NULL;
  }
  if (n > command->n_arguments && !command->takes_more) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("“%s” is one argument too many."), arguments[command->n_arguments]);
    return NULL;
  }
  return arguments != NULL ? g_steal_pointer (&arguments) : g_new0 (char *, 1);
}

static gboolean
read_common_options (ForeCli *cli, GError **error)
{
  cli->is_quiet = is_quiet;
  if (data_dir == NULL)
    data_dir = fore_engine_default_data_dir ();
  cli->data_dir = data_dir;
  if (*data_dir == '\0') {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("--data-dir needs a folder."));
    return FALSE;
  }

  return fore_cli_read_format (format, &cli->format, error) &&
         fore_cli_read_gaps (gaps, &cli->gaps, error) &&
         fore_cli_read_count ("--threads", threads, 1, 1024, &cli->n_threads, error);
}

static ForeExit
complain_of_usage (const ForeCommand *command, const GError *error)
{
  fore_cli_complain (error->message);
  if (command != NULL)
    g_printerr (_ ("Run “%s %s --help” to see how it is used.\n"), PROGRAM, command->name);
  else
    g_printerr (_ ("Run “%s --help” to see how it is used.\n"), PROGRAM);
  return FORE_EXIT_USAGE;
}

static ForeExit
run_command (const ForeCommand *command, int argc, char **argv)
{
  ForeCli cli = { .format = FORE_FORMAT_TABLE, .gaps = FORE_GAPS_ZERO };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = parse_command (command, &argc, &argv, &error);
  ForeExit status;

  if (arguments == NULL || !read_common_options (&cli, &error))
    return complain_of_usage (command, error);
  if (shows_version) {
    g_print (PROGRAM " %s\n", FORE_VERSION);
    return FORE_EXIT_DONE;
  }

  status = command->run (&cli, arguments, &error);
  if (error == NULL)
    return status;
  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT))
    return complain_of_usage (command, error);
  fore_cli_complain (error->message);

  return MAX (status, FORE_EXIT_FAILED);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  const ForeCommand *command = NULL;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* what is written is read by programs */
  bindtextdomain (GETTEXT_PACKAGE, FORE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  gsl_set_error_handler_off ();
  g_set_prgname (PROGRAM);

  if (!parse_before_command (&argc, &argv, &error))
    return complain_of_usage (NULL, error);
  if (shows_version) {
    g_print (PROGRAM " %s\n", FORE_VERSION);
    return FORE_EXIT_DONE;
  }

  if (argc > 1)
    command = find_command (argv[1]);
  if (command == NULL) {
    if (argc > 1)
      g_set_error (&error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("There is no command “%s”."),
                   argv[1]);
    else
      g_set_error_literal (&error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                           _ ("A command is missing."));
    return complain_of_usage (NULL, error);
  }
  return run_command (command, argc - 1, argv + 1);
}
