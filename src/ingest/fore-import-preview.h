/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

/* How many rows a preview shows. */
#define FORE_PREVIEW_ROWS 50

/**
 * ForePreviewRow:
 * @line: the line of the file where it begins
 * @cells: (array zero-terminated=1): what stands in it, a cell for each name of the header
 * @day: its date as understood, or %FORE_DAY_NONE
 * @sales: its amount as understood, 0 when @is_missing or not understood
 * @is_missing: whether the sales cell is empty and would be filled in
 * @bad_field: which field is wrong, %FORE_N_FIELDS for none or the row as a whole
 * @reason: (nullable): why it would be set aside, a translated phrase
 *
 * A row of a file as it would be read.
 */
typedef struct {
  guint64 line;
  GStrv cells;
  ForeDay day;
  ForeCents sales;
  gboolean is_missing;
  ForeField bad_field;
  char *reason;
} ForePreviewRow;

/**
 * ForeImportPreview:
 * @options: how the file was read: those that were given, and what was recalled
 * @header_key: names the header, for what is remembered of it
 * @header: (array zero-terminated=1): the names in it
 * @header_line: its line
 * @column: for each field the place of its column in @header, -1 when that is not known
 * @delimiter: what stands between two cells
 * @charset: "UTF-8", "UTF-16LE", "UTF-16BE" or "WINDOWS-1252", as far as it was read
 * @decimal_mark: '.' or ','
 * @date_format: (nullable): how dates are written, in strptime's language, when that is known
 *   and can be said in it
 * @rows: (element-type ForePreviewRow): the first rows, at most %FORE_PREVIEW_ROWS
 * @question: (nullable): what a person must say first; its answers hold the options that do
 * @problem: (nullable): why it cannot be read like this: a sentence
 * @is_plain: whether it is the plain file of four columns, with nothing to say or to change
 *
 * What a file is taken for. Days and amounts are understood only when there is no @problem.
 */
typedef struct {
  ForeImportOptions *options;
  char *header_key;
  GStrv header;
  guint64 header_line;
  int column[FORE_N_FIELDS];
  char delimiter;
  const char *charset;
  char decimal_mark;
  char *date_format;
  GPtrArray *rows;
  ForeImportQuestion *question;
  char *problem;
  gboolean is_plain;
} ForeImportPreview;

ForeImportPreview *fore_import_preview (const char *path,
                                        const ForeImportOptions *options,
                                        GCancellable *cancellable,
                                        GError **error);
void fore_import_preview_free (ForeImportPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeImportPreview, fore_import_preview_free)

G_END_DECLS
