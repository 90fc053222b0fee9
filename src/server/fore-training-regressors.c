/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-training-regressors.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-error.h"

/* One object of a list, for messages. */
typedef struct {
  const char *list;
  guint number; /* from 1 */
  JsonObject *object;
} Item;

static gboolean
refuse (const Item *item, const char *member, const char *expected, GError **error)
{
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: a list of objects, the number of one, a member of it, and what
                * that has to be, such as “a number”. */
               _ ("“%s”, item %u: “%s” has to be %s."), item->list, item->number, member, expected);
  return FALSE;
}

static const char *
get_text (const Item *item, const char *member)
{
  JsonNode *node = json_object_get_member (item->object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
get_number (JsonNode *node, double *value)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *value = json_node_get_double (node);
  return isfinite (*value);
}

static gboolean
read_day (const Item *item, const char *member, ForeDay *day, GError **error)
{
  const char *text = get_text (item, member);

  *day = text != NULL ? fore_day_parse (text, -1) : FORE_DAY_NONE;
  return *day != FORE_DAY_NONE || refuse (item, member, _ ("a date such as 2026-01-31"), error);
}

static gboolean
read_window (const Item *item, const char *member, int least, int most, int *days, GError **error)
{
  JsonNode *node = json_object_get_member (item->object, member);
  double value = 0;
  g_autofree char *expected = NULL;

  *days = 0;
  if (node == NULL)
    return TRUE;
  if (get_number (node, &value) && value >= least && value <= most && value == floor (value)) {
    *days = (int) value;
    return TRUE;
  }
  /* Translators: what a member of a JSON object has to be. */
  expected = g_strdup_printf (_ ("a whole number from %d to %d"), least, most);
  return refuse (item, member, expected, error);
}

/* The next object of a list, with no member that is not among @members, %NULL for any. */
static gboolean
begin_item (Item *item, JsonArray *array, const char *const *members, GError **error)
{
  JsonNode *node = json_array_get_element (array, item->number++);
  JsonObjectIter iter;
  const char *name;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a member of a JSON object. */
                 _ ("“%s” has to be a list of objects."), item->list);
    return FALSE;
  }
  item->object = json_node_get_object (node);
  json_object_iter_init (&iter, item->object);
  while (members != NULL && json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (members, name)) {
      g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                   /* Translators: the name of a member of a JSON object. */
                   _ ("Training knows no “%s”."), name);
      return FALSE;
    }
  return TRUE;
}

static JsonArray *
get_list (JsonNode *node, const char *name, GError **error)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a member of a JSON object. */
               _ ("“%s” has to be a list of objects."), name);
  return NULL;
}

/*
 * fore_training_read_holidays:
 * @node: objects with `ds`, `holiday` and maybe `lower_window` and `upper_window`
 * @regressors: (inout): what is known so far
 * @error: %FORE_ERROR_INVALID_ARGUMENT, which names item, member and what it has to be
 */
gboolean
fore_training_read_holidays (JsonNode *node, ForeRegressors *regressors, GError **error)
{
  static const char *const members[] = { "ds", "holiday", "lower_window", "upper_window", NULL };
  Item item = { .list = "holidays" };
  JsonArray *array = get_list (node, item.list, error);

  if (array == NULL)
    return FALSE;
  while (item.number < json_array_get_length (array)) {
    int lower, upper;
    ForeDay day;
    const char *name;

    if (!begin_item (&item, array, members, error) || !read_day (&item, "ds", &day, error) ||
        !read_window (&item, "lower_window", -FORE_HOLIDAY_WINDOW, 0, &lower, error) ||
        !read_window (&item, "upper_window", 0, FORE_HOLIDAY_WINDOW, &upper, error))
      return FALSE;
    name = get_text (&item, "holiday");
    if (name == NULL || *name == '\0')
      return refuse (&item, "holiday", _ ("a text"), error);
    fore_regressors_add_holiday (regressors, day, name, lower, upper);
  }
  return TRUE;
}

/* The values of one day, in the order of the first one's members. */
static gboolean
read_values (const Item *item, GPtrArray *names, GArray *values, GError **error)
{
  if (json_object_get_size (item->object) != names->len + 1) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: a list of objects, and the number of one. */
                 _ ("“%s”, item %u has not the same members as the first one."), item->list,
                 item->number);
    return FALSE;
  }
  for (guint i = 0; i < names->len; i++) {
    JsonNode *node = json_object_get_member (item->object, names->pdata[i]);
    double value;

    if (node == NULL || !get_number (node, &value))
      return refuse (item, names->pdata[i], _ ("a number"), error);
    g_array_append_val (values, value);
  }
  return TRUE;
}

static void
take_names (const Item *item, GPtrArray *names)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, item->object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_str_equal (name, "date"))
      g_ptr_array_add (names, (gpointer) name);
}

/*
 * fore_training_read_regressors:
 * @node: objects with `date` and numbers, the same ones in each, by rising date
 * @regressors: (inout): what is known so far
 * @error: %FORE_ERROR_INVALID_ARGUMENT, which names item, member and what it has to be
 */
gboolean
fore_training_read_regressors (JsonNode *node, ForeRegressors *regressors, GError **error)
{
  Item item = { .list = "regressors" };
  JsonArray *array = get_list (node, item.list, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (ForeDay));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  ForeDay before = FORE_DAY_NONE;

  if (array == NULL)
    return FALSE;
  while (item.number < json_array_get_length (array)) {
    ForeDay day;

    if (!begin_item (&item, array, NULL, error) || !read_day (&item, "date", &day, error))
      return FALSE;
    if (before != FORE_DAY_NONE && day <= before)
      return refuse (&item, "date", _ ("later than that of the item before"), error);
    if (item.number == 1)
      take_names (&item, names);
    if (!read_values (&item, names, values, error))
      return FALSE;
    g_array_append_val (days, day);
    before = day;
  }
  g_ptr_array_add (names, NULL);
  fore_regressors_set_values (regressors, (const char *const *) names->pdata, days->len,
                              (const ForeDay *) days->data, (const double *) values->data);
  return TRUE;
}
