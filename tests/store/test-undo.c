/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store-fixture.h"

/* Random lives of a store beside a model of it: a row is the list of what uploads made of it,
 * and taking an upload back takes its step out of every list. */

#define N_DAYS 6

static const char *const days[N_DAYS] = { "2025-12-30", "2025-12-31", "2026-01-01",
                                          "2026-01-02", "2026-02-28", "2026-03-01" };
static const char *const categories[] = { "m", "Z", "é", "a" };
static const char *const products[] = { "P10", "P1", "日本", "p", "P2" };

typedef struct {
  char *batch;
  ForeDay last_day;
  gboolean speaks_of[G_N_ELEMENTS (categories)];
} ModelUpload;

typedef struct {
  ModelUpload *upload;
  ForeCents sales;
  gboolean is_imputed;
} Step;

typedef struct {
  GArray *cell[N_DAYS][G_N_ELEMENTS (categories)][G_N_ELEMENTS (products)];
  GPtrArray *uploads;
} Model;

static void
free_upload (gpointer data)
{
  g_free (((ModelUpload *) data)->batch);
  g_free (data);
}

static Model *
model_new (void)
{
  Model *model = g_new0 (Model, 1);

  for (gsize d = 0; d < N_DAYS; d++)
    for (gsize c = 0; c < G_N_ELEMENTS (categories); c++)
      for (gsize p = 0; p < G_N_ELEMENTS (products); p++)
        model->cell[d][c][p] = g_array_new (FALSE, FALSE, sizeof (Step));
  model->uploads = g_ptr_array_new_with_free_func (free_upload);

  return model;
}

static void
model_free (Model *model)
{
  for (gsize d = 0; d < N_DAYS; d++)
    for (gsize c = 0; c < G_N_ELEMENTS (categories); c++)
      for (gsize p = 0; p < G_N_ELEMENTS (products); p++)
        g_array_unref (model->cell[d][c][p]);
  g_ptr_array_unref (model->uploads);
  g_free (model);
}

/* Imports some cells into the store and the model, and compares the counters. */
static void
import_random (Fixture *fixture, Model *model, int i, double missing)
{
  TestRow rows[N_DAYS * G_N_ELEMENTS (categories) * G_N_ELEMENTS (products)];
  g_autofree char *name = g_strdup_printf ("file%d", i);
  ModelUpload *upload = g_new0 (ModelUpload, 1);
  double density = g_test_rand_double_range (0.05, 0.7);
  ForeUploadCounts want = { 0 }, got;
  gsize n = 0;

  for (gsize d = 0; d < N_DAYS; d++)
    for (gsize c = 0; c < G_N_ELEMENTS (categories); c++)
      for (gsize p = 0; p < G_N_ELEMENTS (products); p++) {
        GArray *cell = model->cell[d][c][p];
        const Step step = { upload, g_test_rand_int_range (-999, 99999),
                            g_test_rand_double_range (0, 1) < missing };

        if (g_test_rand_double_range (0, 1) > density)
          continue;
        rows[n++] = (TestRow){ days[d], categories[c], products[p], step.sales, step.is_imputed };
        upload->last_day = fore_day_parse (days[d], -1);
        upload->speaks_of[c] = TRUE;
        want.missing += step.is_imputed;
        if (step.is_imputed && cell->len > 0)
          continue;
        want.imputed += step.is_imputed;
        *(cell->len > 0 ? &want.updated : &want.inserted) += 1;
        g_array_append_val (cell, step);
      }
  g_ptr_array_add (model->uploads, upload);
  upload->batch = import_rows (fixture->store, name, make_rows (rows, n), NULL, &got);
  g_assert_cmpint (got.total, ==, n);
  g_assert_cmpint (got.missing, ==, want.missing);
  g_assert_cmpint (got.imputed, ==, want.imputed);
  g_assert_cmpint (got.inserted, ==, want.inserted);
  g_assert_cmpint (got.updated, ==, want.updated);
}

static void
undo_random (Fixture *fixture, Model *model)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = NULL;
  guint i = (guint) g_test_rand_int_range (0, (gint32) model->uploads->len);
  ModelUpload *upload = model->uploads->pdata[i];

  for (gsize d = 0; d < N_DAYS; d++)
    for (gsize c = 0; c < G_N_ELEMENTS (categories); c++)
      for (gsize p = 0; p < G_N_ELEMENTS (products); p++) {
        GArray *cell = model->cell[d][c][p];

        for (guint s = 0; s < cell->len; s++)
          if (g_array_index (cell, Step, s).upload == upload)
            g_array_remove_index (cell, s--);
      }
  g_assert_true (fore_store_undo_upload (fixture->store, upload->batch, NULL, &stored, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (stored, ".csv"));
  g_ptr_array_remove_index (model->uploads, i);
}

static gint64
moment_of (ForeStore *store, const char *batch)
{
  g_autoptr (ForeUpload) upload = fore_store_get_upload (store, batch, NULL);

  g_assert_nonnull (upload);
  return upload->uploaded_at;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* With a byte between the fields that is below all others, lines sort as their fields do. */
static GPtrArray *
list_model (Model *model, ForeStore *store)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (gsize d = 0; d < N_DAYS; d++)
    for (gsize c = 0; c < G_N_ELEMENTS (categories); c++)
      for (gsize p = 0; p < G_N_ELEMENTS (products); p++) {
        GArray *cell = model->cell[d][c][p];
        const Step *first, *last;

        if (cell->len == 0)
          continue;
        first = &g_array_index (cell, Step, 0);
        last = &g_array_index (cell, Step, cell->len - 1);
        g_ptr_array_add (lines, g_strdup_printf ("%s\1%s\1%s\1%ld|%d|%s|%ld|%ld|%u", days[d],
                                                 categories[c], products[p], (long) last->sales,
                                                 last->is_imputed, last->upload->batch,
                                                 (long) moment_of (store, first->upload->batch),
                                                 (long) moment_of (store, last->upload->batch),
                                                 cell->len));
      }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_strdelimit (lines->pdata[i], "\1", '|');

  return lines;
}

static void
compare_category (Fixture *fixture, Model *model, gsize c, GPtrArray *listed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeDailySums)
      sums = fore_store_load_daily_sums (fixture->store, categories[c], &error);
  const ForeCategory *category = NULL;
  ForeDay end_day = FORE_DAY_NONE;
  gint64 n_rows = 0;
  gsize n = 0;

  for (guint i = 0; i < listed->len; i++) {
    if (g_str_equal (((ForeCategory *) listed->pdata[i])->name, categories[c]))
      category = listed->pdata[i];
  }
  for (gsize d = 0; d < N_DAYS; d++) {
    ForeCents sum = 0;
    gboolean has_rows = FALSE;

    for (gsize p = 0; p < G_N_ELEMENTS (products); p++) {
      GArray *cell = model->cell[d][c][p];

      if (cell->len == 0)
        continue;
      has_rows = TRUE;
      n_rows++;
      sum += g_array_index (cell, Step, cell->len - 1).sales;
    }
    if (!has_rows)
      continue;
    end_day = fore_day_parse (days[d], -1);
    g_assert_nonnull (sums);
    g_assert_cmpuint (n, <, sums->n);
    g_assert_cmpint (sums->day[n], ==, end_day);
    g_assert_cmpint (sums->sum[n], ==, sum);
    if (n++ == 0)
      g_assert_cmpint (category->first_day, ==, end_day);
  }
  if (n == 0) {
    g_assert_null (category);
    g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
    return;
  }
  g_assert_cmpuint (n, ==, sums->n);
  g_assert_cmpint (category->last_day, ==, end_day);
  g_assert_cmpint (category->n_rows, ==, n_rows);
  for (guint i = 0; i < model->uploads->len; i++) {
    const ModelUpload *upload = model->uploads->pdata[i];

    if (upload->speaks_of[c])
      end_day = MAX (end_day, upload->last_day);
  }
  g_assert_cmpint (sums->end_day, ==, end_day);
}

static void
compare (Fixture *fixture, Model *model)
{
  g_autoptr (GPtrArray) want = list_model (model, fixture->store);
  g_autoptr (GPtrArray) got = list_lines (fixture->store, NULL, 0, -1);
  g_autoptr (GPtrArray) listed = fore_store_list_categories (fixture->store, NULL);
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  gint64 n;

  assert_same_lines (got, want);
  for (gsize c = 0; c < G_N_ELEMENTS (categories); c++)
    compare_category (fixture, model, c, listed);
  g_assert_true (fore_store_count_invoices (fixture->store, &all, NULL, &n, NULL, NULL));
  g_assert_cmpint (n, ==, want->len);
  assert_totals_true (fixture->path);
}

/* @data: the share of empty cells */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  double missing = *(const double *) data;
  Model *model = model_new ();

  for (int i = 0; i < 60; i++) {
    if (model->uploads->len == 0 || g_test_rand_int_range (0, 5) < 3)
      import_random (fixture, model, i, missing);
    else
      undo_random (fixture, model);
    compare (fixture, model);
  }
  while (model->uploads->len > 0)
    undo_random (fixture, model);
  compare (fixture, model);
  {
    g_autofree char *left = query_file (
        fixture->path, "SELECT (SELECT count (*) FROM invoice), (SELECT count (*) FROM total), "
                       "(SELECT count (*) FROM calendar), (SELECT count (*) FROM upload), "
                       "(SELECT count (*) FROM history), "
                       "(SELECT count (*) FROM upload_category)");

    g_assert_cmpstr (left, ==, "0|0|0|0|0|0\n");
  }
  model_free (model);
}

/* A store that has taken A back is the store that never had it. */
static void
test_never_was (Fixture *fixture, gconstpointer data)
{
  const TestRow a[] = { { "2026-01-01", "C", "1", 1 },
                        { "2026-01-01", "C", "2", 2 },
                        { "2026-01-02", "D", "1", 3 } };
  const TestRow b[] = { { "2026-01-01", "C", "1", 10 }, { "2026-01-03", "C", "1", 11 } };
  const TestRow c[] = { { "2026-01-01", "C", "1", 10 }, { "2026-01-01", "C", "2", 21 } };
  Fixture other = { NULL };
  g_autofree char *batch = NULL, *stored = NULL;
  g_autofree char *got = NULL, *want = NULL;
  static const char *sql = "SELECT date, product_id, category, sales, is_imputed, file_hash, "
                           "version, created_at = updated_at FROM invoice_data ORDER BY 1, 3, 2";

  fixture_set_up (&other, NULL);
  batch = import_rows (fixture->store, "a", make_rows (a, 3), NULL, NULL);
  g_free (import_rows (fixture->store, "b", make_rows (b, 2), NULL, NULL));
  g_free (import_rows (fixture->store, "c", make_rows (c, 2), NULL, NULL));
  g_assert_true (fore_store_undo_upload (fixture->store, batch, NULL, &stored, NULL));
  g_free (import_rows (other.store, "b", make_rows (b, 2), NULL, NULL));
  g_free (import_rows (other.store, "c", make_rows (c, 2), NULL, NULL));

  got = query_file (fixture->path, sql);
  want = query_file (other.path, sql);
  g_assert_cmpstr (got, ==, want);
  fixture_tear_down (&other, NULL);
}

/* What may not be taken back, and what follows when it is. */
static void
test_refusals_and_jobs (Fixture *fixture, gconstpointer data)
{
  const TestRow row[] = { { "2026-01-01", "C", "1", 1 } };
  const TestRow more[] = { { "2026-01-01", "D", "1", 1 } };
  g_autofree char *first = NULL, *second = NULL, *queued = NULL, *stored = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;
  gint64 job;

  first = import_rows (fixture->store, "first", make_rows (row, 1), NULL, NULL);
  second = import_rows (fixture->store, "second", make_rows (more, 1), NULL, NULL);
  job = register_file (fixture->store, "queued", 1, &queued);

  g_assert_false (
      fore_store_undo_upload (fixture->store, "nobody_1_abcdef", NULL, &stored, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "nobody_1_abcdef"));
  g_clear_error (&error);
  g_assert_false (fore_store_undo_upload (fixture->store, queued, NULL, &stored, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, job);
  g_assert_false (fore_store_undo_upload (fixture->store, queued, NULL, &stored, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_BUSY);
  g_clear_error (&error);

  /* A failed upload has no rows, so that nothing is to be forecast. */
  g_assert_true (fore_store_fail_upload (fixture->store, job, NULL, "bad", NULL));
  g_assert_true (fore_store_undo_upload (fixture->store, queued, "again", &stored, &error));
  g_assert_no_error (error);
  g_clear_pointer (&stored, g_free);
  g_assert_cmpint (claim (fixture->store, FORE_JOB_FORECAST), ==, 0);

  g_assert_true (fore_store_undo_upload (fixture->store, first, "again", &stored, &error));
  g_assert_no_error (error);
  g_clear_pointer (&stored, g_free);
  jobs = fore_store_list_open_jobs (fixture->store, NULL);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpstr (((ForeJobRecord *) jobs->pdata[0])->options, ==, "again");
  g_assert_null (((ForeJobRecord *) jobs->pdata[0])->batch);

  /* The same file may come in again. */
  g_free (import_rows (fixture->store, "first", make_rows (row, 1), NULL, NULL));
}

int
main (int argc, char *argv[])
{
  static const double none = 0.0, some = 0.25;

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/undo/random", Fixture, &none, fixture_set_up, test_random, fixture_tear_down);
  g_test_add ("/store/undo/random-with-empty-cells", Fixture, &some, fixture_set_up, test_random,
              fixture_tear_down);
  g_test_add ("/store/undo/never-was", Fixture, NULL, fixture_set_up, test_never_was,
              fixture_tear_down);
  g_test_add ("/store/undo/refusals-and-jobs", Fixture, NULL, fixture_set_up,
              test_refusals_and_jobs, fixture_tear_down);
  return g_test_run ();
}
