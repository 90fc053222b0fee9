/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-intake.h"

#include "import-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* FIPS 180-2, appendix B.1: SHA-256 of "abc". */
#define HASH_OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static ForeIntake *
copy (const char *text, const char *name, const char *folder)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  ForeIntake *intake = fore_intake_copy (input, name, folder, -1, NULL, NULL, &error);

  g_assert_no_error (error);
  return intake;
}

static void
test_place (void)
{
  char *folder = fixture_folder ();
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  ForeIntake *intake = copy ("abc", "C:\\sales\\data.csv", folder);
  g_autofree char *batch = g_strdup_printf ("data_%" G_GINT64_FORMAT "_ba7816",
                                            intake->uploaded_at);
  g_autofree char *stored = g_strdup_printf ("data_%" G_GINT64_FORMAT "_ba7816bf.csv",
                                             intake->uploaded_at);
  g_autofree char *path = g_build_filename (folder, stored, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (intake->uploaded_at, >=, before);
  g_assert_cmpstr (intake->file_hash, ==, HASH_OF_ABC);
  g_assert_cmpuint (intake->n_bytes, ==, 3);
  g_assert_cmpstr (intake->original_filename, ==, "data.csv");
  g_assert_cmpstr (intake->batch, ==, batch);
  g_assert_cmpstr (intake->stored_filename, ==, stored);

  g_assert_true (fore_intake_place (intake, folder, &error));
  g_assert_no_error (error);
  fore_intake_discard (intake);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "abc");
  g_assert_cmpuint (count_files (folder), ==, 1);
  fixture_remove_folder (folder);
}

static void
test_hash (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "abc", NULL);
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fore_intake_hash (path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "abc", 3, &error));
  hash = fore_intake_hash (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hash, ==, HASH_OF_ABC);
  fixture_remove_folder (folder);
}

static void
test_discard (void)
{
  char *folder = fixture_folder ();
  ForeIntake *intake = copy ("abc", "data.csv", folder);

  g_assert_cmpuint (count_files (folder), ==, 1);
  fore_intake_discard (intake);
  g_assert_cmpuint (count_files (folder), ==, 0);
  fixture_remove_folder (folder);
}

static void
count_reports (double fraction, const char *what, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  g_assert_nonnull (what);
  *last = fraction;
}

/* A file of several buffers: the copy is the file, and the progress ends at 1. */
static void
test_large (void)
{
  char *folder = fixture_folder ();
  gsize length = 3 * 1024 * 1024 + 17;
  g_autofree char *bytes = g_malloc (length);
  g_autoptr (GInputStream) input = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  double last = 0.0;
  ForeProgress progress = { count_reports, &last };
  ForeIntake *intake;
  gsize n;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) (i * 2654435761u >> 13);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  input = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  intake = fore_intake_copy (input, "big.csv", folder, (gint64) length, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (intake->file_hash, ==, hash);
  g_assert_cmpfloat (last, ==, 1.0);
  g_assert_true (g_file_get_contents (intake->part_path, &contents, &n, NULL));
  g_assert_cmpmem (contents, n, bytes, length);
  fore_intake_discard (intake);
  fixture_remove_folder (folder);
}

static void
test_cancel (void)
{
  char *folder = fixture_folder ();
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data ("abc", -1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_intake_copy (input, "x.csv", folder, 3, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  fixture_remove_folder (folder);
}

/* The folder is made when it is not there, and an error when it cannot be. */
static void
test_folder (void)
{
  char *folder = fixture_folder ();
  g_autofree char *uploads = g_build_filename (folder, "uploads", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data ("abc", -1, NULL);
  g_autoptr (GError) error = NULL;

  fore_intake_discard (copy ("abc", "data.csv", uploads));
  g_assert_cmpint (g_rmdir (uploads), ==, 0);

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (fore_intake_copy (input, "x.csv", file, 3, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
  g_unlink (file);
  fixture_remove_folder (folder);
}

static gboolean
is_known (const char *name, gpointer data)
{
  return g_str_equal (name, data);
}

/* A process that dies with a part file and one more with a placed file leave them behind. */
static void
leave_behind (const char *folder, gboolean is_placed)
{
  pid_t child = fork ();
  int status;

  if (child == 0) {
    ForeIntake *intake = copy (is_placed ? "placed" : "part", "dead.csv", folder);

    if (is_placed && !fore_intake_place (intake, folder, NULL))
      _exit (1);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
test_sweep (void)
{
  char *folder = fixture_folder ();
  g_autofree char *known = g_build_filename (folder, "known.csv", NULL);
  ForeIntake *part = copy ("mine", "mine.csv", folder);
  ForeIntake *placed = copy ("placed and not yet told", "told.csv", folder);
  GError *error = NULL;

  g_assert_true (fore_intake_place (placed, folder, &error));
  g_assert_true (g_file_set_contents (known, "known", -1, NULL));
  leave_behind (folder, FALSE);
  leave_behind (folder, TRUE);
  g_assert_cmpuint (count_files (folder), ==, 5);

  /* Without a store to ask, only the part file of the dead process goes. */
  g_assert_cmpuint (fore_intake_sweep (folder, NULL, NULL), ==, 1);
  g_assert_cmpuint (fore_intake_sweep (folder, is_known, (gpointer) "known.csv"), ==, 1);
  g_assert_cmpuint (count_files (folder), ==, 3);
  g_assert_true (g_file_test (known, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (part->part_path, G_FILE_TEST_EXISTS));

  /* Once nobody holds them, the others are left behind, too. */
  fore_intake_discard (part);
  fore_intake_discard (placed);
  g_assert_cmpuint (fore_intake_sweep (folder, is_known, (gpointer) "known.csv"), ==, 1);
  g_assert_cmpuint (count_files (folder), ==, 1);
  fixture_remove_folder (folder);
  g_assert_cmpuint (fore_intake_sweep ("/nonexistent", NULL, NULL), ==, 0);
}

static void
assert_not_opened (const char *path, int code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) input = fore_intake_open (file, NULL, &error);

  g_assert_null (input);
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
}

/* A pipe nobody writes to is not waited for, and a device without an end not copied. */
static void
test_open (void)
{
  char *folder = fixture_folder ();
  g_autofree char *fifo = g_build_filename (folder, "fifo.csv", NULL);
  g_autofree char *path = g_build_filename (folder, "file.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) input = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_not_opened (fifo, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_not_opened ("/dev/zero", G_IO_ERROR_NOT_REGULAR_FILE);
  assert_not_opened (folder, G_IO_ERROR_IS_DIRECTORY);
  assert_not_opened (path, G_IO_ERROR_NOT_FOUND);
  g_file_set_contents (path, "abc", -1, &error);
  g_assert_no_error (error);
  input = fore_intake_open (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (input);
  fixture_remove_folder (folder);
}

static void
copy_without_room (void)
{
  const struct rlimit limit = { 4096, 4096 };
  char *folder = fixture_folder ();
  g_autofree char *text = g_strnfill (1000000, 'a');
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (ForeIntake) intake = NULL;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  intake = fore_intake_copy (input, "a.csv", folder, -1, NULL, NULL, &error);
  g_assert_null (intake);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
  g_assert_cmpuint (count_files (folder), ==, 0);
  fixture_remove_folder (folder);
}

/* A disk that fills while the file is copied: it is said, and nothing is left. */
static void
test_no_room (void)
{
  if (g_test_subprocess ()) {
    copy_without_room ();
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/place", test_place);
  g_test_add_func ("/intake/hash", test_hash);
  g_test_add_func ("/intake/discard", test_discard);
  g_test_add_func ("/intake/large", test_large);
  g_test_add_func ("/intake/cancel", test_cancel);
  g_test_add_func ("/intake/folder", test_folder);
  g_test_add_func ("/intake/sweep", test_sweep);
  g_test_add_func ("/intake/open", test_open);
  g_test_add_func ("/intake/no-room", test_no_room);
  return g_test_run ();
}
