/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-request-log.h"
#include "fore-server-group.h"

#define TOKEN_KEY "server-token"

/* How long a toast stays that one may want to answer. */
#define SECONDS_TO_ANSWER 15

/* What is shown in place of a token. */
#define DOTS "••••••••••••"

struct _ForeServerGroup {
  AdwPreferencesGroup parent_instance;

  GSettings *settings;     /* (owned) */
  ForeLocalServer *server; /* (owned) */
  char *former_token;      /* (owned) (nullable): the one before the last renewal */

  GtkWidget *server_switch;
  GtkWidget *background_switch;
  GtkSpinButton *port_spin;
  AdwActionRow *address_row;
  GtkWidget *copy_button;
  GtkSwitch *token_switch;
  AdwActionRow *token_row;
  GtkToggleButton *reveal_button;
};

G_DEFINE_FINAL_TYPE (ForeServerGroup, fore_server_group, ADW_TYPE_PREFERENCES_GROUP)

static void
copy (ForeServerGroup *group, const char *text, const char *what)
{
  GtkWidget *widget = GTK_WIDGET (group);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (gtk_widget_get_root (widget)),
                                    adw_toast_new (what));
}

/* --- The address --- */

static void
update_address (ForeServerGroup *group)
{
  g_autofree char *address = NULL;
  g_autofree char *problem = NULL;

  g_object_get (group->server, "address", &address, "problem", &problem, NULL);
  adw_action_row_set_subtitle (group->address_row, address != NULL   ? address
                                                   : problem != NULL ? problem
                                                                     : _ ("Switched off"));
  gtk_widget_set_sensitive (group->copy_button, address != NULL);
}

static void
on_copy_address (ForeServerGroup *group)
{
  g_autofree char *address = NULL;

  g_object_get (group->server, "address", &address, NULL);
  if (address != NULL)
    copy (group, address, _ ("Address copied"));
}

/* --- The token --- */

static void
update_token (ForeServerGroup *group)
{
  g_autofree char *token = g_settings_get_string (group->settings, TOKEN_KEY);
  gboolean is_asked = *token != '\0';
  gboolean is_shown = gtk_toggle_button_get_active (group->reveal_button);

  gtk_switch_set_active (group->token_switch, is_asked);
  gtk_widget_set_visible (GTK_WIDGET (group->token_row), is_asked);
  adw_action_row_set_subtitle (group->token_row, is_shown ? token : DOTS);
  gtk_button_set_icon_name (GTK_BUTTON (group->reveal_button),
                            is_shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

static void
set_new_token (ForeServerGroup *group)
{
  g_autofree char *token = fore_local_server_make_token ();

  g_settings_set_string (group->settings, TOKEN_KEY, token);
}

static void
on_token_switched (ForeServerGroup *group)
{
  g_autofree char *token = g_settings_get_string (group->settings, TOKEN_KEY);

  if (gtk_switch_get_active (group->token_switch) == (*token != '\0'))
    return;
  if (*token != '\0')
    g_settings_set_string (group->settings, TOKEN_KEY, "");
  else
    set_new_token (group);
}

static void
on_copy_token (ForeServerGroup *group)
{
  g_autofree char *token = g_settings_get_string (group->settings, TOKEN_KEY);

  copy (group, token, _ ("Token copied"));
}

static void
take_renewal_back (ForeServerGroup *group)
{
  if (group->former_token != NULL)
    g_settings_set_string (group->settings, TOKEN_KEY, group->former_token);
}

static void
on_renew (ForeServerGroup *group)
{
  AdwToast *toast = adw_toast_new (_ ("Programs with the former token are refused"));

  g_free (group->former_token);
  group->former_token = g_settings_get_string (group->settings, TOKEN_KEY);
  set_new_token (group);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, SECONDS_TO_ANSWER);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (take_renewal_back), group,
                           G_CONNECT_SWAPPED);
  adw_preferences_window_add_toast (
      ADW_PREFERENCES_WINDOW (gtk_widget_get_root (GTK_WIDGET (group))), toast);
}

/* --- The log --- */

static void
on_show_log (ForeServerGroup *group)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (group)));
  GListStore *requests = fore_local_server_get_requests (group->server);

  gtk_window_present (GTK_WINDOW (fore_request_log_new (parent, requests)));
}

/* --- The widget --- */

static void
fore_server_group_dispose (GObject *object)
{
  ForeServerGroup *group = FORE_SERVER_GROUP (object);

  g_clear_object (&group->settings);
  g_clear_object (&group->server);
  g_clear_pointer (&group->former_token, g_free);
  G_OBJECT_CLASS (fore_server_group_parent_class)->dispose (object);
}

static void
fore_server_group_class_init (ForeServerGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_server_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-server-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, server_switch);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, background_switch);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, port_spin);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, address_row);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, token_switch);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, token_row);
  gtk_widget_class_bind_template_child (widget_class, ForeServerGroup, reveal_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_address);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_token);
  gtk_widget_class_bind_template_callback (widget_class, on_renew);
  gtk_widget_class_bind_template_callback (widget_class, on_show_log);
}

static void
fore_server_group_init (ForeServerGroup *group)
{
  gtk_widget_init_template (GTK_WIDGET (group));
}

/**
 * fore_server_group_new:
 * @settings: what is set
 * @server: what follows it
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
fore_server_group_new (GSettings *settings, ForeLocalServer *server)
{
  ForeServerGroup *group = g_object_new (FORE_TYPE_SERVER_GROUP, NULL);

  group->settings = g_object_ref (settings);
  group->server = g_object_ref (server);
  g_settings_bind (settings, "server-enabled", group->server_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "server-in-background", group->background_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_object_bind_property (group->server_switch, "active", group->background_switch, "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_settings_bind (settings, "server-port", group->port_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::" TOKEN_KEY, G_CALLBACK (update_token), group,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (group->reveal_button, "toggled", G_CALLBACK (update_token), group,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (server, "notify", G_CALLBACK (update_address), group, G_CONNECT_SWAPPED);
  update_address (group);
  update_token (group);
  g_signal_connect_object (group->token_switch, "notify::active", G_CALLBACK (on_token_switched),
                           group, G_CONNECT_SWAPPED);
  return GTK_WIDGET (group);
}
