/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static gboolean
count_place (gpointer data, GError **error)
{
  ++*(int *) data;
  return TRUE;
}

static gboolean
refuse_place (gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

/* The same bytes once more are told by the name of the original, and leave no trace. */
static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = NULL, *replaced = NULL;
  g_autoptr (ForeUpload) again = make_upload ("a", 2);
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;
  int n_placed = 0;
  gint64 job;

  register_file (fixture->store, "a", 1, &batch);
  g_assert_false (fore_store_register_upload (fixture->store, again, NULL, count_place, &n_placed,
                                              &replaced, &job, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_DUPLICATE);
  g_assert_cmpstr (error->message, ==, batch);
  g_assert_cmpint (n_placed, ==, 0);
  uploads = fore_store_list_uploads (fixture->store, NULL);
  g_assert_cmpuint (uploads->len, ==, 1);
  jobs = fore_store_list_open_jobs (fixture->store, NULL);
  g_assert_cmpuint (jobs->len, ==, 1);
}

/* A failed upload makes room for the same file, which becomes a new batch. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  const ForeUploadCounts read = { .total = 7, .missing = 2, .inserted = 5, .rejected = 3 };
  g_autoptr (ForeUpload) again = make_upload ("a", 2);
  g_autoptr (ForeUpload) at_once = make_upload ("a", 2);
  g_autoptr (ForeUpload) failed = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = NULL, *replaced = NULL, *same = NULL;
  int n_placed = 0;
  gint64 job = register_file (fixture->store, "a", 1, &batch), next;

  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, job);
  g_assert_true (fore_store_fail_upload (fixture->store, job, &read, "line 3: bad", &error));
  failed = fore_store_get_upload (fixture->store, batch, NULL);
  g_assert_cmpint (failed->status, ==, FORE_UPLOAD_FAILED);
  g_assert_cmpstr (failed->error_log, ==, "line 3: bad");
  g_assert_cmpint (failed->counts.total, ==, 7);
  g_assert_cmpint (failed->counts.missing, ==, 2);
  g_assert_cmpint (failed->counts.inserted, ==, 0);
  g_assert_cmpint (failed->counts.rejected, ==, 3);

  g_assert_true (fore_store_register_upload (fixture->store, again, NULL, count_place, &n_placed,
                                             &replaced, &next, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_placed, ==, 1);
  g_assert_cmpint (next, !=, job);
  g_assert_cmpstr (replaced, ==, failed->stored_filename);
  uploads = fore_store_list_uploads (fixture->store, NULL);
  g_assert_cmpuint (uploads->len, ==, 1);
  g_assert_cmpstr (((ForeUpload *) uploads->pdata[0])->batch, ==, again->batch);

  /* Within the same second the new copy lies where the old one was: it must not be deleted. */
  g_assert_true (fore_store_fail_upload (fixture->store, next, NULL, "bad", &error));
  g_assert_true (
      fore_store_register_upload (fixture->store, at_once, NULL, NULL, NULL, &same, &next, &error));
  g_assert_null (same);
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeUpload) upload = make_upload ("a", 1);
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *replaced = NULL;
  gint64 job;

  g_assert_false (fore_store_register_upload (fixture->store, upload, NULL, refuse_place, NULL,
                                              &replaced, &job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  uploads = fore_store_list_uploads (fixture->store, NULL);
  g_assert_cmpuint (uploads->len, ==, 0);
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, 0);
  register_file (fixture->store, "a", 1, NULL);
}

/* Two files of one name within a second whose hashes begin alike. */
static void
test_batch_collision (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const want[] = { "s_1_1737309600_abc123", "s_1_1737309601_abc123",
                               "s_1_1737309602_abc123" };

  for (int i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("file%d", i);
    g_autoptr (ForeUpload) upload = make_upload (name, 1737309600);
    g_autofree char *replaced = NULL;
    g_autoptr (ForeUpload) known = NULL;
    gint64 job;

    g_free (upload->batch);
    upload->batch = g_strdup (want[0]);
    g_assert_true (fore_store_register_upload (fixture->store, upload, NULL, NULL, NULL, &replaced,
                                               &job, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (upload->batch, ==, want[i]);
    known = fore_store_get_upload (fixture->store, want[i], NULL);
    g_assert_cmpstr (known->file_hash, ==, upload->file_hash);
  }
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "é", "p", 1 },
                           { "2026-01-01", "Z", "p", 1 },
                           { "2026-01-02", "a", "p", 1 } };
  g_autofree char *old = NULL, *new = NULL, *imported = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_auto (GStrv) categories = NULL;
  g_auto (GStrv) none = NULL;
  g_autoptr (GError) error = NULL;

  imported = import_rows (fixture->store, "x", make_rows (rows, 3), NULL, NULL);
  register_file (fixture->store, "new", 2000000001, &new);
  register_file (fixture->store, "old", 5, &old);
  uploads = fore_store_list_uploads (fixture->store, NULL);
  g_assert_cmpuint (uploads->len, ==, 3);
  g_assert_cmpstr (((ForeUpload *) uploads->pdata[0])->batch, ==, new);
  g_assert_cmpstr (((ForeUpload *) uploads->pdata[1])->batch, ==, imported);
  g_assert_cmpstr (((ForeUpload *) uploads->pdata[2])->batch, ==, old);

  categories = fore_store_list_upload_categories (fixture->store, imported, NULL);
  g_assert_cmpstrv (categories, ((const char *const[]){ "Z", "a", "é", NULL }));
  none = fore_store_list_upload_categories (fixture->store, new, NULL);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_null (fore_store_list_upload_categories (fixture->store, "nobody", &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
}

/* How an upload was read can be asked when its job is long done. */
static void
test_import_job (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "C", "p", 1 } };
  g_autofree char *batch = import_rows (fixture->store, "f", make_rows (rows, 1), "{}", NULL);
  g_autoptr (ForeJobRecord) job = fore_store_get_import_job (fixture->store, batch, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (job->kind, ==, FORE_JOB_IMPORT);
  g_assert_cmpint (job->state, ==, FORE_JOB_DONE);
  g_assert_cmpstr (job->batch, ==, batch);
  g_assert_null (fore_store_get_import_job (fixture->store, "none", &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
}

static void
import_at (ForeStore *store, const char *name, gint64 moment, ForeCents sales, char **batch)
{
  const TestRow row[] = { { "2026-01-01", "C", "A", sales } };
  g_autoptr (ForeRows) rows = make_rows (row, 1);
  const ForeUploadCounts read = { .total = 1 };
  g_autoptr (GError) error = NULL;
  ForeUploadCounts counts;
  gint64 job = register_file (store, name, moment, batch);

  g_assert_cmpint (claim (store, FORE_JOB_IMPORT), ==, job);
  g_assert_true (append_rows (store, job, rows, &read, NULL, &counts, &error));
  g_assert_no_error (error);
}

/* The order in which files come in counts, and not what a clock says that is put back. */
static void
test_clock_put_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = NULL, *two = NULL, *three = NULL, *stored = NULL, *want = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) left = NULL;

  import_at (fixture->store, "one", 2000000000, 1, &one);
  import_at (fixture->store, "two", 1000000000, 2, &two);
  import_at (fixture->store, "three", -5, 3, &three);
  lines = list_lines (fixture->store, NULL, 0, -1);
  want = g_strdup_printf ("2026-01-01|C|A|3|0|%s|2000000000|-5|3", three);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (lines->pdata[0], ==, want);
  versions = fore_store_list_versions (fixture->store, fore_day_parse ("2026-01-01", -1), "C", "A",
                                       NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((ForeInvoiceVersion *) versions->pdata[i])->sales, ==, 3 - i);

  g_assert_true (fore_store_undo_upload (fixture->store, three, NULL, &stored, NULL));
  left = list_lines (fixture->store, NULL, 0, -1);
  g_assert_true (g_str_has_prefix (left->pdata[0], "2026-01-01|C|A|2|0|two"));
  assert_totals_true (fixture->path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/store/uploads/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("duplicate", test_duplicate);
  ADD ("failed", test_failed);
  ADD ("place", test_place);
  ADD ("batch-collision", test_batch_collision);
  ADD ("list", test_list);
  ADD ("import-job", test_import_job);
  ADD ("clock-put-back", test_clock_put_back);
  return g_test_run ();
}
