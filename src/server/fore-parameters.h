/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeParameters:
 *
 * The query of a request on invoices or forecasts. An empty parameter is an absent one;
 * @limit is -1 without one.
 */
typedef struct {
  char *category;
  char *model_type;
  ForeDay start_date;
  ForeDay end_date;
  gint64 limit;
} ForeParameters;

ForeParameters *fore_parameters_parse (GHashTable *query, GError **error);
void fore_parameters_free (ForeParameters *parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeParameters, fore_parameters_free)

G_END_DECLS
