/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
gzip (const char *text, gsize *length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (
      g_output_stream_splice (output, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >,
      0);
  *length = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

/* Rows enough for several pieces. */
static char *
many_rows (int from, int to)
{
  GString *text = g_string_new (NULL);

  for (int i = from; i < to; i++)
    g_string_append_printf (text, "2026-01-01,P%06d,C%d,%d.25\n", i, i % 7, i);
  return g_string_free (text, FALSE);
}

static void
test_gzip (void)
{
  g_autofree char *rows = many_rows (0, 20000);
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);
  g_autoptr (ForeReading) plain = fixture_read (text);
  g_autoptr (ForeReading) unpacked = NULL;
  g_autoptr (ForeRows) got = NULL, want = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *packed = gzip (text, &length);

  unpacked = fixture_try (packed, (gssize) length, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (unpacked->n_total, ==, 20000);
  got = fixture_take_rows (unpacked->rows);
  want = fixture_take_rows (plain->rows);
  g_assert_cmpmem (got->row, got->n * sizeof (ForeRow), want->row, want->n * sizeof (ForeRow));
}

/* Two members and filling after them are one file. */
static void
test_gzip_members (void)
{
  g_autofree char *first = g_strconcat (HEAD, GOOD, NULL);
  g_autofree char *second = many_rows (0, 10000);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *packed_first = gzip (first, &length);
  g_autofree char *packed_second = NULL;

  g_byte_array_append (file, (const guint8 *) packed_first, (guint) length);
  packed_second = gzip (second, &length);
  g_byte_array_append (file, (const guint8 *) packed_second, (guint) length);
  g_byte_array_append (file, (const guint8 *) "\0\0\0\0\0", 5);
  reading = fixture_try (file->data, file->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reading->n_total, ==, 10001);
}

static void
test_gzip_cut (void)
{
  g_autofree char *rows = many_rows (0, 20000);
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *packed = gzip (text, &length);

  g_assert_null (fixture_try (packed, (gssize) length - 100, NULL, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
}

static void
assert_encoding (const char *charset, const char *mark)
{
  static const char text[] =
      "Date;product_id;category;sales\r\n01.02.2026;Müller;Café;1.234,50 €\r\n"
      "13.02.2026;Größe;Café;-5,00 €\r\n";
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *converted = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  g_byte_array_append (file, (const guint8 *) mark, (guint) strlen (mark));
  g_byte_array_append (file, (const guint8 *) converted, (guint) length);
  reading = fixture_try (file->data, file->len, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_rows (reading, "2026-02-01|Müller|Café|1234.50\n2026-02-13|Größe|Café|-5.00\n");
}

static void
test_encodings (void)
{
  assert_encoding ("UTF-8", "");
  assert_encoding ("UTF-8", "\xef\xbb\xbf");
  assert_encoding ("UTF-16LE", "\xff\xfe");
  assert_encoding ("UTF-16BE", "\xfe\xff");
  assert_encoding ("WINDOWS-1252", "");
}

/* The first letter beyond ASCII may stand far from the start. */
static void
test_late_encoding (void)
{
  g_autofree char *rows = many_rows (0, 10000);
  g_autofree char *text = g_strconcat (HEAD, rows, "2026-01-02,Caf\xe9,C,1\n", NULL);
  g_autoptr (ForeReading) reading = fixture_read (text);
  g_autoptr (ForeRows) taken = fixture_take_rows (reading->rows);

  g_assert_cmpuint (taken->n, ==, 10001);
  g_assert_cmpstr (fore_names_get (taken->products, taken->row[10000].product), ==, "Café");
}

static void
test_cancel (void)
{
  g_autofree char *path = fixture_write (HEAD GOOD, -1);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ForeReading) rejected = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_import_read (path, NULL, options, NULL, cancellable, &rejected, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (rejected);
  g_unlink (path);
}

typedef struct {
  GCancellable *cancellable;
  double cancel_at;
  double last;
  guint n;
} Watch;

static void
watch_progress (double fraction, const char *what, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  g_assert_nonnull (what);
  watch->last = fraction;
  watch->n++;
  if (fraction >= watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

/* Progress goes up to the end; cancelled on the way, it stops there. */
static void
test_progress (void)
{
  g_autofree char *rows = many_rows (0, 100000);
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);
  g_autofree char *path = fixture_write (text, -1);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { cancellable, 2.0, 0.0, 0 };
  ForeProgress progress = { watch_progress, &watch };

  reading = fore_import_read (path, NULL, options, &progress, cancellable, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n, >, 10);
  g_assert_cmpfloat (watch.last, >, 0.9);

  watch = (Watch){ cancellable, 0.5, 0.0, 0 };
  g_assert_null (fore_import_read (path, NULL, options, &progress, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (watch.last, <, 0.7);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-files/gzip", test_gzip);
  g_test_add_func ("/import-files/gzip-members", test_gzip_members);
  g_test_add_func ("/import-files/gzip-cut", test_gzip_cut);
  g_test_add_func ("/import-files/encodings", test_encodings);
  g_test_add_func ("/import-files/late-encoding", test_late_encoding);
  g_test_add_func ("/import-files/cancel", test_cancel);
  g_test_add_func ("/import-files/progress", test_progress);
  return g_test_run ();
}
