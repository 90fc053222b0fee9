/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-multipart.h"

#include <string.h>

#include "fore-chunk-stream.h"

#define PART(headers, body) "--b0undary\r\n" headers "\r\n\r\n" body "\r\n"
#define END                 "--b0undary--\r\n"
#define FILE_HEADERS        "Content-Disposition: form-data; name=\"file\"; filename=\"a b.csv\""

/* Everything of one part. */
static char *
read_part (ForeMultipart *form, GError **error)
{
  GString *text = g_string_new (NULL);
  char buffer[7];
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (form), buffer, sizeof buffer, NULL, error)) > 0)
    g_string_append_len (text, buffer, n);
  return g_string_free (text, n < 0);
}

static ForeMultipart *
open_form (const char *text, gsize length)
{
  g_autoptr (GInputStream) body = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);

  return fore_multipart_new (body, "b0undary");
}

static void
test_parts (void)
{
  static const char text[] = PART ("content-disposition: form-data; name=\"comment\"", "hello")
      PART (FILE_HEADERS "\r\nContent-Type: text/csv", "Date\r\n--b0undar\r\nx\r\n")
          PART ("X: y", "") END "epilogue";
  g_autoptr (ForeMultipart) form = open_form (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  char *name, *filename, *body;

  g_assert_true (fore_multipart_next_part (form, &name, &filename, NULL, &error));
  g_assert_cmpstr (name, ==, "comment");
  g_assert_null (filename);
  g_free (name);

  g_assert_true (fore_multipart_next_part (form, &name, &filename, NULL, &error));
  g_assert_cmpstr (name, ==, "file");
  g_assert_cmpstr (filename, ==, "a b.csv");
  body = read_part (form, &error);
  g_assert_cmpstr (body, ==, "Date\r\n--b0undar\r\nx\r\n");
  g_free (name);
  g_free (filename);
  g_free (body);

  g_assert_true (fore_multipart_next_part (form, &name, &filename, NULL, &error));
  g_assert_cmpstr (name, ==, "");
  body = read_part (form, &error);
  g_assert_cmpstr (body, ==, "");
  g_free (name);
  g_free (body);

  g_assert_true (fore_multipart_next_part (form, &name, &filename, NULL, &error));
  g_assert_null (name);
  g_assert_no_error (error);
}

/* A form cut anywhere is an error before its end is believed, and never a shorter file. */
static void
test_cut_anywhere (void)
{
  static const char text[] = PART (FILE_HEADERS, "Date,product_id\r\n1,2") END;

  for (gsize length = 0; length < sizeof text - 3; length++) {
    g_autoptr (ForeMultipart) form = open_form (text, length);
    g_autoptr (GError) error = NULL;
    g_autofree char *name = NULL;
    g_autofree char *filename = NULL;
    g_autofree char *body = NULL;

    if (fore_multipart_next_part (form, &name, &filename, NULL, &error))
      body = read_part (form, &error);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    g_assert_null (body);
  }
}

static void
test_bad_forms (void)
{
  static const char no_form[] = "Date,product_id,category,sales\n2026-01-01,a,b,1\n";
  static const char glued[] = PART (FILE_HEADERS, "x") "--b0undaryX\r\n";
  static const char nul[] = PART ("Content-Disposition: form-data; name=\"a\0b\"", "x") END;
  g_autofree char *endless = g_strnfill (100000, 'h');
  g_autofree char *headers = g_strconcat ("--b0undary\r\n", endless, NULL);
  const struct {
    const char *text;
    gsize length;
    int code;
  } bad[] = { { no_form, sizeof no_form - 1, G_IO_ERROR_PARTIAL_INPUT },
              { glued, sizeof glued - 1, G_IO_ERROR_INVALID_DATA },
              { nul, sizeof nul - 1, G_IO_ERROR_INVALID_DATA },
              { headers, strlen (headers), G_IO_ERROR_INVALID_DATA } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (ForeMultipart) form = open_form (bad[i].text, bad[i].length);
    g_autoptr (GError) error = NULL;
    char *name, *filename;

    while (fore_multipart_next_part (form, &name, &filename, NULL, &error)) {
      g_assert_nonnull (name);
      g_free (name);
      g_free (filename);
    }
    g_assert_error (error, G_IO_ERROR, bad[i].code);
  }
}

static void
test_quoted_names (void)
{
  static const struct {
    const char *header;
    const char *filename;
  } names[] = {
    { "Content-Disposition: form-data; name=file; filename=plain.csv", "plain.csv" },
    { "Content-Disposition: form-data; name=\"file\"; filename=\"a\\\"b.csv\"", "a\"b.csv" },
    { "Content-Disposition: form-data; name=\"file\"; filename=\"a%22b.csv\"", "a\"b.csv" },
    { "Content-Disposition: form-data; name=\"file\"; filename=\"Umsätze.csv\"", "Umsätze.csv" },
    { "Content-Disposition: form-data; name=\"file\"; filename=\"a;b.csv\"", "a;b.csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = g_strconcat ("--b0undary\r\n", names[i].header, "\r\n\r\nx\r\n" END,
                                         NULL);
    g_autoptr (ForeMultipart) form = open_form (text, strlen (text));
    g_autofree char *name = NULL;
    g_autofree char *filename = NULL;

    g_assert_true (fore_multipart_next_part (form, &name, &filename, NULL, NULL));
    g_assert_cmpstr (name, ==, "file");
    g_assert_cmpstr (filename, ==, names[i].filename);
  }
}

static void
count_room (gpointer data)
{
  g_atomic_int_inc ((int *) data);
}

static gpointer
read_all (gpointer data)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 buffer[1000];
  gssize n;

  while ((n = g_input_stream_read (data, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_checksum_update (checksum, buffer, n);
  g_assert_cmpint (n, ==, 0);
  return checksum;
}

/* What goes in comes out, with pauses asked for and ended. */
static void
test_chunks (void)
{
  int n_rooms = 0, n_pauses = 0;
  g_autoptr (ForeChunkStream) stream = fore_chunk_stream_new (count_room, &n_rooms);
  g_autoptr (GChecksum) expected = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) read = NULL;
  GThread *reader = g_thread_new ("reader", read_all, stream);

  for (guint i = 0; i < 3000; i++) {
    g_autofree char *text = g_strnfill (8192, (char) ('a' + i % 26));
    g_autoptr (GBytes) chunk = g_bytes_new (text, 8192 - i % 7);

    g_checksum_update (expected, (const guchar *) text, (gssize) g_bytes_get_size (chunk));
    if (!fore_chunk_stream_push (stream, chunk)) {
      n_pauses++;
      while (g_atomic_int_get (&n_rooms) < n_pauses)
        g_thread_yield ();
    }
  }
  fore_chunk_stream_end (stream, TRUE);
  read = g_thread_join (reader);
  g_assert_cmpstr (g_checksum_get_string (read), ==, g_checksum_get_string (expected));
}

static void
test_broken_off (void)
{
  g_autoptr (ForeChunkStream) stream = fore_chunk_stream_new (count_room, NULL);
  g_autoptr (GBytes) chunk = g_bytes_new ("abc", 3);
  g_autoptr (GError) error = NULL;
  char buffer[10];

  g_assert_true (fore_chunk_stream_push (stream, chunk));
  fore_chunk_stream_end (stream, FALSE);
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (stream), buffer, 10, NULL, &error), ==, 3);
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (stream), buffer, 10, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multipart/parts", test_parts);
  g_test_add_func ("/multipart/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/multipart/bad-forms", test_bad_forms);
  g_test_add_func ("/multipart/quoted-names", test_quoted_names);
  g_test_add_func ("/chunk-stream/chunks", test_chunks);
  g_test_add_func ("/chunk-stream/broken-off", test_broken_off);
  return g_test_run ();
}
