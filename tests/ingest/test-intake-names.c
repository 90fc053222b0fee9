/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-intake-names.h"

#include <string.h>

#define SECONDS G_GINT64_CONSTANT (1737309600)
#define HASH    "a3b5c788f00d"

static void
test_original (void)
{
  static const struct {
    const char *given;
    const char *original;
  } cases[] = {
    { "sales_data.csv", "sales_data.csv" },
    { "tab\tand'quote.csv", "tab\tand'quote.csv" },
    { ".csv", ".csv" },
    { "no-extension", "no-extension" },
    { "Umsätze März 2026.csv", "Umsätze März 2026.csv" },
    { "x%2F..%2Fy.csv", "x%2F..%2Fy.csv" },
    { "/home/anna/x.csv", "x.csv" },
    { "../../x.csv", "x.csv" },
    { "....//x.csv", "x.csv" },
    { "C:\\sales\\x.csv", "x.csv" },
    { "C:/sales/x.csv", "x.csv" },
    { "..\\..\\x.csv", "x.csv" },
    { "\\\\server\\share\\x.csv", "x.csv" },
    { "AC\\DC.csv", "AC\\DC.csv" },
    { "a\xff\xfe"
      "b.csv",
      "a\xef\xbf\xbd\xef\xbf\xbd"
      "b.csv" },
    { "", "upload" },
    { ".", "upload" },
    { "..", "upload" },
    { "folder/", "upload" },
    { "C:\\", "upload" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *original = fore_intake_original_name (cases[i].given);

    g_assert_cmpstr (original, ==, cases[i].original);
  }
}

static void
test_stem (void)
{
  static const struct {
    const char *original;
    const char *stem;
  } cases[] = {
    { "sales_data.csv", "sales_data" },
    { "shop.2025.csv", "shop.2025" },
    { "no-extension", "no-extension" },
    { ".csv", "upload" },
    { ".hidden.csv", "_hidden" },
    { "-rf.csv", "_rf" },
    { "...csv", "_." },
    { "AC\\DC.csv", "AC_DC" },
    { "tab\tand'quote.csv", "tab_and'quote" },
    { "con\tsole\x1b[31m.csv", "con_sole_[31m" },
    { "left\u202eright.csv", "left_right" },
    { "Umsätze März 2026.csv", "Umsätze März 2026" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *stem = fore_intake_stem (cases[i].original);

    g_assert_cmpstr (stem, ==, cases[i].stem);
  }
}

static void
test_names (void)
{
  g_autofree char *batch = fore_intake_batch_name ("sales_data", SECONDS, HASH);
  g_autofree char *stored = fore_intake_stored_name ("sales_data", SECONDS, HASH);

  g_assert_cmpstr (batch, ==, "sales_data_1737309600_a3b5c7");
  g_assert_cmpstr (stored, ==, "sales_data_1737309600_a3b5c788.csv");
}

/* Names of one to four bytes per character, longer than anything allows. */
static void
test_long (void)
{
  static const char *const letters[] = { "x", "é", "日", "🛒" };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autoptr (GString) name = g_string_new (NULL);
    g_autofree char *original = NULL;
    g_autofree char *stem = NULL;
    g_autofree char *batch = NULL;
    g_autofree char *stored = NULL;

    for (int n = 0; n < 5000; n++)
      g_string_append (name, letters[i]);
    g_string_append (name, ".csv");
    original = fore_intake_original_name (name->str);
    stem = fore_intake_stem (original);
    batch = fore_intake_batch_name (stem, SECONDS, HASH);
    stored = fore_intake_stored_name (stem, SECONDS, HASH);

    g_assert_cmpint (g_utf8_strlen (original, -1), ==, 255);
    g_assert_true (g_utf8_validate (stem, -1, NULL));
    g_assert_cmpint (g_utf8_strlen (batch, -1), <=, 100);
    g_assert_cmpuint (strlen (stored), <=, 255);
    g_assert_true (g_str_has_suffix (batch, "_1737309600_a3b5c7"));
    g_assert_true (g_str_has_suffix (stored, "_1737309600_a3b5c788.csv"));
    /* As long as it may be: one letter more would break a limit. */
    g_assert_true (g_utf8_strlen (batch, -1) == 100 || strlen (stored) + strlen (letters[i]) > 255);
  }
}

/* 250 letters and an extension are kept as the person calls them. */
static void
test_long_original (void)
{
  g_autofree char *letters = g_strnfill (250, 'x');
  g_autofree char *name = g_strconcat (letters, ".csv", NULL);
  g_autofree char *original = fore_intake_original_name (name);

  g_assert_cmpstr (original, ==, name);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake-names/original", test_original);
  g_test_add_func ("/intake-names/stem", test_stem);
  g_test_add_func ("/intake-names/names", test_names);
  g_test_add_func ("/intake-names/long", test_long);
  g_test_add_func ("/intake-names/long-original", test_long_original);
  return g_test_run ();
}
