/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS                                                                   \
  "2026-01-01|P001|Electronics|1500.50\n2026-01-01|P002|Electronics|2300.75\n" \
  "2026-01-01|P003|Furniture|850.00\n"

/* The example of the documentation. */
static void
test_documented (void)
{
  static const char text[] = HEAD "2026-01-01,P001,Electronics,1500.50\n"
                                  "2026-01-01,P002,Electronics,2300.75\n"
                                  "2026-01-01,P003,Furniture,850.00\n";
  g_autoptr (ForeReading) reading = fixture_read (text);

  g_assert_cmpint (reading->n_total, ==, 3);
  g_assert_cmpint (reading->n_missing, ==, 0);
  g_assert_cmpuint (reading->issues->n_rows, ==, 0);
  fixture_assert_rows (reading, ROWS);
}

/* One content in many ways of writing. */
static void
test_dialects (void)
{
  static const char *const texts[] = {
    "Date;product_id;category;sales\r\n2026-01-01;P001;Electronics;1500,50\r\n"
    "2026-01-01;P002;Electronics;2300,75\r\n2026-01-01;P003;Furniture;850,00",
    "DATE\tPRODUCT_ID\tCategory\tSales\n2026-01-01\tP001\tElectronics\t1500.5\n"
    "2026-01-01\tP002\tElectronics\t2300.75\n2026-01-01\tP003\tFurniture\t850\n",
    "date|product_id|category|sales\r2026-01-01|P001|Electronics|1500.50\r"
    "2026-01-01|P002|Electronics|2300.75\r2026-01-01|P003|Furniture|850\r",
    "\xef\xbb\xbf\"Date\",\"product_id\",\"category\",\"sales\"\n"
    "\"2026-01-01\",\"P001\",\"Electronics\",\"1,500.50\"\n"
    "\"2026-01-01\",\"P002\",\"Electronics\",\"2,300.75\"\n"
    "\"2026-01-01\",\"P003\",\"Furniture\",\"850\"\n",
    "\n\nSales of the shop,,,\n,,,\nsales,category,extra,product_id,date,\n"
    "1500.50,Electronics,x,P001,2026-01-01,\n\n2300.75,Electronics,\"a,b\",P002,2026-01-01,\n"
    ",,,,,\n  \n850.00,Furniture,,P003,2026-01-01,,,\n",
    "Date,product_id,category,sales\n2026-01-01,P001,Electronics,1500.50\n"
    "Date,product_id,category,sales\n2026-01-01,P002,Electronics,2300.75\n"
    "Date,product_id,category,sales\n2026-01-01,P003,Furniture,850.00\n",
    "Date,product_id,category,sales\n2026-01-01 10:30:00, P001 ,Electronics,  1500.50\n"
    "2026-01-01T23:59,\"\u00a0P002\u00a0\",Electronics,\" 2300.75 \"\n"
    "2026-01-01,P003,Furniture,850.00\n",
    "Datum;Artikelnummer;Warengruppe;Umsatz\n01.01.2026;P001;Electronics;1.500,50 €\n"
    "1.1.2026;P002;Electronics;2.300,75 €\n01.01.26;P003;Furniture;850 €\n",
    "Order Date,SKU,Product Category,Revenue\n20260101,P001,Electronics,\"$1,500.50\"\n"
    "20260101,P002,Electronics,\"$2,300.75\"\n20260101,P003,Furniture,$850.00\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i]);
    fixture_assert_reads (texts[i], ROWS);
  }
}

static void
test_text_is_kept (void)
{
  fixture_assert_reads (HEAD "2026-01-01,0042,1E5,1\n2026-01-01,\"a,b\",\"Toys & Games\",2\n"
                             "2026-01-01,\"say \"\"hi\"\"\",3/4,3\n2026-01-01,\"P\n001\",🛒,4\n",
                        "2026-01-01|0042|1E5|1.00\n2026-01-01|say \"hi\"|3/4|3.00\n"
                        "2026-01-01|a,b|Toys & Games|2.00\n2026-01-01|P\n001|🛒|4.00\n");
}

/* The 100 characters of a name may take 400 bytes. */
static void
test_long_names (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (ForeReading) reading = NULL;

  for (int i = 0; i < 100; i++)
    g_string_append (name, "🛒");
  text = g_strdup_printf (HEAD "2026-01-01,%s,%s,1\n2026-01-01,%sx,C,1\n2026-01-01,P,%sx,1\n",
                          name->str, name->str, name->str, name->str);
  reading = fixture_read (text);
  g_assert_cmpuint (reading->rows->n_rows, ==, 1);
  g_assert_cmpuint (reading->issues->n_rows, ==, 2);
  /* Names of rows that were set aside are nobody's. */
  g_assert_cmpuint (fore_names_count (reading->rows->products), ==, 1);
  g_assert_cmpuint (fore_names_count (reading->rows->categories), ==, 1);
}

static void
test_amounts (void)
{
  fixture_assert_reads (HEAD "2026-01-01,A,C,1.005\n2026-01-01,B,C,-12.34\n2026-01-01,D,C,(5.50)\n"
                             "2026-01-01,E,C,7.25-\n2026-01-01,F,C,1.5E+03\n2026-01-01,G,C,+3\n"
                             "2026-01-01,H,C,9999999999.99\n2026-01-01,I,C,1.234\n",
                        "2026-01-01|A|C|1.01\n2026-01-01|B|C|-12.34\n2026-01-01|D|C|-5.50\n"
                        "2026-01-01|E|C|-7.25\n2026-01-01|F|C|1500.00\n2026-01-01|G|C|3.00\n"
                        "2026-01-01|H|C|9999999999.99\n2026-01-01|I|C|1.23\n");
}

static void
test_missing (void)
{
  static const char text[] = HEAD "2026-01-01,A,C,5\n2026-01-02,A,C,\n2026-01-03,A,C,NA\n"
                                  "2026-01-04,A,C,null\n2026-01-05,A,C,\" -   \"\n"
                                  "2026-01-05,,C,\n";
  g_autoptr (ForeReading) reading = fixture_read (text);

  g_assert_cmpint (reading->n_total, ==, 6);
  g_assert_cmpint (reading->n_missing, ==, 4);
  g_assert_cmpuint (reading->issues->n_rows, ==, 1);
  fixture_assert_rows (reading, "2026-01-01|A|C|5.00\n2026-01-02|A|C|5.00 imputed\n"
                                "2026-01-03|A|C|5.00 imputed\n2026-01-04|A|C|5.00 imputed\n"
                                "2026-01-05|A|C|5.00 imputed\n");
}

/* A date far down proves the order of all. */
static void
test_dates_proven (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (ForeRows) rows = NULL;

  for (int i = 0; i < 30000; i++)
    g_string_append_printf (text, "%02d/02/2026,P%d,C,1\n", i % 12 + 1, i);
  g_string_append (text, "02/13/2026,last,C,1\n");
  reading = fixture_read (text->str);
  rows = fixture_take_rows (reading->rows);
  g_assert_cmpuint (rows->n, ==, 30001);
  g_assert_cmpint (rows->row[0].day, ==, fore_day_from_date (2026, 1, 2));
  g_assert_cmpint (rows->row[30000].day, ==, fore_day_from_date (2026, 12, 2));
}

/* A column of YYYY-MM-DD is not mixed with another way of writing. */
static void
test_dates_not_mixed (void)
{
  g_autoptr (ForeReading) reading = fixture_read (
      HEAD GOOD "31.12.2025,P2,C,1\n2026-01-03,P3,C,1\n01/02/2026,P4,C,1\n");

  g_assert_cmpuint (reading->issues->n_rows, ==, 2);
  fixture_assert_rows (reading, "2026-01-01|P001|Electronics|1.00\n2026-01-03|P3|C|1.00\n");
}

static void
assert_fails (const char *text,
              const ForeImportOptions *options,
              ForeError code,
              const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeReading) rejected = NULL;

  g_assert_null (fixture_try (text, -1, options, &rejected, &error));
  g_assert_error (error, FORE_ERROR, (gint) code);
  g_assert_null (rejected);
  for (; *words != NULL; words++)
    if (strstr (error->message, *words) == NULL)
      g_error ("“%s” does not say “%s”", error->message, *words);
}

static void
test_ambiguous (void)
{
  static const char *const dates[] = {
    "01/02/2026", "2026-02-01", "2026-01-02", "--date-format=%d/%m/%Y", "--date-format=%m/%d/%Y",
    NULL
  };
  static const char *const short_dates[] = { "1-2-26", "%d-%m-%y", "%m-%d-%y", NULL };
  static const char *const amounts[] = { "1,234", "1234.00", "1.23", NULL };
  static const char *const columns[] = { "sales", "Revenue", "Amount", "--map", NULL };

  assert_fails (HEAD "01/02/2026,A,C,1\n", NULL, FORE_ERROR_AMBIGUOUS, dates);
  assert_fails (HEAD "1-2-26,A,C,1\n", NULL, FORE_ERROR_AMBIGUOUS, short_dates);
  assert_fails (HEAD "13/02/2026,A,C,1\n02/13/2026,A,C,1\n01/02/2026,A,C,1\n", NULL,
                FORE_ERROR_AMBIGUOUS, dates);
  assert_fails (HEAD "2026-01-01,A,C,\"1,234\"\n2026-01-01,B,C,5\n", NULL, FORE_ERROR_AMBIGUOUS,
                amounts);
  assert_fails ("date,product_id,category,Revenue,Amount\n2026-01-01,A,C,1,1\n", NULL,
                FORE_ERROR_AMBIGUOUS, columns);
}

/* Asks about @text and takes the answer of number @n; %NULL when there is nothing to ask. */
static ForeImportQuestion *
ask (const char *text, ForeImportOptions **options, guint n)
{
  g_autoptr (GError) error = NULL;
  ForeImportQuestion *question = fixture_ask (text, *options, &error);

  g_assert_no_error (error);
  if (question != NULL) {
    const ForeImportAnswer *answer = g_ptr_array_index (question->answers, n);

    fore_import_options_free (*options);
    *options = fore_import_options_copy (answer->options);
  }
  return question;
}

/* What a person is asked, one thing after the other, until the file can be read. */
static void
test_questions (void)
{
  static const char text[] = "date,product_id,category,Revenue,Amount\n"
                             "01/02/2026,A,C,7,\"1,234\"\n";
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeImportQuestion) column = ask (text, &options, 1);
  g_autoptr (ForeImportQuestion) date = ask (text, &options, 0);
  g_autoptr (ForeImportQuestion) amount = ask (text, &options, 1);
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  const ForeImportAnswer *answer;

  g_assert_cmpint (column->field, ==, FORE_FIELD_SALES);
  g_assert_null (column->example);
  g_assert_cmpuint (column->answers->len, ==, 2);
  answer = g_ptr_array_index (column->answers, 0);
  g_assert_cmpstr (answer->header, ==, "Revenue");

  g_assert_cmpint (date->field, ==, FORE_FIELD_DATE);
  g_assert_cmpstr (date->example, ==, "01/02/2026");
  answer = g_ptr_array_index (date->answers, 0);
  g_assert_cmpint (answer->day, ==, fore_day_from_date (2026, 2, 1));
  answer = g_ptr_array_index (date->answers, 1);
  g_assert_cmpint (answer->day, ==, fore_day_from_date (2026, 1, 2));

  g_assert_cmpint (amount->field, ==, FORE_FIELD_SALES);
  g_assert_cmpstr (amount->example, ==, "1,234");
  answer = g_ptr_array_index (amount->answers, 0);
  g_assert_cmpint (answer->amount, ==, 123400);
  answer = g_ptr_array_index (amount->answers, 1);
  g_assert_cmpint (answer->amount, ==, 123);

  g_assert_null (ask (text, &options, 0));
  reading = fixture_try (text, -1, options, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_rows (reading, "2026-02-01|A|C|1.23\n");
}

/* A file that a person cannot help with is not asked about. */
static void
test_no_question (void)
{
  static const char *const texts[] = {
    HEAD "2026-02-01,A,C,1.234\n",
    HEAD "13/02/2026,A,C,1\n",
    HEAD "nonsense,A,C,1\n",
    "date,product id,Product-ID,category,sales\n2026-02-01,A,B,C,1\n",
  };
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (ask (texts[i], &options, 0));
  g_assert_null (fixture_ask ("date,category,sales\n2026-02-01,C,1\n", options, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
}

/* The same files with the option that decides. */
static void
test_decided (void)
{
  static const char text[] = HEAD "01/02/2026,A,C,\"1,234\"\n01/03/2026,A,C,x\n";
  static const struct {
    const char *date_format;
    char decimal_mark;
    const char *rows;
  } cases[] = {
    { "%d/%m/%Y", '.', "2026-02-01|A|C|1234.00\n" },
    { "%d/%m/%Y", ',', "2026-02-01|A|C|1.23\n" },
    { "%m/%d/%Y", ',', "2026-01-02|A|C|1.23\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ForeImportOptions) options = fore_import_options_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeReading) reading = NULL;

    options->date_format = g_strdup (cases[i].date_format);
    options->decimal_mark = cases[i].decimal_mark;
    reading = fixture_try (text, -1, options, NULL, &error);
    g_assert_no_error (error);
    fixture_assert_rows (reading, cases[i].rows);
    g_assert_cmpuint (reading->issues->n_rows, ==, 1);
  }
}

/* Dates that are the same in both orders, and amounts proven by others, decide themselves. */
static void
test_undoubtful (void)
{
  fixture_assert_reads (HEAD "01/01/2026,A,C,\"1,234\"\n02/02/2026,A,C,12.50\n",
                        "2026-01-01|A|C|1234.00\n2026-02-02|A|C|12.50\n");
  fixture_assert_reads (
      "Date;product_id;category;sales\n2026-01-01;A;C;1.234\n2026-01-02;A;C;1,5\n",
      "2026-01-01|A|C|1234.00\n2026-01-02|A|C|1.50\n");
}

static void
test_map (void)
{
  static const char text[] = "When,What,Group,Brutto,Netto\n2026-01-01,A,C,119,100\n";
  static const char *const words[] = { "Gross", "Brutto", NULL };
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  options->header[FORE_FIELD_DATE] = g_strdup ("when");
  options->header[FORE_FIELD_PRODUCT] = g_strdup ("What");
  options->header[FORE_FIELD_CATEGORY] = g_strdup (" group ");
  options->header[FORE_FIELD_SALES] = g_strdup ("Netto");
  reading = fixture_try (text, -1, options, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_rows (reading, "2026-01-01|A|C|100.00\n");

  g_free (options->header[FORE_FIELD_SALES]);
  options->header[FORE_FIELD_SALES] = g_strdup ("Gross");
  assert_fails (text, options, FORE_ERROR_REJECTED, words);
}

/* A field's own name goes before a synonym. */
static void
test_own_name_first (void)
{
  fixture_assert_reads ("Day,Date,amount,sales,Product ID,Item,category\n"
                        "1999-01-01,2026-01-01,7,5,A,B,C\n",
                        "2026-01-01|A|C|5.00\n");
}

static void
test_delimiter (void)
{
  static const char text[] = "date:product_id:category:sales\n2026-01-01:A,B:C;D:5\n";
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  options->delimiter = ':';
  reading = fixture_try (text, -1, options, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_rows (reading, "2026-01-01|A,B|C;D|5.00\n");
}

static void
test_bad_options (void)
{
  static const char *const words[] = { NULL };
  g_autoptr (ForeImportOptions) delimiter = fore_import_options_new ();
  g_autoptr (ForeImportOptions) mark = fore_import_options_new ();
  g_autoptr (ForeImportOptions) format = fore_import_options_new ();

  delimiter->delimiter = '"';
  mark->decimal_mark = ';';
  format->date_format = g_strdup ("%d.%m");
  assert_fails (HEAD GOOD, delimiter, FORE_ERROR_INVALID_ARGUMENT, words);
  assert_fails (HEAD GOOD, mark, FORE_ERROR_INVALID_ARGUMENT, words);
  assert_fails (HEAD GOOD, format, FORE_ERROR_INVALID_ARGUMENT, words);
}

static void
test_check_header (void)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autofree char *good = fixture_write (HEAD, -1);
  g_autofree char *bad = fixture_write ("Date,amount\n2026-01-01,5\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (fore_import_check_header (good, options, &error));
  g_assert_no_error (error);
  g_assert_false (fore_import_check_header (bad, options, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "product_id, category"));
  g_assert_null (strstr (error->message, "sales"));
  g_unlink (good);
  g_unlink (bad);
}

static void
test_no_file (void)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (fore_import_read ("/nonexistent/x.csv", NULL, options, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/documented", test_documented);
  g_test_add_func ("/import/dialects", test_dialects);
  g_test_add_func ("/import/text-is-kept", test_text_is_kept);
  g_test_add_func ("/import/long-names", test_long_names);
  g_test_add_func ("/import/amounts", test_amounts);
  g_test_add_func ("/import/missing", test_missing);
  g_test_add_func ("/import/dates-proven", test_dates_proven);
  g_test_add_func ("/import/dates-not-mixed", test_dates_not_mixed);
  g_test_add_func ("/import/ambiguous", test_ambiguous);
  g_test_add_func ("/import/questions", test_questions);
  g_test_add_func ("/import/no-question", test_no_question);
  g_test_add_func ("/import/decided", test_decided);
  g_test_add_func ("/import/undoubtful", test_undoubtful);
  g_test_add_func ("/import/map", test_map);
  g_test_add_func ("/import/own-name-first", test_own_name_first);
  g_test_add_func ("/import/delimiter", test_delimiter);
  g_test_add_func ("/import/bad-options", test_bad_options);
  g_test_add_func ("/import/check-header", test_check_header);
  g_test_add_func ("/import/no-file", test_no_file);
  return g_test_run ();
}
