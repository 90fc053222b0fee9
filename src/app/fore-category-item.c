/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <math.h>
#include <string.h>

#include "fore-category-item.h"
#include "fore-forecast-words.h"
#include "fore-format.h"

struct _ForeCategoryItem {
  GObject parent_instance;

  char *name;        /* (owned) */
  char *key;         /* (owned): to sort the names as people do */
  char *error_text;  /* (owned) (nullable): the best model and how far it was off */
  char *total_text;  /* (owned) */
  char *change_text; /* (owned) */
  GBytes *weeks;     /* (owned) (nullable) */
  double total;      /* NaN without a forecast */
  double change;     /* as a share of what was before, NaN when not known */
};

G_DEFINE_FINAL_TYPE (ForeCategoryItem, fore_category_item, G_TYPE_OBJECT)

typedef enum {
  PROP_NAME = 1,
  PROP_TOTAL_TEXT,
  PROP_CHANGE_TEXT,
  PROP_ERROR_TEXT,
  PROP_WEEKS,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

static void
fore_category_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ForeCategoryItem *item = FORE_CATEGORY_ITEM (object);

  switch ((Property) id) {
  case PROP_NAME: g_value_set_string (value, item->name); break;
  case PROP_TOTAL_TEXT: g_value_set_string (value, item->total_text); break;
  case PROP_CHANGE_TEXT: g_value_set_string (value, item->change_text); break;
  case PROP_ERROR_TEXT: g_value_set_string (value, item->error_text); break;
  case PROP_WEEKS: g_value_set_boxed (value, item->weeks); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_category_item_finalize (GObject *object)
{
  ForeCategoryItem *item = FORE_CATEGORY_ITEM (object);

  g_free (item->name);
  g_free (item->key);
  g_free (item->error_text);
  g_free (item->total_text);
  g_free (item->change_text);
  g_clear_pointer (&item->weeks, g_bytes_unref);
  G_OBJECT_CLASS (fore_category_item_parent_class)->finalize (object);
}

static void
fore_category_item_class_init (ForeCategoryItemClass *klass)
{
  static const char *const names[] = {
    [PROP_NAME] = "name",
    [PROP_TOTAL_TEXT] = "total-text",
    [PROP_CHANGE_TEXT] = "change-text",
    [PROP_ERROR_TEXT] = "error-text",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_category_item_get_property;
  object_class->finalize = fore_category_item_finalize;
  for (guint i = PROP_NAME; i < PROP_WEEKS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WEEKS] = g_param_spec_boxed ("weeks", NULL, NULL, G_TYPE_BYTES,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
fore_category_item_init (ForeCategoryItem *item)
{
}

/**
 * fore_category_item_get_name:
 * @item: an item
 *
 * Returns: (transfer none): the name of the category
 */
const char *
fore_category_item_get_name (ForeCategoryItem *item)
{
  return item->name;
}

/**
 * fore_category_item_compare_names:
 * @item: an item
 * @other: another one
 *
 * Returns: which name comes first, as people sort: "Aisle 9" before "Aisle 10"
 */
int
fore_category_item_compare_names (ForeCategoryItem *item, ForeCategoryItem *other)
{
  return strcmp (item->key, other->key);
}

/**
 * fore_category_item_get_total:
 * @item: an item
 *
 * Returns: what will be sold, NaN without a forecast
 */
double
fore_category_item_get_total (ForeCategoryItem *item)
{
  return item->total;
}

/**
 * fore_category_item_get_change:
 * @item: an item
 *
 * Returns: how much more that is than before, as a share; NaN when not known
 */
double
fore_category_item_get_change (ForeCategoryItem *item)
{
  return item->change;
}

/* A total over fewer days than the others says so. */
static char *
describe_best (const ForeOutlookSummary *summary, guint n_days)
{
  g_autofree char *error = summary->best != NULL ? fore_forecast_words_error (summary->best) : NULL;

  if (error == NULL || summary->n_days == n_days)
    return g_steal_pointer (&error);
  return g_strdup_printf (
      /* Translators: a model with its error, and for how many days ahead it was used */
      g_dngettext (GETTEXT_PACKAGE, "%s · %u day", "%s · %u days", summary->n_days), error,
      summary->n_days);
}

static void
fill (ForeCategoryItem *item, const ForeOutlookSummary *summary, guint n_days)
{
  g_free (item->total_text);
  g_free (item->change_text);
  g_free (item->error_text);
  item->error_text = describe_best (summary, n_days);
  item->total_text = summary->n_days > 0 ? fore_format_amount (summary->total) : g_strdup ("–");
  item->change_text = summary->n_days > 0 ? fore_format_change (summary->before, summary->total)
                                          : NULL;
  item->total = summary->n_days > 0 ? summary->total : NAN;
  item->change = item->change_text != NULL ? summary->total / summary->before - 1 : NAN;
  g_clear_pointer (&item->weeks, g_bytes_unref);
  item->weeks = g_bytes_new (summary->week, summary->n_weeks * sizeof *summary->week);
  g_object_notify_by_pspec (G_OBJECT (item), properties[PROP_WEEKS]);
  g_object_notify_by_pspec (G_OBJECT (item), properties[PROP_TOTAL_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (item), properties[PROP_CHANGE_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (item), properties[PROP_ERROR_TEXT]);
}

static gboolean
has_same_names (GListStore *items, GPtrArray *summaries)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (items)) != summaries->len)
    return FALSE;
  for (guint i = 0; i < summaries->len; i++) {
    g_autoptr (ForeCategoryItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);
    const ForeOutlookSummary *summary = summaries->pdata[i];

    if (!g_str_equal (item->name, summary->category))
      return FALSE;
  }
  return TRUE;
}

static ForeCategoryItem *
item_new (const char *name)
{
  ForeCategoryItem *item = g_object_new (FORE_TYPE_CATEGORY_ITEM, NULL);

  item->name = g_strdup (name);
  item->key = g_utf8_collate_key_for_filename (name, -1);
  return item;
}

/* What is there stays, so that the one that somebody looks at stays the one that is looked at. */
static ForeCategoryItem *
find_or_add (GHashTable *by_name, const char *name)
{
  ForeCategoryItem *item = g_hash_table_lookup (by_name, name);

  return item != NULL ? g_object_ref (item) : item_new (name);
}

static GHashTable *
hash_by_name (GListStore *items)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++) {
    ForeCategoryItem *item = g_list_model_get_item (G_LIST_MODEL (items), i);

    g_hash_table_insert (by_name, item->name, item);
  }
  return by_name;
}

/**
 * fore_category_items_update:
 * @items: (element-type ForeCategoryItem): the list as it is shown
 * @summaries: (element-type ForeOutlookSummary): the list as it shall be
 *
 * Brings a list up to date. As long as the categories are the same, only their texts change.
 */
void
fore_category_items_update (GListStore *items, GPtrArray *summaries)
{
  guint n_days = fore_outlook_count_days (summaries, NULL);

  if (!has_same_names (items, summaries)) {
    g_autoptr (GHashTable) by_name = hash_by_name (items);
    g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

    for (guint i = 0; i < summaries->len; i++) {
      ForeOutlookSummary *summary = summaries->pdata[i];

      g_ptr_array_add (added, find_or_add (by_name, summary->category));
    }
    g_list_store_splice (items, 0, g_list_model_get_n_items (G_LIST_MODEL (items)), added->pdata,
                         added->len);
  }
  for (guint i = 0; i < summaries->len; i++) {
    g_autoptr (ForeCategoryItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

    fill (item, summaries->pdata[i], n_days);
  }
}
