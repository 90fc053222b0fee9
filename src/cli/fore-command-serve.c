/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "fore-cli.h"
#include "fore-server.h"

static char *address;
static char *port;
static char *token_file;

static const GOptionEntry options[] = {
  { "address", 0, 0, G_OPTION_ARG_FILENAME, &address,
    N_ ("IP address to listen on (default: 127.0.0.1, this computer only)"), N_ ("ADDRESS") },
  { "port", 0, 0, G_OPTION_ARG_FILENAME, &port, N_ ("Port to listen on (default: 5000)"),
    N_ ("N") },
  { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &token_file,
    N_ ("File with a bearer token that every request must carry"), N_ ("FILE") },
  FORE_CLI_HOLIDAYS_OPTION,
  { NULL },
};

/* Lines of the log that wait for a reader. */
#define MOST_LINES 1000

static void
write_line (gpointer data, gpointer user_data)
{
  g_autofree char *line = data;
  const char *rest = line;
  gssize n_written;

  while (*rest != '\0' && (n_written = write (STDOUT_FILENO, rest, strlen (rest))) > 0)
    rest += n_written;
}

/* Whoever reads the log may be slow or stop to read at all: answers do not wait for that, and
 * what there is no room for is not logged. */
static void
tell_request (ForeServer *server,
              const char *method,
              const char *path,
              guint status,
              gint64 microseconds,
              GThreadPool *log)
{
  if (g_thread_pool_unprocessed (log) < MOST_LINES)
    g_thread_pool_push (log, g_strdup_printf ("%s %s %u\n", method, path, status), NULL);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* Answers until SIGTERM or SIGINT. */
static void
serve (ForeServer *server, const ForeCli *cli)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GThreadPool *log = g_thread_pool_new_full (write_line, NULL, g_free, 1, FALSE, NULL);
  guint sources[] = { g_unix_signal_add (SIGTERM, quit, loop),
                      g_unix_signal_add (SIGINT, quit, loop) };

  if (!cli->is_quiet) {
    g_print (_ ("Foretell answers at %s\n"), fore_server_get_uri (server));
    g_signal_connect (server, "request", G_CALLBACK (tell_request), log);
  }
  g_main_loop_run (loop);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  g_signal_handlers_disconnect_by_func (server, tell_request, log);
  /* Lines that wait are not thrown away, and not waited for. */
  g_thread_pool_free (log, FALSE, FALSE);
}

/* Threads come and go for as long as it serves, and each would get a heap of its own, up to eight
 * for each processor, which keeps what another could use: twice the memory after a while. */
static void
share_heaps (void)
{
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, (int) g_get_num_processors ());
#endif
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  guint number = 5000;
  g_autofree char *token = NULL;
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (ForeServer) server = NULL;

  if (!fore_cli_read_count ("--port", port, 0, G_MAXUINT16, &number, error) ||
      !fore_cli_read_text ("--address", address, error))
    return FORE_EXIT_USAGE;
  if (token_file != NULL) {
    token = fore_server_read_token (token_file, error);
    if (token == NULL)
      return FORE_EXIT_FAILED;
  }

  share_heaps ();
  engine = fore_cli_open (cli, FORE_STORE_READ_WRITE, error);
  if (engine == NULL)
    return fore_cli_exit_of (*error);
  server = fore_server_new (engine, token);
  if (!fore_server_start (server, address != NULL ? address : "127.0.0.1", (guint16) number, error))
    return FORE_EXIT_FAILED;

  fore_engine_start (engine);
  serve (server, cli);
  fore_server_stop (server);
  fore_engine_close (engine);

  return FORE_EXIT_DONE;
}

const ForeCommand fore_command_serve = {
  .name = "serve",
  .summary = N_ ("Serve the REST API until interrupted"),
  .options = options,
  .run = run,
};
