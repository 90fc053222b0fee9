/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-text-stream.h"

G_BEGIN_DECLS

/* Columns beyond these are counted and not kept. */
#define FORE_CSV_MAX_FIELDS 1024

/* A longer record is set aside. */
#define FORE_CSV_MAX_RECORD ((gsize) 1024 * 1024)

/**
 * ForeCsvState:
 * @FORE_CSV_GOOD: the fields can be used
 * @FORE_CSV_OPEN_QUOTE: a quotation mark was opened and not closed as it should be
 * @FORE_CSV_TOO_LONG: a line longer than a record may be
 * @FORE_CSV_HAS_NUL: with NULs in it
 * @FORE_CSV_BAD_TEXT: with bytes that are no UTF-8 in a file that is
 */
typedef enum {
  FORE_CSV_GOOD,
  FORE_CSV_OPEN_QUOTE,
  FORE_CSV_TOO_LONG,
  FORE_CSV_HAS_NUL,
  FORE_CSV_BAD_TEXT,
} ForeCsvState;

typedef struct {
  const char *text; /* not terminated */
  gsize length;
} ForeCsvField;

/**
 * ForeCsvRecord:
 * @first_line: the line of the file where it begins, from 1
 * @last_line: the line where it ends
 * @state: whether it can be used
 * @n_fields: how many fields it has
 * @fields: (array): the first %FORE_CSV_MAX_FIELDS of them, valid until the next record
 * @text: the record as it stands in the file, line ends included; empty for a line that is too
 *   long; valid until the next record
 */
typedef struct {
  guint64 first_line;
  guint64 last_line;
  ForeCsvState state;
  gsize n_fields;
  const ForeCsvField *fields;
  ForeCsvField text;
} ForeCsvRecord;

/**
 * ForeCsvReader:
 *
 * Takes a text apart into records, with the lines where they stand. Not thread-safe.
 */
typedef struct _ForeCsvReader ForeCsvReader;

ForeCsvReader *
fore_csv_reader_new (ForeTextStream *stream, char delimiter, char quote, GError **error);
void fore_csv_reader_free (ForeCsvReader *reader);
gboolean fore_csv_reader_next (ForeCsvReader *reader,
                               ForeCsvRecord *record,
                               GCancellable *cancellable,
                               GError **error);
double fore_csv_reader_get_fraction (const ForeCsvReader *reader);
const char *fore_csv_reader_get_charset (const ForeCsvReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeCsvReader, fore_csv_reader_free)

G_END_DECLS
