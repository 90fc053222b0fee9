/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-outlook.h"

G_BEGIN_DECLS

/**
 * ForeCategoryItem:
 *
 * A category in a list: properties "name", "total-text", "change-text" and "weeks" (a
 * #GBytes of doubles), told with notify.
 */
#define FORE_TYPE_CATEGORY_ITEM (fore_category_item_get_type ())
G_DECLARE_FINAL_TYPE (ForeCategoryItem, fore_category_item, FORE, CATEGORY_ITEM, GObject)

const char *fore_category_item_get_name (ForeCategoryItem *item);
int fore_category_item_compare_names (ForeCategoryItem *item, ForeCategoryItem *other);
double fore_category_item_get_total (ForeCategoryItem *item);
double fore_category_item_get_change (ForeCategoryItem *item);
void fore_category_items_update (GListStore *items, GPtrArray *summaries);

G_END_DECLS
