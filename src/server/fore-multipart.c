/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-multipart.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define BUFFER_SIZE      (64 * 1024)
#define LONGEST_HEADERS  (16 * 1024)
#define LONGEST_BOUNDARY 70 /* RFC 2046, 5.1.1 */

struct _ForeMultipart {
  GInputStream parent_instance;

  GInputStream *body; /* (owned) */
  GString *delimiter; /* (owned): CR LF "--" and the boundary */
  guint8 *buffer;     /* (owned): bytes read and not yet given out are [start, end) */
  gsize start;
  gsize end;
  gboolean is_in_part;
  gboolean is_last;
};

G_DEFINE_FINAL_TYPE (ForeMultipart, fore_multipart, G_TYPE_INPUT_STREAM)

/* Reads on until @count bytes are at hand; too few are an error. */
static gboolean
fill (ForeMultipart *self, gsize count, GCancellable *cancellable, GError **error)
{
  if (self->start > 0) {
    memmove (self->buffer, self->buffer + self->start, self->end - self->start);
    self->end -= self->start;
    self->start = 0;
  }
  while (self->end < count) {
    gssize n = g_input_stream_read (self->body, self->buffer + self->end, BUFFER_SIZE - self->end,
                                    cancellable, error);

    if (n < 0)
      return FALSE;
    if (n == 0) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                           _ ("The form ends before its closing boundary."));
      return FALSE;
    }
    self->end += (gsize) n;
  }
  return TRUE;
}

/* How many bytes at hand surely belong to the part: those before the delimiter or, where it
 * is not in sight, before what could be its beginning. */
static gsize
count_part_bytes (ForeMultipart *self, gboolean *is_delimiter)
{
  const guint8 *data = self->buffer + self->start;
  gsize length = self->end - self->start;
  const guint8 *found = memmem (data, length, self->delimiter->str, self->delimiter->len);

  *is_delimiter = found != NULL;
  if (found != NULL)
    return (gsize) (found - data);
  return length >= self->delimiter->len ? length - self->delimiter->len + 1 : 0;
}

/* Takes the delimiter and what follows it on its line: "--" after the last part. */
static gboolean
take_delimiter (ForeMultipart *self, GCancellable *cancellable, GError **error)
{
  gsize length = self->delimiter->len;

  if (!fill (self, length + 2, cancellable, error))
    return FALSE;
  self->is_last = memcmp (self->buffer + self->start + length, "--", 2) == 0;
  if (!self->is_last && memcmp (self->buffer + self->start + length, "\r\n", 2) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("A boundary of the form is followed by something else."));
    return FALSE;
  }
  self->start += length + 2;
  self->is_in_part = FALSE;
  return TRUE;
}

static gssize
fore_multipart_read (GInputStream *stream,
                     void *buffer,
                     gsize count,
                     GCancellable *cancellable,
                     GError **error)
{
  ForeMultipart *self = FORE_MULTIPART (stream);
  gboolean is_delimiter;
  gsize n;

  if (!self->is_in_part)
    return 0;

  while ((n = count_part_bytes (self, &is_delimiter)) == 0) {
    if (is_delimiter)
      return take_delimiter (self, cancellable, error) ? 0 : -1;
    if (!fill (self, self->end - self->start + 1, cancellable, error))
      return -1;
  }
  n = MIN (n, count);
  memcpy (buffer, self->buffer + self->start, n);
  self->start += n;
  return (gssize) n;
}

static void
fore_multipart_finalize (GObject *object)
{
  ForeMultipart *self = FORE_MULTIPART (object);

  g_clear_object (&self->body);
  g_string_free (self->delimiter, TRUE);
  g_free (self->buffer);

  G_OBJECT_CLASS (fore_multipart_parent_class)->finalize (object);
}

static void
fore_multipart_class_init (ForeMultipartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_multipart_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = fore_multipart_read;
}

static void
fore_multipart_init (ForeMultipart *self)
{
  self->buffer = g_malloc (BUFFER_SIZE);
}

/**
 * fore_multipart_new:
 * @body: the body of a request
 * @boundary: from its content type
 *
 * Returns: (transfer full) (nullable): a reader that stands before the first part, %NULL
 *   when @boundary cannot be one
 */
ForeMultipart *
fore_multipart_new (GInputStream *body, const char *boundary)
{
  ForeMultipart *self;

  if (*boundary == '\0' || strlen (boundary) > LONGEST_BOUNDARY)
    return NULL;

  self = g_object_new (FORE_TYPE_MULTIPART, NULL);
  self->body = g_object_ref (body);
  self->delimiter = g_string_new ("\r\n--");
  g_string_append (self->delimiter, boundary);
  /* The first boundary stands at the very beginning, with no line before it to end. */
  memcpy (self->buffer, "\r\n", 2);
  self->end = 2;
  self->is_in_part = TRUE;
  return self;
}

static gboolean
skip_part (ForeMultipart *self, GCancellable *cancellable, GError **error)
{
  guint8 ignored[4096];
  gssize n;

  do
    n = fore_multipart_read (G_INPUT_STREAM (self), ignored, sizeof ignored, cancellable, error);
  while (n > 0);

  return n == 0;
}

/* The headers of the part, with the empty line that ends them. */
static char *
take_headers (ForeMultipart *self, GCancellable *cancellable, GError **error)
{
  const guint8 *end;

  if (!fill (self, 2, cancellable, error))
    return NULL;
  while ((end = memmem (self->buffer + self->start, self->end - self->start, "\r\n\r\n", 4)) ==
         NULL) {
    if (self->end - self->start > LONGEST_HEADERS) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The headers of a part of the form are too long."));
      return NULL;
    }
    if (!fill (self, self->end - self->start + 1, cancellable, error))
      return NULL;
  }
  if (memchr (self->buffer + self->start, '\0', (gsize) (end - self->buffer) - self->start)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The headers of a part of the form hold a NUL byte."));
    return NULL;
  }

  {
    gsize length = (gsize) (end - self->buffer) - self->start;
    char *headers = g_strndup ((const char *) self->buffer + self->start, length);

    self->start += length + 4;
    return headers;
  }
}

/* Browsers write a quote in a name as %22, other clients with a backslash, which the parser
 * of the header has undone. */
static void
read_disposition (const char *line, char **name, char **filename)
{
  const char *parameters = strchr (line, ';');
  GHashTable *table;

  if (parameters == NULL)
    return;
  table = soup_header_parse_semi_param_list (parameters + 1);
  g_clear_pointer (name, g_free);
  g_clear_pointer (filename, g_free);
  *name = g_strdup (g_hash_table_lookup (table, "name"));
  *filename = g_strdup (g_hash_table_lookup (table, "filename"));
  soup_header_free_param_list (table);
  if (*filename != NULL && strstr (*filename, "%22") != NULL) {
    g_auto (GStrv) pieces = g_strsplit (*filename, "%22", -1);

    g_free (*filename);
    *filename = g_strjoinv ("\"", pieces);
  }
}

/**
 * fore_multipart_next_part:
 * @self: a form
 * @name: (out): the name of the field, %NULL after the last part
 * @filename: (out) (nullable): the name of the file, as the client wrote it
 * @cancellable: (nullable): a cancellable
 * @error: %G_IO_ERROR_INVALID_DATA for what is no form, %G_IO_ERROR_PARTIAL_INPUT for one
 *   that breaks off, and those of the body
 *
 * Goes to the next part, over what has not been read of the one before.
 *
 * Returns: whether there was no error
 */
gboolean
fore_multipart_next_part (ForeMultipart *self,
                          char **name,
                          char **filename,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *headers = NULL;
  g_auto (GStrv) lines = NULL;

  *name = NULL;
  *filename = NULL;
  if (!skip_part (self, cancellable, error))
    return FALSE;
  if (self->is_last)
    return TRUE;
  headers = take_headers (self, cancellable, error);
  if (headers == NULL)
    return FALSE;

  lines = g_strsplit (headers, "\r\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], "Content-Disposition:", 20) == 0)
      read_disposition (lines[i] + 20, name, filename);
  if (*name == NULL)
    *name = g_strdup ("");
  self->is_in_part = TRUE;
  return TRUE;
}
