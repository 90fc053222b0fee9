/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_ROUNDS 2000

static const char *const seeds[] = {
  HEAD GOOD "2026-01-02,\"P,\"\"2\",Möbel,\n2026-01-03,P3,C,-5.25\n",
  "Datum;SKU;Kategorie;Umsatz\r\n01.02.2026;A;Ü;1.234,50 €\r\n13.02.26;B;Ü;(7,5)\r\n",
  "\xff\xfe"
  "d\0",
  "title\n\ndate\tproduct_id\tcategory\tsales\r1/2/2026 10:30\t\"a\rb\"\tc\tNA\r",
  "\x1f\x8b\x08\0\0\0\0\0\0\x03",
};

/* Pieces that matter to a reader of files. */
static const char *const pieces[] = {
  "\"",           "\"\"",       ",",     ";",    "\n",     "\r", "\r\n", "\t",
  "\xef\xbb\xbf", "\xc3",       "\xa9",  "\xff", "(",      "-",  "€",    "1e9",
  "9999999999",   "2026-02-30", "Date,", " ",    "\u00a0", "/",  "."
};

static void
mutate (GByteArray *file, GRand *random)
{
  guint at = (guint) g_rand_int_range (random, 0, (gint32) file->len + 1);
  const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];
  guint length = (guint) strlen (piece);

  switch (g_rand_int_range (random, 0, 4)) {
  case 0:
    if (at < file->len)
      file->data[at] = (guint8) g_rand_int (random);
    break;
  case 1:
    if (at < file->len)
      g_byte_array_remove_range (file, at, MIN (file->len - at, 3));
    break;
  case 2:
    if (at < file->len && length <= file->len - at)
      memcpy (file->data + at, piece, length);
    break;
  default:
    g_byte_array_append (file, (const guint8 *) piece, length);
    memmove (file->data + at + length, file->data + at, file->len - length - at);
    memcpy (file->data + at, piece, length);
    break;
  }
}

static void
assert_sound (const ForeReading *reading)
{
  g_autoptr (ForeRows) rows = fixture_take_rows (reading->rows);

  g_assert_cmpint (reading->n_missing, <=, reading->n_total);
  g_assert_cmpuint (reading->rows->n_rows + reading->issues->n_rows, <=,
                    (guint64) reading->n_total);
  for (gsize i = 0; i < rows->n; i++) {
    const ForeRow *row = &rows->row[i];
    const char *product = fore_names_get (rows->products, row->product);
    const char *category = fore_names_get (rows->categories, row->category);

    g_assert_true (row->day >= FORE_DAY_MIN && row->day <= FORE_DAY_MAX);
    g_assert_true (ABS (row->sales) <= FORE_CENTS_MAX);
    g_assert_true (*product != '\0' && g_utf8_validate (product, -1, NULL));
    g_assert_true (*category != '\0' && g_utf8_validate (category, -1, NULL));
    g_assert_cmpint (g_utf8_strlen (product, -1), <=, 100);
    g_assert_cmpint (g_utf8_strlen (category, -1), <=, 100);
  }
  for (guint i = 0; i < reading->issues->kept->len; i++) {
    const ForeIssue *issue = g_ptr_array_index (reading->issues->kept, i);

    g_assert_cmpuint (issue->line, >, 0);
    g_assert_true (issue->value == NULL || g_utf8_validate (issue->value, -1, NULL));
  }
}

/* Whatever is done to a file, it is read or refused in words. */
static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autofree char *path = fixture_write ("", 0);

  for (int round = 0; round < N_ROUNDS; round++) {
    const char *seed = seeds[round % (int) G_N_ELEMENTS (seeds)];
    g_autoptr (GByteArray) file = g_byte_array_new ();
    g_autoptr (ForeReading) reading = NULL;
    g_autoptr (ForeReading) rejected = NULL;
    g_autoptr (GError) error = NULL;

    g_byte_array_append (file, (const guint8 *) seed, (guint) strlen (seed));
    for (int n = g_rand_int_range (random, 1, 12); n > 0; n--)
      mutate (file, random);
    g_assert_true (g_file_set_contents_full (path, (const char *) file->data, file->len,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    options->is_strict = round % 3 == 0;
    reading = fore_import_read (path, NULL, options, NULL, NULL, &rejected, &error);
    if (reading != NULL) {
      g_assert_no_error (error);
      assert_sound (reading);
    } else {
      g_assert_true (error != NULL && error->domain == FORE_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  }
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-fuzz/mutations", test_mutations);
  return g_test_run ();
}
