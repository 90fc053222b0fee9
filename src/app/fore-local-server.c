/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-local-server.h"
#include "fore-server.h"

/* Only programs on this computer are answered. */
#define LOOPBACK "127.0.0.1"

struct _ForeLocalServer {
  GObject parent_instance;

  GSettings *settings; /* (owned) */
  ForeEngine *engine;  /* (owned) (nullable): until it has been opened, and after its end */
  ForeServer *server;  /* (owned) (nullable): while it is on */
  char *problem;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ForeLocalServer, fore_local_server, G_TYPE_OBJECT)

typedef enum {
  PROP_ADDRESS = 1,
  PROP_PROBLEM,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

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
  g_autoptr (GError) error = NULL;

  stop (server);
  g_clear_pointer (&server->problem, g_free);
  if (server->engine != NULL && g_settings_get_boolean (server->settings, "server-enabled")) {
    server->server = fore_server_new (server->engine, NULL);
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
  g_signal_connect_object (settings, "changed::server-enabled", G_CALLBACK (apply), server,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::server-port", G_CALLBACK (apply), server,
                           G_CONNECT_SWAPPED);
  return server;
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
