/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"
#include "fore-import.h"

static void
test_names (void)
{
  static const char *const names[] = { "date", "product_id", "category", "sales" };

  for (int field = 0; field < FORE_N_FIELDS; field++)
    g_assert_cmpstr (fore_field_name (field), ==, names[field]);
}

static void
test_round_trip (void)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeImportOptions) parsed = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  options->is_strict = TRUE;
  options->delimiter = '\t';
  options->decimal_mark = ',';
  options->date_format = g_strdup ("%d.%m.%Y");
  options->header[FORE_FIELD_DATE] = g_strdup ("Tag 'der' \"Rechnung\"");
  options->header[FORE_FIELD_SALES] = g_strdup ("Erlös €\n");
  text = fore_import_options_to_string (options);
  parsed = fore_import_options_parse (text, &error);
  g_assert_no_error (error);

  g_assert_true (parsed->is_strict);
  g_assert_cmpint (parsed->delimiter, ==, '\t');
  g_assert_cmpint (parsed->decimal_mark, ==, ',');
  g_assert_cmpstr (parsed->date_format, ==, "%d.%m.%Y");
  for (int field = 0; field < FORE_N_FIELDS; field++)
    g_assert_cmpstr (parsed->header[field], ==, options->header[field]);
}

static void
test_none (void)
{
  static const char *const texts[] = { NULL, "", "@a{sv} {}", "{'of a later version': <5>}" };
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autofree char *text = fore_import_options_to_string (options);

  g_assert_cmpstr (text, ==, "@a{sv} {}");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeImportOptions) parsed = fore_import_options_parse (texts[i], &error);

    g_assert_no_error (error);
    g_assert_false (parsed->is_strict);
    g_assert_cmpint (parsed->delimiter, ==, 0);
    g_assert_null (parsed->date_format);
  }
}

static void
test_bad (void)
{
  static const char *const texts[] = { "strict", "{'strict': true}", "5", "{" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (fore_import_options_parse (texts[i], &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-options/names", test_names);
  g_test_add_func ("/import-options/round-trip", test_round_trip);
  g_test_add_func ("/import-options/none", test_none);
  g_test_add_func ("/import-options/bad", test_bad);
  return g_test_run ();
}
