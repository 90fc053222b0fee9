/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-server.h"

#include <glib/gstdio.h>

#include "fore-error.h"

static void
test_file (void)
{
  static const struct {
    const char *content;
    int mode;
    const char *token; /* NULL for an error */
  } cases[] = {
    { "s3cret\n", 0600, "s3cret" }, { "  s3cret", 0400, "s3cret" }, { "s3cret\n", 0640, NULL },
    { "s3cret\n", 0604, NULL },     { "s3cret\n", 0620, NULL },     { "\n", 0600, NULL },
    { "two words\n", 0600, NULL },  { "two\nlines\n", 0600, NULL },
  };
  g_autofree char *folder = g_dir_make_tmp ("foretell-token-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "token", NULL);
  g_autoptr (GError) missing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *token = NULL;

    g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
    g_assert_cmpint (g_chmod (path, cases[i].mode), ==, 0);
    token = fore_server_read_token (path, &error);
    g_assert_cmpstr (token, ==, cases[i].token);
    if (cases[i].token == NULL)
      g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
    g_remove (path);
  }
  g_assert_null (fore_server_read_token (path, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/file", test_file);
  return g_test_run ();
}
