/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* One bad row after @n_good good ones, and what is told of it. */
typedef struct {
  const char *text;
  gsize n_good;
  guint64 line;
  const char *column;
  const char *value;
} BadRow;

static const BadRow bad_rows[] = {
  { GOOD "2026-13-01,P002,Electronics,1.00\n", 1, 3, "date", "2026-13-01" },
  { GOOD "2026-01-01,P9,E,1\n2026-02-30,P002,Electronics,1.00\n", 2, 4, "date", "2026-02-30" },
  { GOOD "yesterday,P002,Electronics,1.00\n", 1, 3, "date", "yesterday" },
  { GOOD ",P002,Electronics,1.00\n", 1, 3, "date", "" },
  { GOOD "0000-01-01,P002,Electronics,1.00\n", 1, 3, "date", "0000-01-01" },
  { GOOD "2026-01-02,,Electronics,1.00\n", 1, 3, "product_id", "" },
  { GOOD "2026-01-02,P002,\" \",1.00\n", 1, 3, "category", "" },
  { GOOD "2026-01-02,P002,Electronics,twelve\n", 1, 3, "sales", "twelve" },
  { GOOD "2026-01-02,P002,Electronics,12x5\n", 1, 3, "sales", "12x5" },
  { GOOD "2026-01-02,P002,Electronics,1.2.3\n", 1, 3, "sales", "1.2.3" },
  { GOOD "2026-01-02,P002,Electronics,inf\n", 1, 3, "sales", "inf" },
  { GOOD "2026-01-02,P002,Electronics,0x10\n", 1, 3, "sales", "0x10" },
  { GOOD "2026-01-02,P002,Electronics,10000000000.00\n", 1, 3, "sales", "10000000000.00" },
  { GOOD "2026-01-02,P002,Electronics,1e300\n", 1, 3, "sales", "1e300" },
  { GOOD "2026-01-02,P002,Electronics,-10000000000.00\n", 1, 3, "sales", "-10000000000.00" },
  { GOOD "2026-01-02,P002,Electronics,\"1,5x\"\n", 1, 3, "sales", "1,5x" },
  { "2026-01-01,\"P\n001\",E,1\n2026-01-02,P002,E,oops\n", 1, 4, "sales", "oops" },
  { "\n\n" GOOD "\r\n2026-01-02,P002,E,oops\n", 1, 6, "sales", "oops" },
  { GOOD "2026-01-02,\"P002,E,5\n2026-01-03,P003,E,6\n", 1, 3, NULL, NULL },
  { GOOD "2026-01-02,P002\n", 1, 3, NULL, NULL },
  { GOOD "2026-01-02,P002,E,1,5\n", 1, 3, NULL, NULL },
  { GOOD "Date,product_id,category,Sales\n", 1, 3, "date", "Date" },
};

static void
assert_issue (const ForeIssues *issues, const BadRow *bad)
{
  const ForeIssue *issue;

  g_assert_cmpuint (issues->n_rows, ==, 1);
  issue = g_ptr_array_index (issues->kept, 0);
  g_assert_cmpuint (issue->line, ==, bad->line);
  g_assert_cmpstr (issue->column, ==, bad->column);
  g_assert_cmpstr (issue->value, ==, bad->value);
  g_assert_cmpuint (strlen (issue->reason), >, 0);
}

/* The bad row is set aside, counted and told; the good ones are there. */
static void
test_set_aside (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++) {
    g_autofree char *text = g_strconcat (HEAD, bad_rows[i].text, NULL);
    g_autoptr (ForeReading) reading = NULL;

    g_test_message ("%s", text);
    reading = fixture_read (text);
    g_assert_cmpint (reading->n_total, ==, (gint64) bad_rows[i].n_good + 1);
    g_assert_cmpuint (reading->rows->n_rows, ==, bad_rows[i].n_good);
    assert_issue (reading->issues, &bad_rows[i]);
  }
}

/* Strictly, the file is refused, and the message tells the same. */
static void
test_strict (void)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();

  options->is_strict = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++) {
    g_autofree char *text = g_strconcat (HEAD, bad_rows[i].text, NULL);
    g_autofree char *line = g_strdup_printf ("line %lu", (gulong) bad_rows[i].line);
    g_autoptr (ForeReading) rejected = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_null (fixture_try (text, -1, options, &rejected, &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
    g_assert_nonnull (strstr (error->message, line));
    if (bad_rows[i].column != NULL)
      g_assert_nonnull (strstr (error->message, bad_rows[i].column));
    if (bad_rows[i].value != NULL)
      g_assert_nonnull (strstr (error->message, bad_rows[i].value));
    g_assert_cmpint (rejected->n_total, ==, (gint64) bad_rows[i].n_good + 1);
    assert_issue (rejected->issues, &bad_rows[i]);
  }
}

static void
test_late (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (ForeReading) reading = NULL;
  const BadRow bad = { NULL, 5000, 5002, "sales", "oops" };

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (text, "2026-01-01,P%05d,Electronics,1.00\n", i);
  g_string_append (text, "2026-01-02,P002,Electronics,oops\n");
  reading = fixture_read (text->str);
  g_assert_cmpuint (reading->rows->n_rows, ==, 5000);
  assert_issue (reading->issues, &bad);
}

static void
test_nul (void)
{
  static const char text[] = HEAD GOOD "2026-01-02,P0\0"
                                       "02,Electronics,1.00\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeReading) reading = fixture_try (text, sizeof text - 1, NULL, NULL, &error);
  const BadRow bad = { NULL, 1, 3, NULL, NULL };

  g_assert_no_error (error);
  g_assert_cmpuint (reading->rows->n_rows, ==, 1);
  assert_issue (reading->issues, &bad);
}

/* A line of 20 MB is set aside and never held. */
static void
test_long_line (void)
{
  g_autofree char *long_field = g_strnfill (20000000, 'x');
  g_autofree char *text = g_strconcat (HEAD GOOD "2026-01-02,", long_field, NULL);
  g_autoptr (ForeReading) reading = fixture_read (text);
  const BadRow bad = { NULL, 1, 3, NULL, NULL };

  g_assert_cmpuint (reading->rows->n_rows, ==, 1);
  g_assert_cmpint (reading->n_total, ==, 2);
  assert_issue (reading->issues, &bad);
}

/* All are counted, the first ones are told. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (HEAD GOOD);
  g_autoptr (ForeReading) reading = NULL;
  g_autofree char *told = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "2026-01-02,M%d,Electronics,bad%d\n", i, i);
  reading = fixture_read (text->str);
  told = fore_issues_to_text (reading->issues);
  g_assert_cmpint (reading->n_total, ==, 20001);
  g_assert_cmpuint (reading->rows->n_rows, ==, 1);
  g_assert_cmpuint (reading->issues->n_rows, ==, 20000);
  g_assert_nonnull (strstr (told, "20000"));
  g_assert_nonnull (strstr (told, "bad0"));
  g_assert_cmpuint (strlen (told), <, 4000);
}

static void
assert_rejected (const void *bytes, gssize length, const char *word, gint64 n_total)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeReading) rejected = NULL;

  g_assert_null (fixture_try (bytes, length, NULL, &rejected, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
  g_assert_cmpint (rejected != NULL ? rejected->n_total : -1, ==, n_total);
}

/* Files that are refused in any case. */
static void
test_whole (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0";
  static const char utf16[] = "D\0a\0t\0e\0,\0p\0r\0o\0d\0u\0c\0t\0_\0i\0d\0\n\0";
  g_autofree char *nuls = g_malloc0 (100000);
  g_autofree char *junk = g_malloc (65536);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < 65536; i++)
    junk[i] = (char) g_rand_int (random);
  assert_rejected ("", 0, "empty", -1);
  assert_rejected (HEAD, -1, "no rows", 0);
  assert_rejected (HEAD "\n\n,,,\n", -1, "no rows", 0);
  assert_rejected ("Date,product_id,category\n2026-01-01,P001,E\n", -1, "sales", -1);
  assert_rejected ("Date,amount\n2026-01-01,5\n", -1, "product_id, category", -1);
  assert_rejected ("Date,\x1b[31mred\n2026-01-01,5\n", -1, "Date,  [31mred", -1);
  assert_rejected ("a,b\n1,2\n", -1, "product_id", -1);
  assert_rejected (HEAD "x,P,C,1\n2026-01-01,P,C,y\n", -1, "line 3, column sales", 2);
  assert_rejected (junk, 65536, "header", -1);
  assert_rejected (png, sizeof png - 1, "header", -1);
  assert_rejected (nuls, 100000, "line", -1);
  assert_rejected (utf16, sizeof utf16 - 1, "line", -1);
  assert_rejected ("PK\x03\x04 and so on", -1, "CSV", -1);
  assert_rejected ("\x1f\x8b and so on", -1, "damaged", -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-issues/set-aside", test_set_aside);
  g_test_add_func ("/import-issues/strict", test_strict);
  g_test_add_func ("/import-issues/late", test_late);
  g_test_add_func ("/import-issues/nul", test_nul);
  g_test_add_func ("/import-issues/long-line", test_long_line);
  g_test_add_func ("/import-issues/many", test_many);
  g_test_add_func ("/import-issues/whole", test_whole);
  return g_test_run ();
}
