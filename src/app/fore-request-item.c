/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-request-item.h"

struct _ForeRequestItem {
  GObject parent_instance;

  char *request; /* (owned) */
  char *details; /* (owned) */
  const char *icon_name;
};

G_DEFINE_FINAL_TYPE (ForeRequestItem, fore_request_item, G_TYPE_OBJECT)

typedef enum {
  PROP_REQUEST = 1,
  PROP_DETAILS,
  PROP_ICON_NAME,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

static void
fore_request_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ForeRequestItem *item = FORE_REQUEST_ITEM (object);

  switch ((Property) id) {
  case PROP_REQUEST: g_value_set_string (value, item->request); break;
  case PROP_DETAILS: g_value_set_string (value, item->details); break;
  case PROP_ICON_NAME: g_value_set_string (value, item->icon_name); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_request_item_finalize (GObject *object)
{
  ForeRequestItem *item = FORE_REQUEST_ITEM (object);

  g_free (item->request);
  g_free (item->details);
  G_OBJECT_CLASS (fore_request_item_parent_class)->finalize (object);
}

static void
fore_request_item_class_init (ForeRequestItemClass *klass)
{
  static const char *const names[] = { NULL, "request", "details", "icon-name" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_request_item_get_property;
  object_class->finalize = fore_request_item_finalize;
  for (guint i = 1; i < N_PROPERTIES; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
fore_request_item_init (ForeRequestItem *item)
{
}

/**
 * fore_request_item_new:
 * @method: of the request
 * @path: what it asked for
 * @status: of the answer
 * @microseconds: that it took
 *
 * Returns: (transfer full): an item of a request that has just been answered
 */
ForeRequestItem *
fore_request_item_new (const char *method, const char *path, guint status, gint64 microseconds)
{
  ForeRequestItem *item = g_object_new (FORE_TYPE_REQUEST_ITEM, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%X");
  double milliseconds = (double) microseconds / 1000;

  item->request = g_strdup_printf ("%s %s", method, path);
  item->icon_name = status < 400 ? "emblem-ok-symbolic" : "dialog-warning-symbolic";
  /* Translators: when a request came, the status of its answer in HTTP, and milliseconds */
  item->details = g_strdup_printf (_ ("%s · %u · %.1f ms"), time, status, milliseconds);
  return item;
}
