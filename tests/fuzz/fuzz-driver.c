/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target without a fuzzer: on the files that are given, or on standard input (for
 * AFL++), and then on as many files damaged at random as --executions says, always the same. */
#include <gio/gio.h>
#include <string.h>

#include "fuzz-target.h"

static int executions;
static int seed = 20260101;
static char **paths;

static const GOptionEntry options[] = {
  { "executions", 0, 0, G_OPTION_ARG_INT, &executions, "How many damaged files", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Which ones", "N" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
  { NULL },
};

/* Pieces that matter to a reader of files, and to one of requests. */
static const char *const pieces[] = { "\"",
                                      "\"\"",
                                      ",",
                                      ";",
                                      "\n",
                                      "\r",
                                      "\r\n",
                                      "\t",
                                      "\xef\xbb\xbf",
                                      "\xc3",
                                      "\xa9",
                                      "(",
                                      "-",
                                      "\xe2\x82\xac",
                                      "1e9",
                                      "#",
                                      "'",
                                      "9999999999",
                                      "/",
                                      ".",
                                      "|",
                                      "2026-02-30",
                                      "01/02/2026",
                                      "Date,",
                                      " ",
                                      "\u00a0",
                                      "1.234,50",
                                      "\xff",
                                      "NA",
                                      "%",
                                      "--b0und",
                                      "--",
                                      "&",
                                      "=",
                                      "%00",
                                      "%ff",
                                      "http://",
                                      "[::1]",
                                      "?",
                                      ";q=0",
                                      "*",
                                      "limit=" };

static void
insert (GByteArray *file, guint at, const char *piece)
{
  guint length = (guint) strlen (piece);

  g_byte_array_append (file, (const guint8 *) piece, length);
  memmove (file->data + at + length, file->data + at, file->len - length - at);
  memcpy (file->data + at, piece, length);
}

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
  default: insert (file, at, piece);
  }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The files of a folder, in the order of their names. */
static gboolean
load_folder (GPtrArray *files, const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_paths);
  for (guint i = 0; i < names->len; i++) {
    char *text;
    gsize length;

    if (!g_file_get_contents (g_ptr_array_index (names, i), &text, &length, error))
      return FALSE;
    g_ptr_array_add (files, g_bytes_new_take (text, length));
  }

  return TRUE;
}

static GPtrArray *
load (GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (char **path = paths; path != NULL && *path != NULL; path++) {
    char *text;
    gsize length;

    if (g_file_test (*path, G_FILE_TEST_IS_DIR)) {
      if (!load_folder (files, *path, error))
        return NULL;
    } else {
      if (!g_file_get_contents (*path, &text, &length, error))
        return NULL;
      g_ptr_array_add (files, g_bytes_new_take (text, length));
    }
  }

  return g_steal_pointer (&files);
}

static void
run_damaged (GPtrArray *files)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) seed);

  for (int i = 0; i < executions; i++) {
    GBytes *bytes = g_ptr_array_index (files, (guint) i % files->len);
    g_autoptr (GByteArray) file = g_byte_array_new ();

    g_byte_array_append (file, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    for (int n = g_rand_int_range (random, 1, 12); n > 0; n--)
      mutate (file, random);
    LLVMFuzzerTestOneInput (file->data, file->len);
  }
}

static GBytes *
read_standard_input (void)
{
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (0);
  char *text = NULL;
  gsize length = 0;

  g_io_channel_set_encoding (channel, NULL, NULL);
  g_io_channel_read_to_end (channel, &text, &length, NULL);
  return g_bytes_new_take (text, length);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE or FOLDER…]");
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || (files = load (&error)) == NULL) {
    g_printerr ("%s\n", error->message);
    return 2;
  }
  if (files->len == 0)
    g_ptr_array_add (files, read_standard_input ());
  for (guint i = 0; i < files->len; i++) {
    GBytes *bytes = g_ptr_array_index (files, i);

    LLVMFuzzerTestOneInput (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  }
  run_damaged (files);

  return 0;
}
