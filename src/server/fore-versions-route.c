/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of the invoices: what it is and what it was. */

#include "fore-routes.h"

#include "fore-fresh.h"
#include "fore-negotiation.h"
#include "fore-parameters.h"

typedef struct {
  ForeDay day;
  char *category;
  char *product;
} Key;

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->category);
  g_free (key->product);
  g_free (key);
}

static gboolean
parse_key (GHashTable *query, Key *key, GError **error)
{
  g_autofree char *date = NULL;

  return fore_parameters_parse_text (query, "date", &date, error) &&
         fore_parameters_require ("date", date, error) &&
         fore_parameters_parse_day (query, "date", &key->day, error) &&
         fore_parameters_parse_text (query, "category", &key->category, error) &&
         fore_parameters_require ("category", key->category, error) &&
         fore_parameters_parse_text (query, "product_id", &key->product, error) &&
         fore_parameters_require ("product_id", key->product, error);
}

static ForeReply *
read_versions (ForeRequest *request, gpointer data, GError **error)
{
  const Key *key = data;
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_VERSIONS, request->format);
  g_autoptr (GPtrArray) versions = NULL;

  versions = fore_store_list_versions (fore_engine_get_store (request->server->engine), key->day,
                                       key->category, key->product, error);
  if (versions == NULL)
    return NULL;
  for (guint i = 0; i < versions->len; i++)
    fore_report_add_version (report, g_ptr_array_index (versions, i));

  return fore_reply_new (SOUP_STATUS_OK, fore_negotiation_get_type (request->format),
                         fore_report_end (report));
}

void
fore_route_versions (ForeRequest *request)
{
  Key *key = g_new0 (Key, 1);
  g_autoptr (GError) error = NULL;

  if (parse_key (request->query, key, &error)) {
    fore_work_run_if_changed (request, read_versions, key, key_free);
  } else {
    fore_answer_gerror (request, error);
    key_free (key);
  }
}
