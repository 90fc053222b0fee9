/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop is asked as the background portal, org.freedesktop.portal.Background, wants it. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-background.h"

#define PORTAL_NAME   "org.freedesktop.portal.Desktop"
#define PORTAL_PATH   "/org/freedesktop/portal/desktop"
#define REQUEST_TOKEN "foretell_background"

struct _ForeBackground {
  GObject parent_instance;

  GApplication *application; /* (unowned): outlives it */
  GSettings *settings;       /* (owned) */
  gboolean is_held;          /* whether it keeps the program running */
  guint subscription;        /* to the answer of the desktop, or 0 */
};

G_DEFINE_FINAL_TYPE (ForeBackground, fore_background, G_TYPE_OBJECT)

static void
stop_listening (ForeBackground *background)
{
  GDBusConnection *bus = g_application_get_dbus_connection (background->application);

  if (background->subscription != 0)
    g_dbus_connection_signal_unsubscribe (bus, background->subscription);
  background->subscription = 0;
}

static void
on_response (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  ForeBackground *background = FORE_BACKGROUND (data);
  g_autoptr (GVariant) results = NULL;
  gboolean is_allowed = FALSE;
  guint32 response;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &is_allowed);
  stop_listening (background);
  if (!is_allowed)
    g_settings_set_boolean (background->settings, "server-in-background", FALSE);
}

/* Where there is no portal nobody ends programs without a window. */
static void
on_requested (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeBackground) background = FORE_BACKGROUND (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
      handle = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (handle == NULL) {
    g_debug ("Nobody to ask for running in the background: %s", error->message);
    stop_listening (background);
  }
}

/* The path of the answer, known before the question is put, so that it cannot be missed. */
static char *
get_request_path (GDBusConnection *bus)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + strlen (":"));

  return g_strdup_printf (PORTAL_PATH "/request/%s/" REQUEST_TOKEN,
                          g_strdelimit (sender, ".", '_'));
}

static void
ask_desktop (ForeBackground *background)
{
  GDBusConnection *bus = g_application_get_dbus_connection (background->application);
  g_autofree char *path = NULL;
  GVariantBuilder options;

  if (bus == NULL || background->subscription != 0)
    return;
  path = get_request_path (bus);
  background->subscription = g_dbus_connection_signal_subscribe (
      bus, PORTAL_NAME, "org.freedesktop.portal.Request", "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_response, background, NULL);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (REQUEST_TOKEN));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("Answer other programs on this computer")));
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.portal.Background",
                          "RequestBackground", g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_requested,
                          g_object_ref (background));
}

static void
hold (ForeBackground *background, gboolean is_wanted)
{
  if (is_wanted == background->is_held)
    return;
  background->is_held = is_wanted;
  if (is_wanted)
    g_application_hold (background->application);
  else
    g_application_release (background->application);
}

static void
apply (ForeBackground *background)
{
  gboolean is_wanted = g_settings_get_boolean (background->settings, "server-enabled") &&
                       g_settings_get_boolean (background->settings, "server-in-background");

  if (is_wanted && !background->is_held)
    ask_desktop (background);
  hold (background, is_wanted);
}

static void
fore_background_dispose (GObject *object)
{
  ForeBackground *background = FORE_BACKGROUND (object);

  stop_listening (background);
  fore_background_end (background);
  g_clear_object (&background->settings);
  G_OBJECT_CLASS (fore_background_parent_class)->dispose (object);
}

static void
fore_background_class_init (ForeBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fore_background_dispose;
}

static void
fore_background_init (ForeBackground *background)
{
}

/**
 * fore_background_new:
 * @application: the program
 * @settings: its settings
 *
 * Returns: (transfer full): what keeps the program running as the settings want it
 */
ForeBackground *
fore_background_new (GApplication *application, GSettings *settings)
{
  ForeBackground *background = g_object_new (FORE_TYPE_BACKGROUND, NULL);

  background->application = application;
  background->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::server-enabled", G_CALLBACK (apply), background,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::server-in-background", G_CALLBACK (apply),
                           background, G_CONNECT_SWAPPED);
  apply (background);
  return background;
}

/**
 * fore_background_end:
 * @background: it
 *
 * Lets the program end with its last window after all: the person wants to quit.
 */
void
fore_background_end (ForeBackground *background)
{
  if (background->settings != NULL)
    g_signal_handlers_disconnect_by_func (background->settings, apply, background);
  hold (background, FALSE);
}
