/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-names.h"

#include <string.h>

/* An open-addressing hash table over texts in one chunk: a CSV asks it twice per row. */
struct _ForeNames {
  GStringChunk *chunk; /* (owned) */
  GArray *texts;       /* (owned) (element-type Text) */
  guint32 *slots;      /* (owned) (nullable): number + 1, 0 where empty */
  guint32 mask;        /* number of slots - 1 */
  gsize n_bytes;       /* of the texts */
};

/* Small, for there may be millions. */
typedef struct {
  const char *text;
  guint32 length;
  guint32 hash;
} Text;

/* Eight bytes at a time. A multiplication carries them up, and the high half is folded down, for
 * the low bits are the ones that we use. */
static inline guint64
mix (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ (hash >> 32);
}

static guint32
hash_text (const char *text, gsize length)
{
  guint64 hash = length;
  guint64 word;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
    memcpy (&word, text, sizeof word);
    hash = mix (hash, word);
  }
  word = 0;
  memcpy (&word, text, length);

  return (guint32) mix (hash, word);
}

/**
 * fore_names_new:
 *
 * Returns: (transfer full): an empty collection
 */
ForeNames *
fore_names_new (void)
{
  ForeNames *names = g_new0 (ForeNames, 1);

  names->chunk = g_string_chunk_new (4096);
  names->texts = g_array_new (FALSE, FALSE, sizeof (Text));
  names->mask = 255;
  names->slots = g_new0 (guint32, names->mask + 1);
  return names;
}

void
fore_names_free (ForeNames *names)
{
  if (names == NULL)
    return;
  g_string_chunk_free (names->chunk);
  g_array_unref (names->texts);
  g_free (names->slots);
  g_free (names);
}

static void
grow (ForeNames *names)
{
  names->mask = names->mask * 2 + 1;
  g_free (names->slots);
  names->slots = g_new0 (guint32, (gsize) names->mask + 1);
  for (guint32 i = 0; i < names->texts->len; i++) {
    guint32 slot = g_array_index (names->texts, Text, i).hash & names->mask;

    while (names->slots[slot] != 0)
      slot = (slot + 1) & names->mask;
    names->slots[slot] = i + 1;
  }
}

/**
 * fore_names_intern:
 * @names: a collection
 * @text: bytes without a NUL
 * @length: how many
 *
 * Returns: the number of @text, a new one when it has not been seen before
 */
guint32
fore_names_intern (ForeNames *names, const char *text, gsize length)
{
  Text added = { NULL, (guint32) length, hash_text (text, length) };
  guint32 slot = added.hash & names->mask;

  for (; names->slots[slot] != 0; slot = (slot + 1) & names->mask) {
    const Text *seen = &g_array_index (names->texts, Text, names->slots[slot] - 1);

    if (seen->hash == added.hash && seen->length == length &&
        memcmp (seen->text, text, length) == 0)
      return names->slots[slot] - 1;
  }

  added.text = g_string_chunk_insert_len (names->chunk, text, (gssize) length);
  g_array_append_val (names->texts, added);
  names->n_bytes += length + 1;
  names->slots[slot] = names->texts->len;
  if (names->texts->len > names->mask / 2)
    grow (names);

  return names->texts->len - 1;
}

/**
 * fore_names_close:
 * @names: a collection that is complete: nothing may be interned any more
 *
 * Frees what only finding names needs.
 */
void
fore_names_close (ForeNames *names)
{
  g_clear_pointer (&names->slots, g_free);
}

/**
 * fore_names_get:
 * @names: a collection
 * @number: below fore_names_count()
 *
 * Returns: (transfer none): the text of that number
 */
const char *
fore_names_get (const ForeNames *names, guint32 number)
{
  g_return_val_if_fail (number < names->texts->len, NULL);

  return g_array_index (names->texts, Text, number).text;
}

guint32
fore_names_count (const ForeNames *names)
{
  return names->texts->len;
}

/**
 * fore_names_get_size:
 * @names: a collection
 *
 * Returns: about how many bytes of memory it takes
 */
gsize
fore_names_get_size (const ForeNames *names)
{
  return names->n_bytes + names->texts->len * sizeof (Text) +
         ((gsize) names->mask + 1) * sizeof *names->slots;
}
