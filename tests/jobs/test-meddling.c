/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Others who do something to a file while it is read, and to the clock: what comes in is one
 * whole state of the file or nothing, and nothing is lost. */
#include "engine-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fore-error.h"

#define HEAD   "Date,product_id,category,sales\n"
#define N_ROWS 40000

static const ForeSubmission no_forecast = { .hold_forecast = TRUE };

static gint64 seconds_put_back;

/* What the program hears when it asks what time it is. */
gint64
g_get_real_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return (now.tv_sec - seconds_put_back) * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* A megabyte and a half, so that it takes several reads. */
static char *
large_text (gboolean is_iso)
{
  GString *text = g_string_new (HEAD);

  for (int i = 0; i < N_ROWS; i++) {
    if (is_iso)
      g_string_append_printf (text, "2026-01-%02d", i % 28 + 1);
    else
      g_string_append_printf (text, "%d.1.2026", i % 28 + 1);
    g_string_append_printf (text, ",Product %d,Category %d,%d.50\n", i / 28, i % 3, i);
  }
  return g_string_free (text, FALSE);
}

/* --- What others do --------------------------------------------------------------------------- */

static void
append_row (const char *path)
{
  FILE *file = g_fopen (path, "a");

  g_assert_nonnull (file);
  fputs ("2026-02-01,New,New,1\n", file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
cut (const char *path)
{
  g_assert_cmpint (truncate (path, 300 * 1000), ==, 0);
}

static void
write_over (const char *path)
{
  FILE *file = g_fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 1000 * 1000, SEEK_SET), ==, 0);
  fputs ("\n2026-02-01,New,New,1\n", file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
take_away (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
replace (const char *path)
{
  g_assert_true (g_file_set_contents (path, HEAD "2026-02-01,New,New,1\n", -1, NULL));
}

typedef struct {
  const char *name;
  void (*meddle) (const char *path);
  gboolean keeps_bytes; /* of a file that is open already */
} Meddler;

static const Meddler meddlers[] = {
  { "append", append_row, FALSE },     { "cut", cut, FALSE },
  { "write-over", write_over, FALSE }, { "take-away", take_away, TRUE },
  { "replace", replace, TRUE },
};

/* Does it once, as soon as it is told that something has been read. */
typedef struct {
  const Meddler *meddler;
  const char *path;
} Moment;

static void
meddle_once (double fraction, const char *what, gpointer data)
{
  Moment *moment = data;

  if (moment->path != NULL)
    moment->meddler->meddle (moment->path);
  moment->path = NULL;
}

static char *
put_file (Fixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->folder, "sales.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* While it is copied. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  const Meddler *meddler = data;
  g_autofree char *text = large_text (TRUE);
  g_autofree char *path = put_file (fixture, text);
  g_autofree char *batch = NULL, *again = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) input = g_file_read (file, NULL, NULL);
  Moment moment = { meddler, path };
  const ForeProgress progress = { meddle_once, &moment };
  g_autoptr (GError) error = NULL;

  batch = fore_engine_submit (fixture->engine, G_INPUT_STREAM (input), "sales.csv", -1,
                              &no_forecast, &progress, NULL, NULL, &error);
  g_assert_null (moment.path);
  if (!meddler->keeps_bytes) {
    g_assert_null (batch);
    g_assert_error (error, FORE_ERROR, FORE_ERROR_FAILED);
    g_assert_nonnull (strstr (error->message, "“sales.csv” has changed while it was read."));
    g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
    g_clear_error (&error);
    batch = fixture_submit (fixture, "sales.csv", text, &no_forecast, NULL, &error);
  }
  g_assert_no_error (error);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, N_ROWS);
}

/* While it is looked at, which takes two ways through it when its dates are like this. */
static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = large_text (FALSE);
  g_autofree char *path = put_file (fixture, text);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  Moment moment = { data, path };
  const ForeProgress progress = { meddle_once, &moment };
  g_autoptr (ForeDryRun) run = NULL;
  g_autoptr (GError) error = NULL;

  run = fore_engine_dry_run (fixture->engine, file, options, &progress, NULL, &error);
  g_assert_null (moment.path);
  g_assert_null (run);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);

  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  run = fore_engine_dry_run (fixture->engine, file, options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (run->changes.added, ==, N_ROWS);
}

/* The stored copy, while its rows are read: no part of them comes in. */
static void
test_stored_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = large_text (TRUE);
  g_autofree char *path = NULL, *batch = NULL, *again = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  g_autoptr (GError) error = NULL;
  Moment moment = { data, NULL };
  const ForeProgress progress = { meddle_once, &moment };

  batch = fixture_submit (fixture, "sales.csv", text, &no_forecast, NULL, &error);
  upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  path = fore_engine_stored_path (fixture->engine, upload);
  moment.path = path;
  g_assert_true (fore_engine_drain (fixture->engine, &progress, NULL, &error));
  g_assert_null (moment.path);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 0);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_FAILED);

  again = fixture_import (fixture, "sales.csv", text);
  fixture_assert_status (fixture, again, FORE_UPLOAD_COMPLETED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, N_ROWS);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* A pipe to which nobody writes is waited for by nothing. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pipe.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *errors[3] = { NULL };

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fore_engine_submit_file_async (fixture->engine, file, &no_forecast, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fore_engine_submit_file_finish (fixture->engine, result, NULL, &errors[0]));
  g_assert_null (fore_engine_preview (fixture->engine, file, options, NULL, &errors[1]));
  g_assert_null (fore_engine_dry_run (fixture->engine, file, options, NULL, NULL, &errors[2]));
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++) {
    g_assert_error (errors[i], G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
    g_error_free (errors[i]);
  }
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
}

/* What comes in later counts, whatever the clock says. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = fixture_import (fixture, "sales.csv", HEAD "2026-01-01,P,A,1\n");
  g_autofree char *second = NULL, *third = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  before = fixture_dump_invoices (fixture->engine);
  seconds_put_back = 10 * 366 * 24 * 60 * 60;
  second = fixture_import (fixture, "sales.csv", HEAD "2026-01-01,P,A,2\n");
  seconds_put_back += 60;
  fixture_reopen (fixture, 2);
  third = fixture_import (fixture, "sales.csv", HEAD "2026-01-01,P,A,3\n");
  after = fixture_dump_invoices (fixture->engine);
  g_assert_nonnull (strstr (after, " A P 300 0 3\n"));
  fixture_assert_status (fixture, third, FORE_UPLOAD_COMPLETED);
  g_clear_pointer (&after, g_free);

  g_assert_true (fore_engine_undo (fixture->engine, second, TRUE, &error));
  g_assert_true (fore_engine_undo (fixture->engine, third, TRUE, &error));
  g_assert_no_error (error);
  after = fixture_dump_invoices (fixture->engine);
  g_assert_cmpstr (after, ==, before);
  seconds_put_back = 0;
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  for (gsize i = 0; i < G_N_ELEMENTS (meddlers); i++) {
    g_autofree char *name = g_strdup_printf ("/meddling/%s/%s", path, meddlers[i].name);

    g_test_add (name, Fixture, &meddlers[i], fixture_set_up, test, fixture_tear_down);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("copy", test_copy);
  add ("dry-run", test_dry_run);
  add ("stored-copy", test_stored_copy);
  g_test_add ("/meddling/pipe", Fixture, NULL, fixture_set_up, test_pipe, fixture_tear_down);
  g_test_add ("/meddling/clock", Fixture, NULL, fixture_set_up, test_clock, fixture_tear_down);
  return g_test_run ();
}
