/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-access.h"

static void
test_host (void)
{
  static const char *const own[] = { "localhost", "localhost:5000", "LocalHost:1", "localhost.",
                                     "127.0.0.1", "127.0.0.1:80",   "[::1]",       "[::1]:5000" };
  static const char *const foreign[] = {
    "evil.example",
    "evil.example:5000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.1.1",
    "evil@localhost",
    "localhost:80:80",
    "localhost:http",
    "",
    "[::1",
    "[::1]x",
    "::1",
    "localhost/path",
    "0x7f.1",
    "127.1",
    "[::ffff:127.0.0.1]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_assert_true (fore_access_allows_host (own[i], "127.0.0.1"));
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_false (fore_access_allows_host (foreign[i], "127.0.0.1"));
  g_assert_true (fore_access_allows_host ("192.168.1.1:5000", "192.168.1.1"));
}

static void
test_origin (void)
{
  static const char *const foreign[] = {
    "null",
    "",
    "http://evil.example",
    "http://evil.example:5000",
    "https://127.0.0.1:5000",
    "https://localhost.evil.example",
    "http://localhost@evil.example",
    "http://localhost",
    "http://localhost:5001",
    "http://127.0.0.1:5000/",
    "http://[::1]:50000",
  };

  g_assert_true (fore_access_allows_origin (NULL, "127.0.0.1", 5000));
  g_assert_true (fore_access_allows_origin ("http://127.0.0.1:5000", "127.0.0.1", 5000));
  g_assert_true (fore_access_allows_origin ("http://localhost:5000", "127.0.0.1", 5000));
  g_assert_true (fore_access_allows_origin ("http://[::1]:5000", "127.0.0.1", 5000));
  g_assert_true (fore_access_allows_origin ("http://localhost", "127.0.0.1", 80));
  g_assert_true (fore_access_allows_origin ("http://192.168.1.1:5000", "192.168.1.1", 5000));
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_false (fore_access_allows_origin (foreign[i], "127.0.0.1", 5000));
}

static void
test_token (void)
{
  g_assert_true (fore_access_allows_token (NULL, NULL));
  g_assert_true (fore_access_allows_token ("Bearer secret", "secret"));
  g_assert_true (fore_access_allows_token ("bearer secret", "secret"));
  g_assert_false (fore_access_allows_token (NULL, "secret"));
  g_assert_false (fore_access_allows_token ("Bearer ", "secret"));
  g_assert_false (fore_access_allows_token ("Bearer secre", "secret"));
  g_assert_false (fore_access_allows_token ("Bearer secrets", "secret"));
  g_assert_false (fore_access_allows_token ("Basic secret", "secret"));
  g_assert_false (fore_access_allows_token ("secret", "secret"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access/host", test_host);
  g_test_add_func ("/access/origin", test_origin);
  g_test_add_func ("/access/token", test_token);
  return g_test_run ();
}
