/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "fore-cursor.h"
#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeParameters:
 *
 * The query of a request for rows. An empty parameter is an absent one; @limit is -1 without
 * one, or that of a page.
 */
typedef struct {
  char *category;
  char *model_type;
  char *product;
  char *batch;
  ForeCursor *cursor;
  ForeDay start_date;
  ForeDay end_date;
  gint64 limit;
} ForeParameters;

ForeParameters *fore_parameters_parse (GHashTable *query, GError **error);
ForeParameters *fore_parameters_parse_page (GHashTable *query, GError **error);
gboolean
fore_parameters_parse_text (GHashTable *query, const char *name, char **text, GError **error);
gboolean
fore_parameters_parse_day (GHashTable *query, const char *name, ForeDay *day, GError **error);
gboolean fore_parameters_parse_count (GHashTable *query,
                                      const char *name,
                                      guint least,
                                      guint most,
                                      guint *count,
                                      GError **error);
gboolean fore_parameters_require (const char *name, const char *value, GError **error);
void fore_parameters_free (ForeParameters *parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeParameters, fore_parameters_free)

G_END_DECLS
