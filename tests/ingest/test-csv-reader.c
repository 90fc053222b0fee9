/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-csv-reader.h"

#include "fore-error.h"
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const state_names[] = { "", "!quote ", "!long ", "!nul ", "!text " };

/* The records of a file as lines "first-last state [field|field]". */
static char *
show_records (const void *bytes, gssize length, char delimiter)
{
  g_autofree char *path = fixture_write (bytes, length);
  g_autoptr (GError) error = NULL;
  ForeTextStream *stream = fore_text_stream_open (path, NULL, &error);
  g_autoptr (ForeCsvReader) reader = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  ForeCsvRecord record;

  g_assert_no_error (error);
  reader = fore_csv_reader_new (stream, delimiter, '"', &error);
  while (fore_csv_reader_next (reader, &record, NULL, &error)) {
    g_string_append_printf (text, "%lu-%lu %s", (gulong) record.first_line,
                            (gulong) record.last_line, state_names[record.state]);
    for (gsize i = 0;
         record.state == FORE_CSV_GOOD && i < MIN (record.n_fields, FORE_CSV_MAX_FIELDS); i++)
      g_string_append_printf (text, "%c%.*s", i == 0 ? '[' : '|', (int) record.fields[i].length,
                              record.fields[i].text);
    g_string_append (text, record.state == FORE_CSV_GOOD ? "]\n" : "\n");
  }
  g_assert_no_error (error);
  g_unlink (path);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_records (void)
{
  static const struct {
    const char *text;
    char delimiter;
    const char *records;
  } cases[] = {
    { "", ',', "" },
    { "\n\r\n  \n", ',', "" },
    { "a,b\n1,2\n", ',', "1-1 [a|b]\n2-2 [1|2]\n" },
    { "a,b\r\n1,2", ',', "1-1 [a|b]\n2-2 [1|2]\n" },
    { "a,b\r1,2\r\r3,4\r", ',', "1-1 [a|b]\n2-2 [1|2]\n4-4 [3|4]\n" },
    { "a\n\n\nb\r\n\r\nc\rd\n", ',', "1-1 [a]\n4-4 [b]\n6-6 [c]\n7-7 [d]\n" },
    { "a;b,c\n", ';', "1-1 [a|b,c]\n" },
    { "a\tb c\n\t\n", '\t', "1-1 [a|b c]\n2-2 [|]\n" },
    { " a , b \n", ',', "1-1 [a|b]\n" },
    { "\" a \",\"b,c\",\"d\"\"e\"\n", ',', "1-1 [ a |b,c|d\"e]\n" },
    { "\"a\nb\",c\nd\n", ',', "1-2 [a\nb|c]\n3-3 [d]\n" },
    { "\"a\r\nb\r\nc\",d\r\ne\r\n", ',', "1-3 [a\r\nb\r\nc|d]\n4-4 [e]\n" },
    { "\n\"a\n\n\nb\"\nc\n", ',', "2-5 [a\n\n\nb]\n6-6 [c]\n" },
    { "24\" monitor,b\n", ',', "1-1 [24\" monitor|b]\n" },
    { "\"Bob\"s shop\",b\n", ',', "1-1 [Bob\"s shop|b]\n" },
    { "a\n\"b,c\nd,e\n", ',', "1-1 [a]\n2-3 !quote \n" },
    { "a\n\"b,c\nd,\"e\"\nf\n", ',', "1-1 [a]\n2-2 !quote \n3-3 [d|e]\n4-4 [f]\n" },
    { "\"a\n\"b\rc\r\n\"d\"", ',', "1-1 !quote \n2-2 !quote \n3-3 [c]\n4-4 [d]\n" },
    { "\"a\nb\n\"c\nd\n\n\"e", ',', "1-1 !quote \n2-2 [b]\n3-3 !quote \n4-4 [d]\n6-6 !quote \n" },
    { "\"24\" monitor,b\nc,d\n", ',', "1-1 !quote \n2-2 [c|d]\n" },
    { "a,\"Bob\"s shop\"", ',', "1-1 [a|Bob\"s shop]\n" },
    { "a,\"b\"", ',', "1-1 [a|b]\n" },
    { ",,\n,\n", ',', "1-1 [||]\n2-2 [|]\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *records = show_records (cases[i].text, -1, cases[i].delimiter);

    g_assert_cmpstr (records, ==, cases[i].records);
  }
}

static void
test_nul (void)
{
  static const char text[] = "a,b\nc,\0d\ne,f\n\0\n";
  g_autofree char *records = show_records (text, sizeof text - 1, ',');

  g_assert_cmpstr (records, ==, "1-1 [a|b]\n2-2 !nul \n3-3 [e|f]\n4-4 !nul \n");
}

/* Bytes that are no UTF-8 in a file that is. */
static void
test_bad_text (void)
{
  g_autofree char *records = show_records ("é,ü\na\xff,b\nö,c\n", -1, ',');

  g_assert_cmpstr (records, ==, "1-1 [é|ü]\n2-2 !text \n3-3 [ö|c]\n");
}

static void
test_encodings (void)
{
  static const char utf16le[] = "\xff\xfe"
                                "a\0,\0\xe9\0\n\0"
                                "\x3d\xd8\xd2\xde,\0b\0";
  static const char utf16be[] = "\xfe\xff"
                                "\0a\0,\0\xe9\0\n"
                                "\xd8\x3d\xde\xd2\0,\0b";
  g_autofree char *bom = show_records ("\xef\xbb\xbf"
                                       "a,é\n🛒,b",
                                       -1, ',');
  g_autofree char *little = show_records (utf16le, sizeof utf16le - 1, ',');
  g_autofree char *big = show_records (utf16be, sizeof utf16be - 1, ',');
  g_autofree char *windows = show_records ("a,\xe9\n\x80,\x81\n", -1, ',');
  g_autofree char *only_bom = show_records ("\xef\xbb\xbf", -1, ',');

  g_assert_cmpstr (bom, ==, "1-1 [a|é]\n2-2 [🛒|b]\n");
  g_assert_cmpstr (little, ==, bom);
  g_assert_cmpstr (big, ==, bom);
  g_assert_cmpstr (windows, ==, "1-1 [a|é]\n2-2 [€|?]\n");
  g_assert_cmpstr (only_bom, ==, "");
}

/* Characters, line ends and quotes at every place around the border of two pieces. */
static void
test_borders (void)
{
  static const char *const tails[] = { "é,ü\r\nb\r\n", "\"Bob\"s shop\",\"x\r\ny\"\r\n",
                                       "🛒\n\"x\ny\",z\n", "\r\n\r\n\"é\"\"é\"\n" };

  for (gsize t = 0; t < G_N_ELEMENTS (tails); t++) {
    g_autofree char *alone = g_strconcat ("é\n", tails[t], NULL);
    g_autofree char *expected_alone = show_records (alone, -1, ',');

    for (gsize shift = 0; shift < 24; shift++) {
      g_autofree char *blanks = g_strnfill (64 * 1024 - 16 + shift, ' ');
      g_autofree char *text = g_strconcat (blanks, alone, NULL);
      g_autofree char *records = show_records (text, -1, ',');

      g_assert_cmpstr (records, ==, expected_alone);
    }
  }
}

/* A line beyond the limit is one record, and those after it are read. */
static void
test_long (void)
{
  g_autofree char *long_field = g_strnfill (3 * FORE_CSV_MAX_RECORD, 'x');
  g_autofree char *text = g_strconcat ("a\n", long_field, "\nb\n\"", long_field, "\nc\n", NULL);
  g_autofree char *many = g_strnfill (FORE_CSV_MAX_RECORD / 2, ',');
  g_autofree char *records = show_records (text, -1, ',');
  g_autofree char *records_of_many = show_records (many, -1, ',');
  g_autofree char *commas = g_strnfill (FORE_CSV_MAX_FIELDS - 1, '|');
  g_autofree char *expected = g_strconcat ("1-1 [", commas, NULL);

  g_assert_cmpstr (records, ==, "1-1 [a]\n2-2 !long \n3-3 [b]\n4-4 !long \n5-5 [c]\n");
  g_assert_true (g_str_has_prefix (records_of_many, expected));
}

/* A quotation mark that nobody closes ends with the longest record, not with the memory. */
static void
test_long_quote (void)
{
  g_autoptr (GString) text = g_string_new ("a\n\"b\n");
  g_autofree char *records = NULL;

  for (int i = 0; i < 300000; i++)
    g_string_append (text, "c,d,e\n");
  records = show_records (text->str, (gssize) text->len, ',');
  g_assert_true (g_str_has_prefix (records, "1-1 [a]\n2-2 !quote \n3-3 [c|d|e]\n"));
  g_assert_true (g_str_has_suffix (records, "300002-300002 [c|d|e]\n"));
}

/* What comes after a quotation mark that nobody closes is all there: each of the lines. */
static void
test_read_again (void)
{
  static const char long_line[] = "x";
  g_autoptr (GString) text = g_string_new ("\"open\n");
  g_autoptr (GString) expected = g_string_new ("1-1 !quote \n");
  g_autofree char *too_long = g_strnfill (FORE_CSV_MAX_RECORD + 1, *long_line);
  g_autofree char *records = NULL;

  for (int i = 2; i < 30000; i++) {
    g_string_append_printf (text, i % 7 == 0 ? "\"%d\",\"b\"\"c\"\n" : "%d,b\n", i);
    g_string_append_printf (expected, i % 7 == 0 ? "%d-%d [%d|b\"c]\n" : "%d-%d [%d|b]\n", i, i, i);
  }
  g_string_append_printf (text, "\"open\n1\n%s\n2\n\"3\n4\"\n", too_long);
  g_string_append (expected, "30000-30000 !quote \n30001-30001 [1]\n30002-30002 !long \n"
                             "30003-30003 [2]\n30004-30005 [3\n4]\n");
  records = show_records (text->str, (gssize) text->len, ',');
  g_assert_cmpstr (records, ==, expected->str);
}

/* A line without a quotation mark does not go through libcsv; with one more field in quotes it
 * does, and the fields before that are the same. */
static void
test_unquoted (void)
{
  static const char letters[] = "ab,,;;  \t";
  static const char delimiters[] = ",;\t";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 600; round++) {
    char delimiter = delimiters[round % 3];
    g_autoptr (GString) unquoted = g_string_new (NULL);
    g_autoptr (GString) quoted = g_string_new (NULL);
    g_autofree char *records = NULL;
    g_autofree char *quoted_records = NULL;

    for (int line = 0; line < 5; line++) {
      g_autoptr (GString) text = g_string_new (line == 0 ? "x" : NULL);

      for (int n = g_rand_int_range (random, 1, 12); n > 0; n--)
        g_string_append_c (text, letters[g_rand_int_range (random, 0, sizeof letters - 1)]);
      if (strspn (text->str, delimiter == '\t' ? " " : " \t") == text->len)
        g_string_append_c (text, 'y');
      g_string_append_printf (unquoted, "%s\r\n", text->str);
      g_string_append_printf (quoted, "%s%c\"Q\"\r\n", text->str, delimiter);
    }
    records = show_records (unquoted->str, -1, delimiter);
    quoted_records = show_records (quoted->str, -1, delimiter);
    g_string_assign (quoted, quoted_records);
    g_string_replace (quoted, "|Q]", "]", 0);
    g_assert_cmpstr (records, ==, quoted->str);
  }
}

static void
test_utf16_cut (void)
{
  g_autofree char *path = fixture_write ("\xff\xfe"
                                         "a\0b",
                                         5);
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeCsvReader)
      reader = fore_csv_reader_new (fore_text_stream_open (path, NULL, NULL), ',', '"', NULL);
  ForeCsvRecord record;

  g_assert_false (fore_csv_reader_next (reader, &record, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/records", test_records);
  g_test_add_func ("/csv-reader/nul", test_nul);
  g_test_add_func ("/csv-reader/bad-text", test_bad_text);
  g_test_add_func ("/csv-reader/encodings", test_encodings);
  g_test_add_func ("/csv-reader/borders", test_borders);
  g_test_add_func ("/csv-reader/long", test_long);
  g_test_add_func ("/csv-reader/long-quote", test_long_quote);
  g_test_add_func ("/csv-reader/read-again", test_read_again);
  g_test_add_func ("/csv-reader/unquoted", test_unquoted);
  g_test_add_func ("/csv-reader/utf16-cut", test_utf16_cut);
  return g_test_run ();
}
