/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-cents.h"
#include "fore-day.h"
#include "fore-issues.h"
#include "fore-progress.h"
#include "fore-row-source.h"

G_BEGIN_DECLS

typedef enum {
  FORE_FIELD_DATE,
  FORE_FIELD_PRODUCT,
  FORE_FIELD_CATEGORY,
  FORE_FIELD_SALES,
  FORE_N_FIELDS,
} ForeField;

/* "date", "product_id", "category", "sales". */
const char *fore_field_name (ForeField field);

/**
 * ForeImportOptions:
 * @is_strict: one row that cannot be read refuses the file
 * @sums_repeated: rows with the same key are added up; otherwise the last one counts
 * @delimiter: the delimiter, or 0 to find it
 * @decimal_mark: '.' or ',' before the decimal places of an amount, or 0 to find it
 * @date_format: (nullable): in strptime's language, %NULL to find it
 * @header: (nullable elements): the header of each field, %NULL where it has its own name
 * @usual_decimal_mark: what it has been in files with this header, or 0; asked only where the
 *   file itself leaves it open
 * @usual_date_format: (nullable): likewise
 * @is_recalled: whether something of this comes from an earlier file with this header
 *
 * How a file is to be read.
 */
typedef struct {
  gboolean is_strict;
  gboolean sums_repeated;
  char delimiter;
  char decimal_mark;
  char *date_format;
  char *header[FORE_N_FIELDS];
  char usual_decimal_mark;
  char *usual_date_format;
  gboolean is_recalled;
} ForeImportOptions;

ForeImportOptions *fore_import_options_new (void);
ForeImportOptions *fore_import_options_copy (const ForeImportOptions *options);
void fore_import_options_free (ForeImportOptions *options);
char *fore_import_options_to_string (const ForeImportOptions *options);
ForeImportOptions *fore_import_options_parse (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeImportOptions, fore_import_options_free)

/**
 * ForeReading:
 * @rows: the good rows; cleaned, each key once, when they are taken
 * @issues: the rows that were set aside
 * @n_total: records in the file
 * @n_missing: records with an empty sales cell
 * @header_key: names the header, for what is remembered of it
 * @charset: the encoding it was read in: "UTF-8", "UTF-16LE", "UTF-16BE" or "WINDOWS-1252"
 *
 * What a file says.
 */
typedef struct {
  ForeRowSource *rows;
  ForeIssues *issues;
  gint64 n_total;
  gint64 n_missing;
  char *header_key;
  const char *charset;
} ForeReading;

ForeReading *fore_import_read (const char *path,
                               const char *folder,
                               const ForeImportOptions *options,
                               const ForeProgress *progress,
                               GCancellable *cancellable,
                               ForeReading **rejected,
                               GError **error);
gboolean
fore_import_check_header (const char *path, const ForeImportOptions *options, GError **error);
void fore_reading_free (ForeReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeReading, fore_reading_free)

/**
 * ForeImportAnswer:
 * @day: what the example is then, when it is a date
 * @amount: what the example is then, when it is an amount
 * @header: (nullable): the name of the column that is meant, when columns are in question
 * @options: the options that settle it
 */
typedef struct {
  ForeDay day;
  ForeCents amount;
  char *header;
  ForeImportOptions *options;
} ForeImportAnswer;

/**
 * ForeImportQuestion:
 * @field: what it is about
 * @example: (nullable): the first value that can be read in two ways; %NULL when several
 *   columns may be the field
 * @answers: (element-type ForeImportAnswer): two of them, or one a column
 *
 * What only a person can know about a file.
 */
typedef struct {
  ForeField field;
  char *example;
  GPtrArray *answers;
} ForeImportQuestion;

ForeImportQuestion *fore_import_find_question (const char *path,
                                               const ForeImportOptions *options,
                                               GCancellable *cancellable,
                                               GError **error);
void fore_import_question_free (ForeImportQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeImportQuestion, fore_import_question_free)

G_END_DECLS
