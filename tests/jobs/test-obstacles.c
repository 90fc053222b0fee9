/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Disks that are full or may not be written to: what was there stays whole, what came in waits,
 * it is said what to do, and once the obstacle is gone all is as if it had never been. Each test
 * runs in a process of its own, which it takes rights or room away from. */
#include "engine-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fore-error.h"

#define FOLDER_VARIABLE "FORE_TEST_FOLDER"
#define N_PRODUCTS      20000
#define KIB             ((guint64) 1024)

static const ForeSubmission no_forecast = { .hold_forecast = TRUE };

/* Runs the test that this is in a new process, with an empty folder that is removed afterwards. */
static void
run_apart (void)
{
  Fixture fixture = { g_dir_make_tmp ("fore-obstacle-XXXXXX", NULL), NULL };

  g_setenv (FOLDER_VARIABLE, fixture.folder, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  fixture_remove_folder (fixture.folder);
  g_free (fixture.folder);
}

static Fixture
open_fixture (const char *name)
{
  Fixture fixture = { g_build_filename (g_getenv (FOLDER_VARIABLE), name, NULL), NULL };
  g_autoptr (GError) error = NULL;

  fixture.engine = fore_engine_open (fixture.folder, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  return fixture;
}

static void
close_fixture (Fixture *fixture)
{
  fixture_close (fixture);
  g_free (fixture->folder);
}

/* Half a megabyte, which needs some megabytes of the store. */
static char *
many_products (void)
{
  GString *text = g_string_new ("Date,product_id,category,sales\n");

  for (int i = 0; i < N_PRODUCTS; i++)
    g_string_append_printf (text, "2026-01-01,P%d,C%d,%d.25\n", i, i % 7, i);
  return g_string_free (text, FALSE);
}

/* The rows of a store that nothing got in the way of. */
static char *
import_undisturbed (const char *text)
{
  Fixture fixture = open_fixture ("undisturbed");
  g_autofree char *batch = fixture_import (&fixture, "sales.csv", text);
  char *dump = fixture_dump_invoices (fixture.engine);

  close_fixture (&fixture);
  return dump;
}

static void
assert_waits (Fixture *fixture, const char *batch, const char *hint)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fore_engine_drain (fixture->engine, NULL, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, hint));
  fixture_assert_status (fixture, batch, FORE_UPLOAD_UPLOADED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 0);
}

static void
assert_as_undisturbed (Fixture *fixture, const char *batch, const char *expected)
{
  g_autofree char *dump = fixture_dump_invoices (fixture->engine);

  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  g_assert_cmpstr (dump, ==, expected);
}

/* --- No room, by a limit on the size of files ------------------------------------------------ */

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_limit (void)
{
  g_autofree char *text = NULL, *expected = NULL, *batch = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  if (!g_test_subprocess ()) {
    run_apart ();
    return;
  }
  signal (SIGXFSZ, SIG_IGN);
  text = many_products ();
  expected = import_undisturbed (text);
  fixture = open_fixture ("store");

  limit_files (100 * KIB);
  g_assert_null (fixture_submit (&fixture, "sales.csv", text, &no_forecast, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fixture_count_files (&fixture), ==, 0);

  limit_files (1024 * KIB);
  batch = fixture_submit (&fixture, "sales.csv", text, &no_forecast, NULL, NULL);
  assert_waits (&fixture, batch, "Check the disk and try again.");
  fixture_reopen (&fixture, 1);
  assert_waits (&fixture, batch, "Check the disk and try again.");

  limit_files (RLIM_INFINITY);
  fixture_drain (&fixture);
  assert_as_undisturbed (&fixture, batch, expected);
  close_fixture (&fixture);
}

/* --- No room on a real, small disk ------------------------------------------------------------ */

static void
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd >= 0) {
    if (write (fd, text, strlen (text)) < 0)
      g_test_message ("%s: %s", path, g_strerror (errno));
    close (fd);
  }
}

/* Makes @folder a disk of some megabytes that only this process sees, as root or as anybody. */
static gboolean
mount_small_disk (const char *folder)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", (guint) geteuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", (guint) getegid ());

  if (unshare (CLONE_NEWNS) != 0) {
    if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
      return FALSE;
    write_text ("/proc/self/setgroups", "deny");
    write_text ("/proc/self/uid_map", users);
    write_text ("/proc/self/gid_map", groups);
  }

  return mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && g_mkdir (folder, 0700) == 0 &&
         mount ("tmpfs", folder, "tmpfs", 0, "size=12m") == 0;
}

/* Leaves so many bytes on the disk, by a file that takes the rest. */
static void
leave_room (const char *ballast, guint64 room)
{
  int fd = open (ballast, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  struct statvfs status;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fstatvfs (fd, &status), ==, 0);
  g_assert_cmpint (posix_fallocate (fd, 0, (off_t) (status.f_bavail * status.f_frsize - room)), ==,
                   0);
  close (fd);
}

static gboolean
give_up (gpointer data)
{
  g_error ("The import did not go on by itself.");
  return G_SOURCE_REMOVE;
}

/* Waits for the background to take the upload in. */
static void
wait_for_import (Fixture *fixture, const char *batch)
{
  guint limit = g_timeout_add_seconds (100, give_up, NULL);
  gboolean is_in = FALSE;

  while (!is_in) {
    g_autoptr (ForeUpload) upload = NULL;

    g_main_context_iteration (NULL, TRUE);
    upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
    is_in = upload != NULL && upload->status == FORE_UPLOAD_COMPLETED;
  }
  g_source_remove (limit);
}

static void
test_full (void)
{
  g_autofree char *text = NULL, *expected = NULL, *batch = NULL, *ballast = NULL, *disk = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  if (!g_test_subprocess ()) {
    run_apart ();
    return;
  }
  disk = g_build_filename (g_getenv (FOLDER_VARIABLE), "store", NULL);
  if (!mount_small_disk (disk)) {
    g_test_message ("Nothing may be mounted here; the limit on files stands for the full disk.");
    return;
  }
  text = many_products ();
  expected = import_undisturbed (text);
  fixture = open_fixture ("store");
  ballast = g_build_filename (disk, "ballast", NULL);

  leave_room (ballast, 100 * KIB);
  g_assert_null (fixture_submit (&fixture, "sales.csv", text, &no_forecast, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "Make room on it and try again."));
  g_assert_cmpuint (fixture_count_files (&fixture), ==, 0);

  leave_room (ballast, 900 * KIB);
  batch = fixture_submit (&fixture, "sales.csv", text, &no_forecast, NULL, NULL);
  assert_waits (&fixture, batch, "is full. Make room on it and try again.");

  /* In the window, nobody has to do anything but to make room. */
  fore_engine_start (fixture.engine);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  wait_for_import (&fixture, batch);
  assert_as_undisturbed (&fixture, batch, expected);
  close_fixture (&fixture);
}

/* --- No right to write ------------------------------------------------------------------------ */

/* Takes away what lets root write wherever it wants. */
static void
drop_capabilities (void)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 };

  g_assert_cmpint (syscall (SYS_capset, &header, none), ==, 0);
}

static void
allow_writing (const char *folder, gboolean is_allowed)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_cmpint (g_chmod (folder, is_allowed ? 0700 : 0500), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      allow_writing (path, is_allowed);
    else
      g_assert_cmpint (g_chmod (path, is_allowed ? 0600 : 0400), ==, 0);
  }
}

#define HEAD "Date,product_id,category,sales\n"

static void
test_read_only (void)
{
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *uploads = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture, reader;

  if (!g_test_subprocess ()) {
    run_apart ();
    return;
  }
  drop_capabilities ();
  fixture = open_fixture ("store");
  first = fixture_import (&fixture, "first.csv", HEAD "2026-01-01,P,A,1\n");
  second = fixture_submit (&fixture, "second.csv", HEAD "2026-01-02,P,A,2\n", &no_forecast, NULL,
                           NULL);
  fixture_close (&fixture);

  allow_writing (fixture.folder, FALSE);
  g_assert_null (fore_engine_open (fixture.folder, FORE_STORE_READ_WRITE, 1, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, "Check the permissions"));
  g_clear_error (&error);
  reader = (Fixture){ fixture.folder,
                      fore_engine_open (fixture.folder, FORE_STORE_READ_ONLY, 1, &error) };
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count_invoices (&reader), ==, 1);
  fixture_assert_status (&reader, second, FORE_UPLOAD_UPLOADED);
  fixture_close (&reader);

  allow_writing (fixture.folder, TRUE);
  fixture.engine = fore_engine_open (fixture.folder, FORE_STORE_READ_WRITE, 1, NULL);
  fixture_drain (&fixture);
  fixture_assert_status (&fixture, second, FORE_UPLOAD_COMPLETED);
  g_assert_cmpint (fixture_count_invoices (&fixture), ==, 2);

  /* Only the folder of the stored copies. */
  uploads = g_build_filename (fixture.folder, "uploads", NULL);
  allow_writing (uploads, FALSE);
  g_assert_null (fixture_submit (&fixture, "third.csv", HEAD "2026-01-03,P,A,3\n", &no_forecast,
                                 NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "Check the permissions of its folder"));
  g_assert_cmpuint (fixture_count_files (&fixture), ==, 2);
  allow_writing (uploads, TRUE);
  third = fixture_import (&fixture, "third.csv", HEAD "2026-01-03,P,A,3\n");
  fixture_assert_status (&fixture, third, FORE_UPLOAD_COMPLETED);
  close_fixture (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/obstacles/limit", test_limit);
  g_test_add_func ("/obstacles/full", test_full);
  g_test_add_func ("/obstacles/read-only", test_read_only);
  return g_test_run ();
}
