/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-text-stream.h"

G_BEGIN_DECLS

/* A longer line is passed over unread. */
#define FORE_LINE_MAX ((gsize) 1024 * 1024)

/**
 * ForeLine:
 * @text: (array length=length): the line with its end, valid until the next line
 * @length: its bytes
 * @number: its number in the file, from 1
 * @is_too_long: longer than %FORE_LINE_MAX; there is no text
 * @is_suspect: there may be NULs in it, or bytes that are no UTF-8
 * @has_quote: there is a quotation mark in it
 *
 * A line of a file, which ends with LF, CR LF or CR.
 */
typedef struct {
  const char *text;
  gsize length;
  guint64 number;
  gboolean is_too_long;
  gboolean is_suspect;
  gboolean has_quote;
} ForeLine;

/**
 * ForeLineReader:
 *
 * Takes a text apart into whole lines. Not thread-safe.
 */
typedef struct _ForeLineReader ForeLineReader;

ForeLineReader *fore_line_reader_new (ForeTextStream *stream);
void fore_line_reader_free (ForeLineReader *reader);
gboolean fore_line_reader_next (ForeLineReader *reader,
                                ForeLine *line,
                                GCancellable *cancellable,
                                GError **error);
double fore_line_reader_get_fraction (const ForeLineReader *reader);
const char *fore_line_reader_get_charset (const ForeLineReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeLineReader, fore_line_reader_free)

G_END_DECLS
