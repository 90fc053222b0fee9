/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file for each way in which sales are really exported, and what exactly comes of it. The names
 * of the cases are the rows of the list of expectations: C1 delimiters, C2 quotes, C3 headers, C4
 * encodings, C5 amounts, C6 dates, C7 codes, C8 columns, C12 to C15 errors, C16 and C17 packed
 * files, C21 line ends, C22 lines without a row, C23 money, C24 missing amounts. */
#include "fore-error.h"
#include "fore-import-preview.h"
#include "import-fixture.h"

#include <string.h>

#define GOOD_ROWS "2026-01-13|P1|Brot|1.50\n2026-01-14|P2|Brot|2.25\n"

/* @rows: (nullable): what is read, as fixture_assert_rows() has it
 * @issues: (nullable): what is told of rows that are set aside, with refused files that
 * @options: (nullable): as fore_import_options_to_string() has them
 * @error: for a file that is refused, which error */
typedef struct {
  const char *file;
  const char *rows;
  const char *issues;
  const char *options;
  int error;
} Case;

static const Case cases[] = {
  { "c1-comma.csv", "2026-01-13|P1|Käse|1.50\n2026-01-14|P2|Brot|2.25\n" },
  { "c1-semicolon.csv", "2026-01-13|P1|Käse, alt|1.50\n2026-01-14|P2|Brot|2.25\n" },
  { "c1-tab.csv", "2026-01-13|P1|Käse|1.50\n2026-01-14|P2|Brot, rund|2.25\n" },
  { "c1-pipe.csv", "2026-01-13|P1|Käse|1.50\n2026-01-14|P2|Brot|2.25\n" },
  { "c2-quotes.csv", "2026-01-13|P \"1\"|Käse, alt|1.50\n2026-01-14|P\n2|Brot|2.25\n"
                     "2026-01-15|24\" screen|TV|9.00\n" },
  { "c2-apostrophes.csv", "2026-01-13|P1|Käse, alt|1.50\n2026-01-14|Bob's|Brot|2.25\n" },
  { "c2-open-quote.csv", "2026-01-14|P2|Brot|2.25\n2026-01-15|P3|Brot|3.00\n",
    "1 row was set aside:\nline 2: a quotation mark is opened and not closed" },
  { "c3-title-rows.csv", "2026-01-13|P1|Brot|1.50\n" },
  { "c3-repeated-header.csv", GOOD_ROWS },
  { "c3-no-header.csv", NULL,
    "The file has no readable header. It must name the columns date, product_id, category, sales.",
    NULL, FORE_ERROR_REJECTED },
  { "c4-utf8-mark.csv", "2026-01-13|P1|Käse|1.50\n" },
  { "c4-utf16-le.csv", "2026-01-13|P1|Käse|1.50\n" },
  { "c4-utf16-be.csv", "2026-01-13|P1|Käse|1.50\n" },
  { "c4-windows-1252.csv", "2026-01-13|P1|Käse €|1.50\n" },
  { "c4-mark-inside.csv", GOOD_ROWS },
  { "c5-decimal-comma.csv", "2026-01-13|P1|Brot|1234.56\n2026-01-14|P1|Brot|0.50\n" },
  { "c5-thousands-comma.csv", "2026-01-13|P1|Brot|1234.56\n2026-01-14|P1|Brot|1000.00\n" },
  { "c5-thousands-space.csv",
    "2026-01-13|P1|Brot|1234.56\n2026-01-14|P1|Brot|1000.00\n2026-01-15|P1|Brot|1000.50\n" },
  { "c5-thousands-apostrophe.csv", "2026-01-13|P1|Brot|1234.56\n2026-01-14|P1|Brot|1000.00\n" },
  { "c5-ambiguous.csv", NULL,
    "The amounts can be read in two ways: “1,234” is 1234.00 with a decimal point and 1.23 with a "
    "decimal comma.\nSay which with --decimal-mark=. or --decimal-mark=, .",
    NULL, FORE_ERROR_AMBIGUOUS },
  { "c5-ambiguous.csv", "2026-01-13|P1|Brot|1.23\n2026-01-14|P1|Brot|5.00\n", NULL,
    "{'decimal-mark': <byte 0x2c>}" },
  { "c5-ambiguous.csv", "2026-01-13|P1|Brot|1234.00\n2026-01-14|P1|Brot|5.00\n", NULL,
    "{'usual-decimal-mark': <byte 0x2e>}" },
  { "c5-ambiguous-points.csv", NULL,
    "The amounts can be read in two ways: “1.234” is 1.23 with a decimal point and 1234.00 with a "
    "decimal comma.\nSay which with --decimal-mark=. or --decimal-mark=, .",
    NULL, FORE_ERROR_AMBIGUOUS },
  { "c5-ambiguous-points.csv", "2026-01-13|P1|Brot|1234.00\n2026-01-14|P1|Brot|950.00\n", NULL,
    "{'decimal-mark': <byte 0x2c>}" },
  { "c5-points-proven.csv", "2026-01-13|P1|Brot|1.23\n2026-01-14|P1|Brot|0.50\n" },
  { "c6-day-first-points.csv", "2026-02-01|P1|Brot|1.00\n2026-02-13|P1|Brot|2.00\n" },
  { "c6-day-first-slashes.csv", "2026-02-01|P1|Brot|1.00\n2026-02-13|P1|Brot|2.00\n" },
  { "c6-month-first-slashes.csv", "2026-01-02|P1|Brot|1.00\n2026-02-13|P1|Brot|2.00\n" },
  { "c6-two-digit-years.csv", "2026-02-01|P1|Brot|1.00\n2026-02-13|P1|Brot|2.00\n" },
  { "c6-year-of-two-digits-first.csv", NULL,
    "The dates can be read in two ways: “26-01-02” is 2026-01-02 or 2002-01-26.\n"
    "Say which is meant with --date-format=%y-%m-%d or --date-format=%d-%m-%y.",
    NULL, FORE_ERROR_AMBIGUOUS },
  { "c6-year-of-two-digits-first.csv", "2026-01-02|P1|Brot|1.00\n2026-01-13|P1|Brot|2.00\n", NULL,
    "{'date-format': <'%y-%m-%d'>}" },
  { "c6-datetime.csv", "2026-01-13|P1|Brot|1.00\n2026-01-14|P1|Brot|2.00\n" },
  { "c6-compact.csv", "2026-01-13|P1|Brot|1.00\n2026-01-14|P1|Brot|2.00\n" },
  { "c6-mixed.csv", "2026-01-13|P1|Brot|1.00\n2026-01-14|P1|Brot|2.00\n",
    "1 row was set aside:\n"
    "line 4, column date: “13/01/2026” is not a date of the form YYYY-MM-DD" },
  { "c6-ambiguous.csv", NULL,
    "The dates can be read in two ways: “01/02/2026” is 2026-02-01 or 2026-01-02.\n"
    "Say which is meant with --date-format=%d/%m/%Y or --date-format=%m/%d/%Y.",
    NULL, FORE_ERROR_AMBIGUOUS },
  { "c6-ambiguous.csv", "2026-02-01|P1|Brot|1.00\n2026-04-03|P1|Brot|2.00\n", NULL,
    "{'date-format': <'%d/%m/%Y'>}" },
  { "c6-ambiguous.csv", "2026-01-02|P1|Brot|1.00\n2026-03-04|P1|Brot|2.00\n", NULL,
    "{'usual-date-format': <'%m/%d/%Y'>}" },
  { "c7-codes.csv", "2026-01-13|3/4|00.10|2.00\n2026-01-13|007|1E5|1.00\n"
                    "2026-01-13|2026-01-01|TRUE|3.00\n" },
  { "c8-german.csv", "2026-01-13|P1|Brot|1.50\n" },
  { "c8-english.csv", "2026-01-13|P1|Bread|1.50\n" },
  { "c8-sap.csv", "2026-01-13|000000000000004711|10203|1234.50\n"
                  "2026-01-14|000000000000004711|10203|-12.50\n" },
  { "c8-amazon.csv", "2026-01-13|SKU1|Books|12.50\n2026-01-14|SKU1|Books|12.50 imputed\n" },
  { "c8-currency.csv", "2026-01-13|P1|Brot|1234.50\n" },
  { "c8-two-candidates.csv", NULL,
    "The header has more than one column that may be product_id. It has: Date, SKU, Item, "
    "category, sales.\nSay which one is meant with --map=FIELD=HEADER.",
    NULL, FORE_ERROR_AMBIGUOUS },
  { "c8-two-candidates.csv", "2026-01-13|Roll|Brot|1.50\n", NULL,
    "{'header-product_id': <'Item'>}" },
  { "c8-own-names.csv", NULL,
    "The header lacks the columns date, product_id, category, sales. It has: When, What, Kind, How "
    "Much.\nSay which ones are meant with --map=FIELD=HEADER.",
    NULL, FORE_ERROR_REJECTED },
  { "c8-own-names.csv", "2026-01-13|P1|Brot|1.50\n", NULL,
    "{'header-date': <'When'>, 'header-product_id': <'What'>, 'header-category': <'Kind'>, "
    "'header-sales': <'How Much'>}" },
  { "c12-errors.csv", "2026-01-13|P1|Brot|1.00\n",
    "3 rows were set aside:\n"
    "line 3, column date: “2026-02-30” is not a date of the form YYYY-MM-DD\n"
    "line 4, column product_id: the cell is empty\n"
    "line 5, column sales: “12x5” is not a number" },
  { "c14-kinds.csv",
    "2026-01-13|P1|Brot|4.00\n2026-01-14|Käse|Brot|1.00\n"
    "2026-01-14|P9|Brot|-2.50\n",
    "9 rows were set aside:\n"
    "line 3, column sales: “abc” is not a number\n"
    "line 4: the row has 3 fields where the header has 4\n"
    "line 5: the row has 5 fields where the header has 4\n"
    "line 6: a quotation mark is opened and not closed\n"
    "line 7, column date: “31-31-2026” is not a date of the form YYYY-MM-DD\n"
    "line 8, column product_id: "
    "“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    "xxxxxxxxxxxxx…” is longer than 100 characters\n"
    "line 9, column sales: “10000000000” is outside the range from -9999999999.99 to "
    "9999999999.99\n"
    "line 13: the row is not valid UTF-8 text\n"
    "line 14: the row has NUL bytes in it" },
  { "c12-errors.csv", NULL,
    "3 rows were set aside:\n"
    "line 3, column date: “2026-02-30” is not a date of the form YYYY-MM-DD\n"
    "line 4, column product_id: the cell is empty\n"
    "line 5, column sales: “12x5” is not a number",
    "{'strict': <true>}", FORE_ERROR_REJECTED },
  { "c15-all-bad.csv", NULL,
    "2 rows were set aside:\n"
    "line 2, column date: “x” is not a date of the form YYYY-MM-DD\n"
    "line 3, column date: “y” is not a date of the form YYYY-MM-DD",
    NULL, FORE_ERROR_REJECTED },
  { "c16-packed.csv.gz", "2026-01-13|P1|Brot|1.50\n" },
  { "c17-archive.zip", NULL,
    "The file is a spreadsheet or an archive. Save the sheet as CSV and import that.", NULL,
    FORE_ERROR_REJECTED },
  { "c17-spreadsheet.xls", NULL,
    "The file is a spreadsheet or an archive. Save the sheet as CSV and import that.", NULL,
    FORE_ERROR_REJECTED },
  { "c21-crlf.csv", GOOD_ROWS },
  { "c21-cr.csv", GOOD_ROWS },
  { "c21-no-final-newline.csv", GOOD_ROWS },
  { "c21-mixed-ends.csv", GOOD_ROWS "2026-01-15|P3|Brot|3.00\n" },
  { "c22-blank-lines.csv", GOOD_ROWS },
  { "c22-comments.csv", "2026-01-13|P1|Brot|1.50\n" },
  { "c22-trailing-delimiters.csv", GOOD_ROWS },
  { "c23-money.csv",
    "2026-01-13|P1|Brot|1.50\n2026-01-14|P1|Brot|-12.50\n"
    "2026-01-15|P1|Brot|-12.50\n2026-01-16|P1|Brot|-3.00\n"
    "2026-01-17|P1|Brot|4.00\n",
    "1 row was set aside:\nline 7, column sales: “5 %” is not a number" },
  { "c24-missing.csv", "2026-01-13|P1|Brot|4.00\n2026-01-14|P1|Brot|4.00 imputed\n"
                       "2026-01-15|P1|Brot|4.00 imputed\n2026-01-16|P1|Brot|4.00 imputed\n"
                       "2026-01-17|P1|Brot|4.00 imputed\n2026-01-18|P1|Brot|0.00\n" },
};

static char *
path_of (const char *file)
{
  return g_test_build_filename (G_TEST_DIST, "files", file, NULL);
}

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autofree char *path = path_of (expected->file);
  g_autofree char *issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeImportOptions) options = fore_import_options_parse (expected->options, &error);
  g_autoptr (ForeReading) reading = NULL;

  g_assert_no_error (error);
  reading = fore_import_read (path, g_get_tmp_dir (), options, NULL, NULL, NULL, &error);
  if (expected->rows == NULL) {
    g_assert_error (error, FORE_ERROR, expected->error);
    g_assert_cmpstr (error->message, ==, expected->issues);
    return;
  }
  g_assert_no_error (error);
  issues = fore_issues_to_text (reading->issues);
  g_assert_cmpstr (issues, ==, expected->issues);
  fixture_assert_rows (reading, expected->rows);
}

/* What a file is taken for is what is told of it (C4: the fallback is told, too). */
static void
test_taken_for (void)
{
  static const struct {
    const char *file;
    const char *charset;
    char delimiter;
    const char *date_format;
    char decimal_mark;
    guint64 header_line;
    gboolean is_plain;
  } files[] = {
    { "c1-comma.csv", "UTF-8", ',', "%Y-%m-%d", '.', 1, TRUE },
    { "c1-semicolon.csv", "UTF-8", ';', "%Y-%m-%d", ',', 1, FALSE },
    { "c1-tab.csv", "UTF-8", '\t', "%Y-%m-%d", '.', 1, FALSE },
    { "c3-title-rows.csv", "UTF-8", ',', "%Y-%m-%d", '.', 4, FALSE },
    { "c4-utf16-le.csv", "UTF-16LE", ',', "%Y-%m-%d", '.', 1, FALSE },
    { "c4-utf16-be.csv", "UTF-16BE", ',', "%Y-%m-%d", '.', 1, FALSE },
    { "c4-windows-1252.csv", "WINDOWS-1252", ',', "%Y-%m-%d", '.', 1, FALSE },
    { "c6-month-first-slashes.csv", "UTF-8", ',', "%m/%d/%Y", '.', 1, FALSE },
    { "c6-two-digit-years.csv", "UTF-8", ',', "%d/%m/%y", '.', 1, FALSE },
    { "c12-errors.csv", "UTF-8", ',', "%Y-%m-%d", '.', 1, FALSE },
    { "c22-comments.csv", "UTF-8", ',', "%Y-%m-%d", '.', 2, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = path_of (files[i].file);
    g_autoptr (ForeImportOptions) options = fore_import_options_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeImportPreview) preview = fore_import_preview (path, options, NULL, &error);

    g_test_message ("%s", files[i].file);
    g_assert_no_error (error);
    g_assert_cmpstr (preview->charset, ==, files[i].charset);
    g_assert_cmpint (preview->delimiter, ==, files[i].delimiter);
    g_assert_cmpstr (preview->date_format, ==, files[i].date_format);
    g_assert_cmpint (preview->decimal_mark, ==, files[i].decimal_mark);
    g_assert_cmpuint (preview->header_line, ==, files[i].header_line);
    g_assert_cmpint (preview->is_plain, ==, files[i].is_plain);
  }
}

/* C9: each of the first rows as it is understood, also when it would be set aside. */
static void
test_preview_rows (void)
{
  g_autofree char *path = path_of ("c12-errors.csv");
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeImportPreview) preview = fore_import_preview (path, options, NULL, NULL);
  const ForePreviewRow *row;

  g_assert_cmpuint (preview->rows->len, ==, 4);
  row = preview->rows->pdata[0];
  g_assert_cmpuint (row->line, ==, 2);
  g_assert_cmpint (row->day, ==, fore_day_from_date (2026, 1, 13));
  g_assert_cmpint (row->sales, ==, 100);
  g_assert_null (row->reason);
  row = preview->rows->pdata[3];
  g_assert_cmpuint (row->line, ==, 5);
  g_assert_cmpint (row->bad_field, ==, FORE_FIELD_SALES);
  g_assert_cmpstr (row->cells[3], ==, "12x5");
  g_assert_cmpstr (row->reason, ==, "is not a number");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/dialects/%02u-%s", (guint) i, cases[i].file);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/dialects/taken-for", test_taken_for);
  g_test_add_func ("/dialects/preview-rows", test_preview_rows);
  return g_test_run ();
}
