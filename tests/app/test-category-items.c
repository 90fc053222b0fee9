/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>
#include <math.h>

#include "fore-category-item.h"

static void
update (GListStore *items, const char *const names[])
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; names[i] != NULL; i++) {
    ForeOutlookSummary *summary = g_new0 (ForeOutlookSummary, 1);

    summary->category = (char *) names[i];
    summary->before = NAN;
    g_ptr_array_add (summaries, summary);
  }
  fore_category_items_update (items, summaries);
}

static void
assert_shows (GtkSingleSelection *selection, const char *name)
{
  ForeCategoryItem *item = gtk_single_selection_get_selected_item (selection);

  g_assert_cmpstr (fore_category_item_get_name (item), ==, name);
}

/* Whoever looks at one goes on looking at it while others come and go. */
static void
test_selection (void)
{
  g_autoptr (GListStore) items = g_list_store_new (FORE_TYPE_CATEGORY_ITEM);
  g_autoptr (GtkSingleSelection)
      selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (items)));

  update (items, (const char *[]){ "Beans", "Tea", NULL });
  assert_shows (selection, "Beans");
  gtk_single_selection_set_selected (selection, 1);
  update (items, (const char *[]){ "Beans", "Tea", NULL });
  assert_shows (selection, "Tea");
  update (items, (const char *[]){ "Beans", "Coffee", "Sugar", "Tea", NULL });
  assert_shows (selection, "Tea");
  update (items, (const char *[]){ "Tea", NULL });
  assert_shows (selection, "Tea");
  update (items, (const char *[]){ "Beans", NULL });
  assert_shows (selection, "Beans");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/category-items/selection", test_selection);
  return g_test_run ();
}
