/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A real server with small limits, in this process, and clients that test its patience. */
#include "fore-server-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

#include "fore-error.h"

#define HEAD "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"

typedef struct {
  char *folder;
  ForeEngine *engine;
  ForeServer *server;
  guint16 port;
  int is_done; /* atomic: whether the clients of another thread are */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  fixture->folder = g_dir_make_tmp ("foretell-connections-XXXXXX", NULL);
  fixture->engine = fore_engine_open (fixture->folder, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  fixture->server = fore_server_new (fixture->engine, NULL);
  fore_server_get_limits (fixture->server)->n_connections = 4;
  fore_server_get_limits (fixture->server)->patience = GPOINTER_TO_UINT (data);
  fore_server_get_limits (fixture->server)->n_uploads = 1;
  fore_server_get_limits (fixture->server)->body = 4096;
  g_assert_true (fore_server_start (fixture->server, NULL, 0, &error));
  g_assert_no_error (error);
  uri = g_uri_parse (fore_server_get_uri (fixture->server), G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  fixture->port = (guint16) g_uri_get_port (uri);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      g_remove (child);
  }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fore_server_stop (fixture->server);
  g_object_unref (fixture->server);
  fore_engine_close (fixture->engine);
  g_object_unref (fixture->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static GSocketConnection *
call (Fixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_connect_to_host_async (client, "127.0.0.1", fixture->port, NULL, on_done,
                                         &result);
  connection = g_socket_client_connect_to_host_finish (client, wait (&result), &error);
  g_assert_no_error (error);
  return connection;
}

static void
say (GSocketConnection *connection, const char *text)
{
  gsize n;

  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                                 strlen (text), &n, NULL, NULL));
}

/* What comes next, "" for the end. */
static char *
hear (GSocketConnection *connection)
{
  g_autoptr (GAsyncResult) result = NULL;
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char *buffer = g_malloc0 (4096);

  g_input_stream_read_async (stream, buffer, 4095, G_PRIORITY_DEFAULT, NULL, on_done, &result);
  g_input_stream_read_finish (stream, wait (&result), NULL);
  return buffer;
}

static void
assert_hears (GSocketConnection *connection, const char *start)
{
  g_autofree char *text = hear (connection);

  if (*start == '\0')
    g_assert_cmpstr (text, ==, "");
  else if (!g_str_has_prefix (text, start))
    g_assert_cmpstr (text, ==, start);
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) silent = call (fixture);
  g_autoptr (GSocketConnection) slow = call (fixture);
  g_autoptr (GSocketConnection) served = call (fixture);

  say (slow, "GET /health HTTP/1.1\r\nHost: loc");
  say (served, HEAD);
  assert_hears (served, "HTTP/1.1 200 ");
  assert_hears (silent, "");
  assert_hears (slow, "");
  assert_hears (served, "");
}

static void
test_slow_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) slow = call (fixture);
  g_autoptr (GSocketConnection) other = NULL;

  say (slow, "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
             "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n");
  assert_hears (slow, "");
  /* Its place among the uploads is free again. */
  while (fixture->server->n_uploads > 0)
    g_main_context_iteration (NULL, TRUE);
  other = call (fixture);
  say (other, "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
              "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x--");
  assert_hears (other, "HTTP/1.1 400 ");
}

static void
test_number (Fixture *fixture, gconstpointer data)
{
  GSocketConnection *connections[8];

  for (gsize i = 0; i < G_N_ELEMENTS (connections); i++) {
    connections[i] = call (fixture);
    say (connections[i], HEAD);
    assert_hears (connections[i], "HTTP/1.1 200 ");
  }
  /* The first ones had to go for the last ones. */
  for (gsize i = 0; i < 4; i++)
    assert_hears (connections[i], "");
  for (gsize i = 4; i < 8; i++) {
    say (connections[i], HEAD);
    assert_hears (connections[i], "HTTP/1.1 200 ");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (connections); i++)
    g_object_unref (connections[i]);
}

/* Whoever goes after an answer leaves nothing behind, and gets what was asked for before. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 3; i++) {
    g_autoptr (GSocketConnection) connection = call (fixture);

    for (int n = 0; n <= i; n++) {
      say (connection, HEAD);
      assert_hears (connection, "HTTP/1.1 200 ");
    }
    if (i == 1) {
      say (connection, HEAD);
      g_assert_true (
          g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL));
      assert_hears (connection, "HTTP/1.1 200 ");
      assert_hears (connection, "");
    }
    g_assert_true (g_io_stream_close (G_IO_STREAM (connection), NULL, NULL));
    while (fore_connections_count (fixture->server->connections) > 0)
      g_main_context_iteration (NULL, TRUE);
  }
}

/* Lets a client go without a word when it goes. */
static void
be_rude (GSocketConnection *connection)
{
  const struct linger at_once = { .l_onoff = 1 };

  g_assert_cmpint (setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)),
                               SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once),
                   ==, 0);
}

/* Whoever is gone before being let in is nobody's worry, and no reason for a warning. */
static void
test_gone_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) other = NULL;

  for (int i = 0; i < 3; i++) {
    g_autoptr (GSocketConnection)
        rude = g_socket_client_connect_to_host (client, "127.0.0.1", fixture->port, NULL, NULL);

    g_assert_nonnull (rude);
    say (rude, HEAD);
    be_rude (rude);
  }
  other = call (fixture);
  say (other, HEAD);
  assert_hears (other, "HTTP/1.1 200 ");
  while (fore_connections_count (fixture->server->connections) > 1)
    g_main_context_iteration (NULL, TRUE);
}

/* A client that asks something, begins to ask something else, and goes, and another one. */
static gpointer
go_often (gpointer data)
{
  for (int i = 0; i < 500; i++) {
    g_autoptr (GSocketClient) client = g_socket_client_new ();
    g_autoptr (GSocketConnection) connection = NULL;
    char answer[4096];

    connection = g_socket_client_connect_to_host (client, "127.0.0.1", ((Fixture *) data)->port,
                                                  NULL, NULL);
    g_assert_nonnull (connection);
    say (connection, HEAD);
    g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                          answer, sizeof answer, NULL, NULL),
                     >, 0);
    say (connection, "GET /hea");
    if (i % 2 == 0)
      be_rude (connection);
  }
  g_atomic_int_set (&((Fixture *) data)->is_done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
test_half (Fixture *fixture, gconstpointer data)
{
  GThread *clients = g_thread_new ("clients", go_often, fixture);

  while (!g_atomic_int_get (&fixture->is_done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (clients);
  while (fore_connections_count (fixture->server->connections) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_uploads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) first = call (fixture);
  g_autoptr (GSocketConnection) second = call (fixture);
  g_autoptr (GSocketConnection) large = call (fixture);
  const char *head = "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
                     "Content-Type: multipart/form-data; boundary=x\r\n\r\n";

  say (first, head);
  while (fixture->server->n_uploads == 0)
    g_main_context_iteration (NULL, TRUE);
  say (second, head);
  say (second, "----------------------------------------------------------------------------------"
               "------------------");
  assert_hears (second, "HTTP/1.1 503 ");
  say (large, "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
              "Content-Type: multipart/form-data; boundary=x\r\n\r\n");
  assert_hears (large, "HTTP/1.1 413 ");
}

/* Stopping while somebody uploads and somebody listens to events leaves nothing behind. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) upload = call (fixture);
  g_autoptr (GSocketConnection) events = call (fixture);

  say (upload, "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
               "Content-Type: multipart/form-data; boundary=x\r\n\r\n");
  say (events, "GET /api/v1/jobs/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  assert_hears (events, "HTTP/1.1 200 ");
  while (fixture->server->n_uploads == 0)
    g_main_context_iteration (NULL, TRUE);
  fore_server_stop (fixture->server);
  assert_hears (upload, "");
}

static void
test_address (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeServer) server = fore_server_new (fixture->engine, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (fore_server_start (server, "0.0.0.0", 0, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (fore_server_start (server, "nowhere", 0, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (fore_server_start (server, "127.0.0.1", fixture->port, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_BUSY);
}

int
main (int argc, char *argv[])
{
  /* Long enough not to be met, and short enough to be waited for. */
  gpointer long_patience = GUINT_TO_POINTER (600 * 1000), short_patience = GUINT_TO_POINTER (200);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/connections/idle", Fixture, short_patience, set_up, test_idle, tear_down);
  g_test_add ("/connections/slow-body", Fixture, short_patience, set_up, test_slow_body, tear_down);
  g_test_add ("/connections/number", Fixture, long_patience, set_up, test_number, tear_down);
  g_test_add ("/connections/gone", Fixture, long_patience, set_up, test_gone, tear_down);
  g_test_add ("/connections/gone-before", Fixture, long_patience, set_up, test_gone_before,
              tear_down);
  g_test_add ("/connections/half", Fixture, short_patience, set_up, test_half, tear_down);
  g_test_add ("/connections/uploads", Fixture, long_patience, set_up, test_uploads, tear_down);
  g_test_add ("/connections/stop", Fixture, long_patience, set_up, test_stop, tear_down);
  g_test_add ("/connections/address", Fixture, long_patience, set_up, test_address, tear_down);
  return g_test_run ();
}
