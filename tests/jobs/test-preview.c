/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fore-error.h"

#define HEAD "Date,product_id,category,sales\n"

/* A file of the fixture's folder. */
static GFile *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* A preview, asked for as the window does. */
static ForeImportPreview *
preview (Fixture *fixture, GFile *file, const ForeImportOptions *options, GError **error)
{
  g_autoptr (ForeImportOptions) plain = fore_import_options_new ();
  g_autoptr (GAsyncResult) result = NULL;

  fore_engine_preview_async (fixture->engine, file, options != NULL ? options : plain, NULL,
                             keep_result, &result);
  return fore_engine_preview_finish (fixture->engine, wait_for (&result), error);
}

static ForeDryRun *
dry_run (Fixture *fixture, GFile *file, const ForeImportOptions *options, GError **error)
{
  g_autoptr (ForeImportOptions) plain = fore_import_options_new ();
  g_autoptr (GAsyncResult) result = NULL;

  fore_engine_dry_run_async (fixture->engine, file, options != NULL ? options : plain, NULL,
                             keep_result, &result);
  return fore_engine_dry_run_finish (fixture->engine, wait_for (&result), error);
}

/* What a dry run says is what an import does; the dry run itself changes nothing. */
static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  static const char later[] = HEAD "2026-01-01,P1,A,1.50\n"  /* unchanged */
                                   "2026-01-02,P1,A,9.00\n"  /* changed */
                                   "2026-01-03,P1,A,\n"      /* new and filled in */
                                   "2026-01-04,P1,A,4.00\n"  /* comes again */
                                   "2026-01-04,P1,A,5.00\n"  /* new */
                                   "2026-01-05,P1,A,oops\n"; /* set aside */
  g_autofree char *first = fixture_import (fixture, "a.csv",
                                           HEAD "2026-01-01,P1,A,1.50\n2026-01-02,P1,A,2.50\n");
  g_autoptr (GFile) file = write_file (fixture, "later.csv", later);
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeDryRun) run = dry_run (fixture, file, NULL, &error);
  g_autoptr (ForeUpload) upload = NULL;
  g_autoptr (ForeImportNotes) notes = NULL;
  g_autofree char *batch = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (run->n_total, ==, 6);
  g_assert_cmpint (run->n_missing, ==, 1);
  g_assert_cmpint (run->n_rejected, ==, 1);
  g_assert_cmpint (run->n_repeated, ==, 1);
  g_assert_cmpint (run->changes.added, ==, 2);
  g_assert_cmpint (run->changes.changed, ==, 1);
  g_assert_cmpint (run->changes.unchanged, ==, 1);
  g_assert_cmpint (run->changes.imputed, ==, 1);
  g_assert_nonnull (strstr (run->issues, "line 7, column sales: “oops”"));
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 2);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);

  batch = fixture_import (fixture, "later.csv", later);
  upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_assert_cmpint (upload->counts.total, ==, run->n_total);
  g_assert_cmpint (upload->counts.inserted, ==, run->changes.added);
  g_assert_cmpint (upload->counts.imputed, ==, run->changes.imputed);
  g_assert_cmpint (upload->counts.updated, ==, run->changes.changed + run->changes.unchanged);
  notes = fore_engine_dup_import_notes (fixture->engine, batch);
  g_assert_cmpuint (notes->n_repeated, ==, 1);
  g_assert_cmpstr (notes->charset, ==, "UTF-8");
  g_assert_false (notes->options->is_recalled);
}

/* What an import would be refused for, a dry run is, too. */
static void
test_dry_run_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) doubtful = write_file (fixture, "d.csv", HEAD "1/2/2026,P1,A,1\n");
  g_autoptr (GFile) bad = write_file (fixture, "b.csv", HEAD "oops,P1,A,1\n");
  g_autoptr (GFile) none = g_file_new_for_path ("/nonexistent/x.csv");
  g_autoptr (GError) error = NULL;

  g_assert_null (dry_run (fixture, doubtful, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_null (dry_run (fixture, bad, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_null (dry_run (fixture, none, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_dry_run_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "a.csv", HEAD "2026-01-01,P1,A,1\n");
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  fore_engine_dry_run_async (fixture->engine, file, options, cancellable, keep_result, &result);
  g_assert_null (fore_engine_dry_run_finish (fixture->engine, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A file in question has a preview; its first answer settles it, and is remembered for the next
 * file with the same header, in which the file itself still goes first. */
static void
test_remembered (Fixture *fixture, gconstpointer data)
{
#define ODD_HEAD "When;Thing;Kind;Amount;Revenue\n"
  g_autoptr (GFile) file = write_file (fixture, "m.csv", ODD_HEAD "01/02/2026;P1;A;1,5;2\n");
  g_autoptr (GFile) proof = write_file (fixture, "p.csv", ODD_HEAD "02/13/2026;P1;A;1,5;2\n");
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeImportPreview) before = preview (fixture, file, NULL, &error);
  g_autoptr (ForeImportPreview) answered = NULL, after = NULL, proven = NULL, forgotten = NULL;
  g_autoptr (ForeImportOptions) stored = NULL;
  ForeSubmission submission = { .hold_forecast = TRUE };
  g_autofree char *batch = NULL;
  const ForePreviewRow *row;

  g_assert_no_error (error);
  g_assert_nonnull (before->problem);
  g_assert_cmpint (before->delimiter, ==, ';');
  g_assert_cmpint (before->column[FORE_FIELD_DATE], ==, -1);

  options->header[FORE_FIELD_DATE] = g_strdup ("When");
  options->header[FORE_FIELD_PRODUCT] = g_strdup ("Thing");
  options->header[FORE_FIELD_CATEGORY] = g_strdup ("Kind");
  options->header[FORE_FIELD_SALES] = g_strdup ("Revenue");
  answered = preview (fixture, file, options, &error);
  g_assert_nonnull (answered->problem);
  g_assert_cmpint (answered->question->field, ==, FORE_FIELD_DATE);
  submission.import = ((ForeImportAnswer *) answered->question->answers->pdata[0])->options;
  batch = fixture_submit (fixture, "m.csv", ODD_HEAD "01/02/2026;P1;A;1,5;2\n", &submission, NULL,
                          &error);
  g_assert_no_error (error);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  stored = fore_engine_dup_import_options (fixture->engine, batch, &error);
  g_assert_cmpstr (stored->date_format, ==, "%d/%m/%Y");

  fixture_reopen (fixture, 2);
  after = preview (fixture, file, NULL, &error);
  g_assert_null (after->problem);
  g_assert_true (after->options->is_recalled);
  g_assert_false (after->is_plain);
  g_assert_cmpint (after->column[FORE_FIELD_SALES], ==, 4);
  g_assert_cmpstr (after->date_format, ==, "%d/%m/%Y");
  row = after->rows->pdata[0];
  g_assert_cmpint (row->day, ==, fore_day_from_date (2026, 2, 1));
  g_assert_cmpint (row->sales, ==, 200);
  proven = preview (fixture, proof, NULL, &error);
  row = proven->rows->pdata[0];
  g_assert_cmpint (row->day, ==, fore_day_from_date (2026, 2, 13));

  g_assert_true (fore_engine_forget_header (fixture->engine, after->header_key, &error));
  forgotten = preview (fixture, file, NULL, &error);
  g_assert_nonnull (forgotten->problem);
  g_assert_false (forgotten->options->is_recalled);
}

/* An import whose answers are recalled needs none, and says so. */
static void
test_recalled_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  const ForeSubmission submission = { .import = options, .hold_forecast = TRUE };
  g_autoptr (ForeImportNotes) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL;

  options->decimal_mark = ',';
  first = fixture_submit (fixture, "a.csv", HEAD "2026-01-01,P1,A,\"1,234\"\n", &submission, NULL,
                          &error);
  g_assert_no_error (error);
  fixture_drain (fixture);
  second = fixture_import (fixture, "b.csv", HEAD "2026-01-02,P1,A,\"2,345\"\n");
  fixture_assert_status (fixture, second, FORE_UPLOAD_COMPLETED);
  notes = fore_engine_dup_import_notes (fixture->engine, second);
  g_assert_true (notes->options->is_recalled);
  g_assert_cmpint (notes->options->usual_decimal_mark, ==, ',');
}

static gboolean
append_text (const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (data, text, (gssize) length);
  return TRUE;
}

/* The rows that were set aside are there after a restart, and can be given again corrected. */
static void
test_rejects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (
      fixture, "a.csv", HEAD "2026-01-01,P1,A,1.50\n2026-01-02,\"P,2\",A,oops\n2026-01-03,P1\n");
  g_autofree char *path = g_build_filename (fixture->folder, "rejects.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  static const char expected[] =
      "\"Date\",\"product_id\",\"category\",\"sales\","
      "reject_line,reject_column,reject_value,reject_reason\n"
      "\"2026-01-02\",\"P,2\",\"A\",\"oops\",3,sales,\"oops\",\"is not a number\"\n"
      "\"2026-01-03\",\"P1\",,,4,,\"2026-01-03,P1\","
      "\"the row has 2 fields where the header has 4\"\n";

  fixture_reopen (fixture, 2);
  g_assert_true (
      fore_engine_write_rejects (fixture->engine, batch, append_text, text, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);

  fore_engine_save_rejects_async (fixture->engine, batch, file, NULL, keep_result, &result);
  g_assert_true (fore_engine_save_rejects_finish (fixture->engine, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

/* What is at the place stays as it was when not all could be written. */
static void
test_rejects_fail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "a.csv", HEAD "2026-01-01,P1,A,1.50\n");
  g_autoptr (GFile) file = write_file (fixture, "rejects.csv", "precious");
  g_autoptr (ForeUpload)
      upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_autofree char *stored = fore_engine_stored_path (fixture->engine, upload);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_cmpint (g_unlink (stored), ==, 0);
  fore_engine_save_rejects_async (fixture->engine, batch, file, NULL, keep_result, &result);
  g_assert_false (fore_engine_save_rejects_finish (fixture->engine, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/preview/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("dry-run", test_dry_run);
  ADD ("dry-run-refused", test_dry_run_refused);
  ADD ("dry-run-cancelled", test_dry_run_cancelled);
  ADD ("remembered", test_remembered);
  ADD ("recalled-import", test_recalled_import);
  ADD ("rejects", test_rejects);
  ADD ("rejects-fail", test_rejects_fail);
  return g_test_run ();
}
