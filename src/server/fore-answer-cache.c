/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-answer-cache.h"

#include <string.h>

/* One answer may take so much of the room. */
#define LARGEST_SHARE 8

typedef struct {
  char *question;
  ForeStoreVersion version;
  ForeReply *reply;
  gsize size;
  GList link; /* in the queue, by age of the last use */
} Entry;

struct _ForeAnswerCache {
  GHashTable *entries; /* (owned) (element-type utf8 Entry) */
  GQueue by_use;       /* (element-type Entry): the latest first */
  gsize most_bytes;
  gsize n_bytes;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->question);
  fore_reply_unref (entry->reply);
  g_free (entry);
}

/**
 * fore_answer_cache_new:
 * @most_bytes: how much it may hold
 *
 * Returns: (transfer full): an empty cache
 */
ForeAnswerCache *
fore_answer_cache_new (gsize most_bytes)
{
  ForeAnswerCache *cache = g_new0 (ForeAnswerCache, 1);

  cache->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) entry_free);
  g_queue_init (&cache->by_use);
  cache->most_bytes = most_bytes;
  return cache;
}

void
fore_answer_cache_free (ForeAnswerCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

static void
forget (ForeAnswerCache *cache, Entry *entry)
{
  cache->n_bytes -= entry->size;
  g_queue_unlink (&cache->by_use, &entry->link);
  g_hash_table_remove (cache->entries, entry->question);
}

/**
 * fore_answer_cache_look_up:
 * @cache: a cache
 * @question: what is asked, with all that the answer depends on but the store
 * @version: of the store now
 *
 * Returns: (transfer none) (nullable): the answer, when the store has not changed since
 */
ForeReply *
fore_answer_cache_look_up (ForeAnswerCache *cache,
                           const char *question,
                           const ForeStoreVersion *version)
{
  Entry *entry = g_hash_table_lookup (cache->entries, question);

  if (entry == NULL)
    return NULL;
  if (memcmp (&entry->version, version, sizeof *version) != 0) {
    forget (cache, entry);
    return NULL;
  }
  g_queue_unlink (&cache->by_use, &entry->link);
  g_queue_push_head_link (&cache->by_use, &entry->link);
  return entry->reply;
}

/**
 * fore_answer_cache_keep:
 * @cache: a cache
 * @question: what was asked
 * @version: of the store, read before the answer was
 * @reply: the answer
 *
 * Keeps the answer, unless it would take too much of the room.
 */
void
fore_answer_cache_keep (ForeAnswerCache *cache,
                        const char *question,
                        const ForeStoreVersion *version,
                        ForeReply *reply)
{
  Entry *entry = g_hash_table_lookup (cache->entries, question);
  gsize size = g_bytes_get_size (reply->bytes) + strlen (question) + sizeof *entry;

  if (entry != NULL)
    forget (cache, entry);
  if (size > cache->most_bytes / LARGEST_SHARE)
    return;
  while (cache->n_bytes + size > cache->most_bytes)
    forget (cache, g_queue_peek_tail (&cache->by_use));

  entry = g_new0 (Entry, 1);
  entry->question = g_strdup (question);
  entry->version = *version;
  entry->reply = fore_reply_ref (reply);
  entry->size = size;
  entry->link.data = entry;
  g_hash_table_insert (cache->entries, entry->question, entry);
  g_queue_push_head_link (&cache->by_use, &entry->link);
  cache->n_bytes += size;
}

gsize
fore_answer_cache_get_size (ForeAnswerCache *cache)
{
  return cache->n_bytes;
}
