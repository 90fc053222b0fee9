/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "fore-import-words.h"
#include "fore-import.h"

#define HEADER "Date,product_id,category,sales\n"

/* What a file is refused for, as the window says it. */
static void
assert_words (const char *text, const char *expected)
{
  g_autofree char *folder = g_dir_make_tmp ("foretell-words-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file.csv", NULL);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  reading = fore_import_read (path, folder, options, NULL, NULL, NULL, &error);
  g_assert_null (reading);
  words = fore_import_words_for_window (error->message);
  g_assert_cmpstr (words, ==, expected);
  g_unlink (path);
  g_rmdir (folder);
}

/* No button has the name of an option. */
static void
test_options (void)
{
  assert_words ("Date,product_id,category,shelf\n2026-01-01,P1,Tea,4\n",
                "The header lacks the column sales. It has: Date, product_id, category, shelf. "
                "“Try Again” lets you say what is meant.");
  assert_words ("Date,SKU,Item,category,sales\n2026-01-01,P1,Roll,Tea,4\n",
                "The header has more than one column that may be product_id. It has: Date, SKU, "
                "Item, category, sales. “Try Again” lets you say what is meant.");
  assert_words (HEADER "01/02/2026,P1,Tea,12.00\n",
                "The dates can be read in two ways: “01/02/2026” is 2026-02-01 or 2026-01-02. "
                "“Try Again” lets you say what is meant.");
  assert_words (HEADER "2026-01-01,P1,Tea,\"1,234\"\n",
                "The amounts can be read in two ways: “1,234” is 1234.00 with a decimal point and "
                "1.23 with a decimal comma. “Try Again” lets you say what is meant.");
}

/* What names no option stays as it is, also when a cell looks like one. */
static void
test_rows (void)
{
  assert_words (HEADER "2026-01-01,P1,Tea,--map\n",
                "1 row was set aside:\nline 2, column sales: “--map” is not a number");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-words/options", test_options);
  g_test_add_func ("/import-words/rows", test_rows);
  return g_test_run ();
}
