/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-answer-cache.h"

static ForeReply *
make_reply (gsize size)
{
  return fore_reply_new (200, "text/plain", g_bytes_new_take (g_malloc0 (size), size));
}

static void
keep (ForeAnswerCache *cache, const char *question, const ForeStoreVersion *version, gsize size)
{
  g_autoptr (ForeReply) reply = make_reply (size);

  fore_answer_cache_keep (cache, question, version, reply);
}

static void
test_version (void)
{
  g_autoptr (ForeAnswerCache) cache = fore_answer_cache_new (10000);
  const ForeStoreVersion before = { 1, 2, 3 };
  const ForeStoreVersion after[] = { { 2, 2, 3 }, { 1, 3, 3 }, { 1, 2, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (after); i++) {
    keep (cache, "/x", &before, 10);
    g_assert_nonnull (fore_answer_cache_look_up (cache, "/x", &before));
    g_assert_null (fore_answer_cache_look_up (cache, "/y", &before));
    g_assert_null (fore_answer_cache_look_up (cache, "/x", &after[i]));
    /* What is old never comes back. */
    g_assert_null (fore_answer_cache_look_up (cache, "/x", &before));
    g_assert_cmpuint (fore_answer_cache_get_size (cache), ==, 0);
  }
}

static void
test_bound (void)
{
  g_autoptr (ForeAnswerCache) cache = fore_answer_cache_new (10000);
  const ForeStoreVersion version = { 1, 1, 1 };

  keep (cache, "/large", &version, 2000);
  g_assert_null (fore_answer_cache_look_up (cache, "/large", &version));

  keep (cache, "/often", &version, 500);
  for (int i = 0; i < 1000; i++) {
    g_autofree char *question = g_strdup_printf ("/%d", i);

    keep (cache, question, &version, 500);
    g_assert_cmpuint (fore_answer_cache_get_size (cache), <=, 10000);
    g_assert_nonnull (fore_answer_cache_look_up (cache, question, &version));
    g_assert_nonnull (fore_answer_cache_look_up (cache, "/often", &version));
  }
  g_assert_null (fore_answer_cache_look_up (cache, "/0", &version));
}

static void
test_pack (void)
{
  g_autoptr (ForeReply) large = make_reply (100000);
  g_autoptr (ForeReply) small = make_reply (100);

  fore_reply_pack (large);
  g_assert_true (large->is_packed);
  g_assert_cmpuint (g_bytes_get_size (large->bytes), <, 10000);
  fore_reply_pack (small);
  g_assert_false (small->is_packed);
  g_assert_cmpuint (g_bytes_get_size (small->bytes), ==, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer-cache/version", test_version);
  g_test_add_func ("/answer-cache/bound", test_bound);
  g_test_add_func ("/answer-cache/pack", test_pack);
  return g_test_run ();
}
