/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-csv-reader.h"
#include "fore-import.h"

G_BEGIN_DECLS

/* The place of a field that no column, or more than one, may be. */
#define FORE_CSV_MISSING   -1
#define FORE_CSV_AMBIGUOUS -2

/**
 * ForeCsvColumns:
 * @header: (owned) (element-type utf8): the names that stand in the header
 * @line: the line of the header
 * @delimiter: what stands between its names
 * @quote: what stands around cells that need it, " or '
 * @place: for each field its column, or %FORE_CSV_MISSING or %FORE_CSV_AMBIGUOUS
 * @n_found: how many fields have a column
 *
 * Which column of a file is which field.
 */
typedef struct {
  GPtrArray *header;
  guint64 line;
  char delimiter;
  char quote;
  int place[FORE_N_FIELDS];
  int n_found;
} ForeCsvColumns;

ForeCsvColumns *fore_csv_columns_new (const ForeCsvRecord *record,
                                      char delimiter,
                                      const ForeImportOptions *options);
void fore_csv_columns_free (ForeCsvColumns *columns);
gboolean fore_csv_columns_check (const ForeCsvColumns *columns,
                                 const ForeImportOptions *options,
                                 GError **error);
GStrv fore_csv_columns_list_candidates (const ForeCsvColumns *columns,
                                        ForeField field,
                                        const ForeImportOptions *options);
char *fore_csv_columns_make_key (const ForeCsvColumns *columns);
gboolean fore_csv_columns_is_header (const ForeCsvColumns *columns, const ForeCsvRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeCsvColumns, fore_csv_columns_free)

G_END_DECLS
