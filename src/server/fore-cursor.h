/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeCursor:
 * @number: what a list is ordered by first: a day, a moment or a number
 * @first: (nullable): the text that it is ordered by next
 * @second: (nullable): likewise
 *
 * Where in a list a page ended. It is a place in the order, not a count of rows, so that
 * rows which come or go in between neither repeat nor hide others.
 */
typedef struct {
  gint64 number;
  char *first;
  char *second;
} ForeCursor;

char *fore_cursor_write (gint64 number, const char *first, const char *second);
ForeCursor *fore_cursor_read (const char *text, GError **error);
void fore_cursor_free (ForeCursor *cursor);
gboolean fore_cursor_is_before (const ForeCursor *cursor, const char *first, const char *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeCursor, fore_cursor_free)

G_END_DECLS
