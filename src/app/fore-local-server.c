/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <errno.h>
#include <sys/random.h>

#include "fore-local-server.h"
#include "fore-request-item.h"
#include "fore-server.h"

/* Only programs on this computer are answered. */
#define LOOPBACK "127.0.0.1"

/* How many requests are remembered, and how often new ones are shown. */
#define MOST_REQUESTS        200
#define MILLISECONDS_TO_SHOW 100

/* What nobody guesses. */
#define TOKEN_BYTES 16

struct _ForeLocalServer {
  GObject parent_instance;

  GSettings *settings;  /* (owned) */
  ForeEngine *engine;   /* (owned) (nullable): until it has been opened, and after its end */
  ForeServer *server;   /* (owned) (nullable): while it is on */
  char *problem;        /* (owned) (nullable) */
  GListStore *requests; /* (owned) (element-type ForeRequestItem): newest first */
  GPtrArray *unshown;   /* (owned) (element-type ForeRequestItem): newest last */
  guint show_source;    /* shows them, or 0 */
};

G_DEFINE_FINAL_TYPE (ForeLocalServer, fore_local_server, G_TYPE_OBJECT)

typedef enum {
  PROP_ADDRESS = 1,
  PROP_PROBLEM,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

/* --- What it is asked --- */

/* Many requests at once change the list once: who waits for answers does not wait for it. */
static gboolean
show_requests (gpointer data)
{
  ForeLocalServer *server = FORE_LOCAL_SERVER (data);
  GListModel *requests = G_LIST_MODEL (server->requests);
  guint n_new = server->unshown->len;
  guint n_kept = MIN (g_list_model_get_n_items (requests), MOST_REQUESTS - n_new);

  server->show_source = 0;
  for (guint i = 0; i < n_new / 2; i++) {
    gpointer other = server->unshown->pdata[i];

    server->unshown->pdata[i] = server->unshown->pdata[n_new - 1 - i];
    server->unshown->pdata[n_new - 1 - i] = other;
  }
  g_list_store_splice (server->requests, n_kept, g_list_model_get_n_items (requests) - n_kept, NULL,
                       0);
  g_list_store_splice (server->requests, 0, 0, server->unshown->pdata, n_new);
  g_ptr_array_set_size (server->unshown, 0);
  return G_SOURCE_REMOVE;
}

static void
on_request (ForeLocalServer *server,
            const char *method,
            const char *path,
            guint status,
            gint64 microseconds)
{
  if (server->unshown->len == MOST_REQUESTS)
    g_ptr_array_remove_index (server->unshown, 0);
  g_ptr_array_add (server->unshown, fore_request_item_new (method, path, status, microseconds));
  if (server->show_source == 0)
    server->show_source = g_timeout_add (MILLISECONDS_TO_SHOW, show_requests, server);
}

/**
 * fore_local_server_get_requests:
 * @server: the server
 *
 * Returns: (transfer none): the last requests that it has answered, as #ForeRequestItem, the
 *   newest first; whoever shows them may clear the list
 */
GListStore *
fore_local_server_get_requests (ForeLocalServer *server)
{
  return server->requests;
}

/* --- Whether it answers --- */

static void
stop (ForeLocalServer *server)
{
  if (server->server != NULL)
    fore_server_stop (server->server);
  g_clear_object (&server->server);
}

static void
apply (ForeLocalServer *server)
{
  guint16 port = (guint16) g_settings_get_uint (server->settings, "server-port");
  g_autofree char *token = g_settings_get_string (server->settings, "server-token");
  g_autoptr (GError) error = NULL;

  stop (server);
  g_clear_pointer (&server->problem, g_free);
  if (server->engine != NULL && g_settings_get_boolean (server->settings, "server-enabled")) {
    server->server = fore_server_new (server->engine, *token != '\0' ? token : NULL);
    g_signal_connect_object (server->server, "request", G_CALLBACK (on_request), server,
                             G_CONNECT_SWAPPED);
    if (!fore_server_start (server->server, LOOPBACK, port, &error)) {
      server->problem = g_strdup (error->message);
      g_clear_object (&server->server);
    }
  }
  g_object_notify_by_pspec (G_OBJECT (server), properties[PROP_ADDRESS]);
  g_object_notify_by_pspec (G_OBJECT (server), properties[PROP_PROBLEM]);
}

static void
fore_local_server_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ForeLocalServer *server = FORE_LOCAL_SERVER (object);

  switch ((Property) id) {
  case PROP_ADDRESS:
    g_value_set_string (value,
                        server->server != NULL ? fore_server_get_uri (server->server) : NULL);
    break;
  case PROP_PROBLEM: g_value_set_string (value, server->problem); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_local_server_dispose (GObject *object)
{
  ForeLocalServer *server = FORE_LOCAL_SERVER (object);

  stop (server);
  g_clear_handle_id (&server->show_source, g_source_remove);
  g_clear_object (&server->requests);
  g_clear_pointer (&server->unshown, g_ptr_array_unref);
  g_clear_object (&server->engine);
  g_clear_object (&server->settings);
  g_clear_pointer (&server->problem, g_free);
  G_OBJECT_CLASS (fore_local_server_parent_class)->dispose (object);
}

static void
fore_local_server_class_init (ForeLocalServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_local_server_get_property;
  object_class->dispose = fore_local_server_dispose;
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
fore_local_server_init (ForeLocalServer *server)
{
  server->requests = g_list_store_new (FORE_TYPE_REQUEST_ITEM);
  server->unshown = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * fore_local_server_new:
 * @settings: the settings to follow
 *
 * Returns: (transfer full): a server that waits for an engine
 */
ForeLocalServer *
fore_local_server_new (GSettings *settings)
{
  ForeLocalServer *server = g_object_new (FORE_TYPE_LOCAL_SERVER, NULL);

  server->settings = g_object_ref (settings);
  for (gsize i = 0; i < 3; i++) {
    static const char *const keys[] = { "changed::server-enabled", "changed::server-port",
                                        "changed::server-token" };

    g_signal_connect_object (settings, keys[i], G_CALLBACK (apply), server, G_CONNECT_SWAPPED);
  }
  return server;
}

/**
 * fore_local_server_make_token:
 *
 * Returns: (transfer full): a token that nobody can guess
 */
char *
fore_local_server_make_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  g_autoptr (GString) token = g_string_new (NULL);

  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_return_val_if_fail (errno == EINTR, NULL);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);
  return g_string_free (g_steal_pointer (&token), FALSE);
}

/**
 * fore_local_server_set_engine:
 * @server: the server
 * @engine: (nullable): what it asks, %NULL to stop it for good
 */
void
fore_local_server_set_engine (ForeLocalServer *server, ForeEngine *engine)
{
  g_set_object (&server->engine, engine);
  apply (server);
}
