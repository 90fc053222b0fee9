/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-line-log.h"

#include <string.h>

/* What has been read again is thrown away when there is this much of it. */
#define ENOUGH ((gsize) 4 * 1024 * 1024)

/*
 * @text: (owned): lines that are kept, from @kept, and lines that are to be read again, from
 *   @position
 * @next_number: the number of the line at @position
 * @first_end: where the first line that is kept ends
 * @first_number: its number
 * @is_keeping: whether lines are kept
 * @long_line: the number of a line that is too long to be kept and comes after @text, 0 for none
 */
struct _ForeLineLog {
  ForeLineReader *lines; /* (owned) */
  GString *text;
  gsize position;
  guint64 next_number;
  gsize kept;
  gsize first_end;
  guint64 first_number;
  gboolean is_keeping;
  guint64 long_line;
};

/**
 * fore_line_log_new:
 * @stream: (transfer full): a text
 *
 * Returns: (transfer full): its lines from the first one
 */
ForeLineLog *
fore_line_log_new (ForeTextStream *stream)
{
  ForeLineLog *log = g_new0 (ForeLineLog, 1);

  log->lines = fore_line_reader_new (stream);
  log->text = g_string_new (NULL);
  return log;
}

void
fore_line_log_free (ForeLineLog *log)
{
  if (log == NULL)
    return;
  fore_line_reader_free (log->lines);
  g_string_free (log->text, TRUE);
  g_free (log);
}

/* Reads the line at the position again. */
static void
read_again (ForeLineLog *log, ForeLine *line)
{
  const char *start = log->text->str + log->position;
  const char *end = log->text->str + log->text->len;
  gsize length = strcspn (start, "\r\n");

  /* strcspn() stops at NULs, which may be in a line. */
  while (start + length < end && start[length] == '\0')
    length += 1 + strcspn (start + length + 1, "\r\n");
  if (start + length < end)
    length += start[length] == '\r' && start + length + 1 < end && start[length + 1] == '\n' ? 2
                                                                                             : 1;
  *line = (ForeLine){
    .text = start,
    .length = length,
    .number = log->next_number++,
    .is_suspect = TRUE,
    .has_quote = memchr (start, '"', length) != NULL,
  };
  log->position += length;
}

/**
 * fore_line_log_next:
 * @log: lines
 * @line: (out): the next one, valid until the next call
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: as for fore_line_reader_next()
 *
 * Returns: whether there is a line; %FALSE without @error at the end
 */
gboolean
fore_line_log_next (ForeLineLog *log, ForeLine *line, GCancellable *cancellable, GError **error)
{
  if (G_UNLIKELY (log->position < log->text->len)) {
    read_again (log, line);
    return TRUE;
  }
  if (G_UNLIKELY (log->long_line != 0)) {
    *line = (ForeLine){ .text = "", .number = log->long_line, .is_too_long = TRUE };
    log->long_line = 0;
  } else if (!fore_line_reader_next (log->lines, line, cancellable, error)) {
    return FALSE;
  }
  if (G_UNLIKELY (log->is_keeping)) {
    if (line->is_too_long)
      log->long_line = line->number;
    g_string_append_len (log->text, line->text, (gssize) line->length);
    log->position = log->text->len;
  }

  return TRUE;
}

/**
 * fore_line_log_keep:
 * @log: lines
 * @first: the line that was read last, not a too long one
 *
 * Keeps @first and the lines after it.
 */
void
fore_line_log_keep (ForeLineLog *log, const ForeLine *first)
{
  const char *start = log->text->str;

  if (first->text >= start && first->text < start + log->text->len) {
    log->kept = (gsize) (first->text - start);
  } else {
    log->kept = log->text->len;
    g_string_append_len (log->text, first->text, (gssize) first->length);
    log->position = log->text->len;
  }
  log->first_end = log->position;
  log->first_number = first->number;
  log->is_keeping = TRUE;
}

/**
 * fore_line_log_get_kept:
 * @log: lines that are kept
 * @length: (out): bytes
 *
 * Returns: (array length=length): those that have been read, from the first one that is kept
 */
const char *
fore_line_log_get_kept (const ForeLineLog *log, gsize *length)
{
  *length = log->position - log->kept;
  return log->text->str + log->kept;
}

/**
 * fore_line_log_rewind:
 * @log: lines that are kept
 *
 * Goes back to the line after the first one that is kept.
 */
void
fore_line_log_rewind (ForeLineLog *log)
{
  log->position = log->first_end;
  log->next_number = log->first_number + 1;
}

/**
 * fore_line_log_release:
 * @log: lines that are kept
 *
 * Keeps no line any more but those that are to be read again.
 */
void
fore_line_log_release (ForeLineLog *log)
{
  log->is_keeping = FALSE;
  if (log->position == log->text->len || log->position > ENOUGH) {
    g_string_erase (log->text, 0, (gssize) log->position);
    log->position = 0;
  }
}

double
fore_line_log_get_fraction (const ForeLineLog *log)
{
  return fore_line_reader_get_fraction (log->lines);
}

const char *
fore_line_log_get_charset (const ForeLineLog *log)
{
  return fore_line_reader_get_charset (log->lines);
}
