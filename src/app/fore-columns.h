/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  FORE_COLUMN_TEXT, /* cut where there is no room */
  FORE_COLUMN_DATE,
  FORE_COLUMN_NUMBER,
} ForeColumnKind;

GtkColumnViewColumn *fore_columns_add (GtkColumnView *view,
                                       const char *title,
                                       GType item_type,
                                       const char *property,
                                       ForeColumnKind kind);
void fore_columns_bind (GtkListItem *list_item,
                        GtkWidget *widget,
                        const char *target,
                        GType item_type,
                        const char *property);

G_END_DECLS
