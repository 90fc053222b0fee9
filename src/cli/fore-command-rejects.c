/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static char *output;

static const GOptionEntry options[] = {
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("File to write (default: standard output)"),
    N_ ("FILE") },
  { NULL },
};

static gboolean
write_text (const char *text, gsize length, gpointer data, GError **error)
{
  return fore_cli_write (g_bytes_new (text, length), error);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
save (ForeEngine *engine, const char *batch, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autoptr (GAsyncResult) result = NULL;

  fore_engine_save_rejects_async (engine, batch, file, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return fore_engine_save_rejects_finish (engine, result, error);
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  const char *batch = arguments[0];
  g_autoptr (ForeEngine) engine = NULL;
  gboolean is_written;

  if (!fore_cli_read_text ("BATCH", batch, error))
    return FORE_EXIT_USAGE;
  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine == NULL)
    return FORE_EXIT_FAILED;
  is_written = output != NULL
                   ? save (engine, batch, error)
                   : fore_engine_write_rejects (engine, batch, write_text, NULL, NULL, NULL, error);

  return is_written ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

const ForeCommand fore_command_rejects = {
  .name = "rejects",
  .arguments = N_ ("BATCH"),
  .summary = N_ ("Write the rows of an upload that were set aside as CSV"),
  .options = options,
  .n_arguments = 1,
  .run = run,
};
