/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "store-scenario.h"

/*
 * Store files that a disk, or somebody, has changed: whatever is in them, every verb ends with
 * a result or an error, and never with the program.
 */

#define PAGE 16384

typedef struct {
  guint n_refused; /* verbs that gave an error */
  guint n_done;
} Tally;

static void
note (Tally *tally, gboolean is_done, GError **error)
{
  if (is_done) {
    g_assert_no_error (*error);
    tally->n_done++;
  } else {
    g_assert_nonnull (*error);
    g_assert_cmpuint (strlen ((*error)->message), >, 10);
    tally->n_refused++;
  }
  g_clear_error (error);
}

static void
note_array (Tally *tally, GPtrArray *array, GError **error)
{
  note (tally, array != NULL, error);
  g_clear_pointer (&array, g_ptr_array_unref);
}

static gboolean
look_at_invoice (const ForeInvoice *invoice, gpointer data, GError **error)
{
  *(gsize *) data += strlen (invoice->product) + strlen (invoice->category) +
                     strlen (invoice->batch) + strlen (invoice->file_hash);
  return TRUE;
}

static gboolean
look_at_forecast (const ForeForecastRow *row, gpointer data, GError **error)
{
  *(gsize *) data += strlen (row->category) + strlen (row->model);
  return TRUE;
}

static void
look (ForeStore *store, Tally *tally)
{
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  const ForeForecastFilter all = FORE_FORECAST_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *options = NULL;
  ForeDailySums *sums;
  gsize length = 0;
  ForeCents sum;
  gint64 n;

  note_array (tally, fore_store_list_uploads (store, &error), &error);
  note_array (tally, fore_store_list_categories (store, &error), &error);
  note_array (tally, fore_store_list_open_jobs (store, &error), &error);
  note_array (tally, fore_store_load_forecasts (store, "Beverages", &error), &error);
  note_array (tally, fore_store_load_backtests (store, NULL, &error), &error);
  note_array (tally,
              fore_store_list_versions (store, FORE_DAY_MIN + 730025, "Beverages", "A-1", &error),
              &error);
  for (int i = 0; i < 3; i++) {
    filter.category = i == 1 ? "Beverages" : NULL;
    filter.product = i == 2 ? "A-2" : NULL;
    note (tally,
          fore_store_each_invoice (store, &filter, 0, 400, look_at_invoice, &length, NULL, &error),
          &error);
    note (tally, fore_store_count_invoices (store, &filter, NULL, &n, &sum, &error), &error);
  }
  note (tally, fore_store_each_forecast (store, &all, 100, look_at_forecast, &length, NULL, &error),
        &error);
  note (tally, fore_store_recall_mapping (store, "Datum;Betrag", &options, &error), &error);
  sums = fore_store_load_daily_sums (store, "Beverages", &error);
  note (tally, sums != NULL, &error);
  fore_daily_sums_free (sums);
}

static void
change (ForeStore *store, Tally *tally)
{
  const TestRow rows[] = { { "2000-01-01", "Beverages", "A-1", 5 },
                           { "2000-01-20", "New", "A-1", 6 } };
  g_autoptr (ForeRows) made = make_rows (rows, 2);
  g_autoptr (ForeUpload) upload = make_upload ("damage", 1800000000);
  g_autoptr (ForeUpload) second = make_upload ("second", 1700000000 + 's');
  const ForeUploadCounts read = { .total = 2 };
  g_autofree char *replaced = NULL, *stored = NULL;
  g_autoptr (ForeJobRecord) job = NULL;
  g_autoptr (GError) error = NULL;
  ForeUploadCounts counts;
  gint64 id = 0;

  note (tally, fore_store_register_upload (store, upload, NULL, NULL, NULL, &replaced, &id, &error),
        &error);
  note (tally, fore_store_claim_job (store, FORE_JOB_IMPORT, &job, &error), &error);
  if (job != NULL)
    note (tally, append_rows (store, job->id, made, &read, "o", &counts, &error), &error);
  note (tally, fore_store_undo_upload (store, second->batch, NULL, &stored, &error), &error);
  note (tally, fore_store_remember_mapping (store, "a;b", "c", &error), &error);
}

/* A file that is cut off, or of which some bytes, one page or the order of pages is another. */
static GBytes *
damage (GBytes *whole, GRand *random)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (whole, &size);
  gsize n_pages = size / PAGE;
  guint8 *copy = g_memdup2 (bytes, size);
  guint8 *page = copy + (gsize) g_rand_int_range (random, 0, (gint32) n_pages) * PAGE;

  switch (g_rand_int_range (random, 0, 6)) {
  case 0: return g_bytes_new_take (copy, (gsize) g_rand_int_range (random, 0, (gint32) size));
  case 1:
    for (int i = 0; i < PAGE; i++)
      page[i] = (guint8) g_rand_int (random);
    break;
  case 2: memset (page, 0, PAGE); break;
  case 3:
    memcpy (page, bytes + (gsize) g_rand_int_range (random, 0, (gint32) n_pages) * PAGE, PAGE);
    break;
  case 4: /* the head of a page says where everything in it is */
    for (int i = g_rand_int_range (random, 1, 8); i > 0; i--)
      page[g_rand_int_range (random, 0, 300)] = (guint8) g_rand_int (random);
    break;
  default:
    for (int i = g_rand_int_range (random, 1, 40); i > 0; i--)
      copy[g_rand_int_range (random, 0, (gint32) size)] ^= (guint8) (1 << g_rand_int_range (random,
                                                                                            0, 8));
  }

  return g_bytes_new_take (copy, size);
}

static void
test_damage (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("foretell-damage-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "foretell.db", NULL);
  g_autoptr (ScenarioStates) states = scenario_states_new (path);
  g_autoptr (GRand) random = g_rand_new_with_seed (20260131);
  guint n = 4000 / test_stride (20), n_opened = 0;
  Tally tally = { 0, 0 };

  for (guint i = 0; i < n; i++) {
    g_autoptr (GBytes) file = damage (states->file[scenario_n_steps], random);

    for (int mode = FORE_STORE_READ_WRITE; mode <= FORE_STORE_READ_ONLY; mode++) {
      g_autoptr (ForeStore) store = NULL;

      put_file (path, file);
      store = fore_store_open (path, mode, &error);
      note (&tally, store != NULL, &error);
      if (store == NULL)
        continue;
      n_opened++;
      look (store, &tally);
      if (mode == FORE_STORE_READ_WRITE)
        change (store, &tally);
    }
  }
  g_test_message ("%u files, %u opened, %u verbs done, %u refused", n, n_opened, tally.n_done,
                  tally.n_refused);
  g_assert_cmpuint (n_opened, >, 0);
  g_assert_cmpuint (tally.n_refused, >, 0);
  remove_store_files (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/damage", test_damage);

  return g_test_run ();
}
