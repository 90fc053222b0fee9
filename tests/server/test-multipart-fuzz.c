/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forms that are torn and damaged at random, always the same way. */
#include "fore-multipart.h"

#include <string.h>

#define FORM                                                                         \
  "--b0und\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nhello\r\n"     \
  "--b0und\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n" \
  "Content-Type: text/csv\r\n\r\nDate,sales\r\n\r\n--b0un\r\n2026-01-01,1\r\n--b0und--\r\n"
#define CONTENT "Date,sales\r\n\r\n--b0un\r\n2026-01-01,1"

/* A stream that gives a few bytes at a time. */
typedef struct {
  GFilterInputStream parent_instance;
  GRand *rand;
} TornStream;
typedef GFilterInputStreamClass TornStreamClass;

static GType torn_stream_get_type (void);
G_DEFINE_TYPE (TornStream, torn_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
torn_stream_read (GInputStream *stream,
                  void *buffer,
                  gsize count,
                  GCancellable *cancellable,
                  GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  gsize n = (gsize) g_rand_int_range (((TornStream *) stream)->rand, 1, 20);

  return g_input_stream_read (base, buffer, MIN (n, count), cancellable, error);
}

static void
torn_stream_class_init (TornStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = torn_stream_read;
}

static void
torn_stream_init (TornStream *self)
{
}

/* Reads all parts; gives the content of "file", if the form is one. */
static GString *
read_form (const char *bytes, gsize length, GRand *rand)
{
  g_autoptr (GInputStream)
      memory = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GInputStream)
      torn = g_object_new (torn_stream_get_type (), "base-stream", memory, NULL);
  g_autoptr (ForeMultipart) form = NULL;
  g_autoptr (GString) content = g_string_new (NULL);

  ((TornStream *) torn)->rand = rand;
  form = fore_multipart_new (torn, "b0und");
  for (guint n_parts = 0;; n_parts++) {
    g_autofree char *name = NULL, *filename = NULL;
    g_autoptr (GError) error = NULL;
    gboolean is_read = fore_multipart_next_part (form, &name, &filename, NULL, &error);
    char buffer[7];
    gssize n;

    g_assert_true (is_read == (error == NULL));
    g_assert_cmpuint (n_parts, <=, length);
    if (!is_read)
      return NULL;
    if (name == NULL)
      return g_steal_pointer (&content);
    while ((n = g_input_stream_read (G_INPUT_STREAM (form), buffer, sizeof buffer, NULL, &error)) >
           0)
      if (g_str_equal (name, "file"))
        g_string_append_len (content, buffer, n);
    if (n < 0)
      return NULL;
    g_assert_cmpuint (content->len, <=, length);
  }
}

static void
free_string (GString *string)
{
  if (string != NULL)
    g_string_free (string, TRUE);
}

static void
test_torn (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 2000; i++) {
    GString *content = read_form (FORM, strlen (FORM), rand);

    g_assert_nonnull (content);
    g_assert_cmpstr (content->str, ==, CONTENT);
    free_string (content);
  }
}

static void
test_cut (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  gsize last = strlen (FORM) - strlen ("\r\n");

  for (gsize length = 0; length < last; length++)
    g_assert_null (read_form (FORM, length, rand));
}

static void
damage (GString *form, GRand *rand)
{
  static const char *const pieces[] = {
    "\r\n", "--b0und", "--b0und--", "\r\n\r\n", "\"", ";", "--"
  };
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  gint32 at = g_rand_int_range (rand, 0, (gint32) form->len);
  gssize n = g_rand_int_range (rand, 1, 9);

  switch (g_rand_int_range (rand, 0, 4)) {
  case 0: form->str[at] = (char) g_rand_int_range (rand, 0, 256); break;
  case 1: g_string_erase (form, at, MIN ((gssize) form->len - at, n)); break;
  case 2: g_string_insert (form, at, piece); break;
  default: g_string_insert_c (form, at, '\0');
  }
}

static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 20000; i++) {
    g_autoptr (GString) form = g_string_new (FORM);

    for (int n = g_rand_int_range (rand, 1, 5); n > 0 && form->len > 1; n--)
      damage (form, rand);
    free_string (read_form (form->str, form->len, rand));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multipart-fuzz/torn", test_torn);
  g_test_add_func ("/multipart-fuzz/cut", test_cut);
  g_test_add_func ("/multipart-fuzz/damaged", test_damaged);
  return g_test_run ();
}
