/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-amount-column.h"
#include "fore-csv-columns.h"
#include "fore-date-column.h"
#include "fore-row-spool.h"

G_BEGIN_DECLS

typedef struct {
  guint32 number;
  const char *text; /* (nullable): of the names, the one read last */
  gsize length;
} ForeLastName;

/**
 * ForeRowReader:
 * @columns: which column is which field
 * @dates: how dates are read
 * @amounts: how amounts are read
 * @reading: what has been read so far
 * @spool: the rows of @reading
 * @error: (nullable): why a row could not be kept
 *
 * Makes rows of records.
 */
typedef struct {
  const ForeCsvColumns *columns;
  ForeDateColumn dates;
  ForeAmountColumn amounts;
  ForeReading *reading;
  ForeRowSpool *spool;
  GError *error;
  ForeLastName last_category;
  ForeLastName last_product;
} ForeRowReader;

void fore_row_reader_take (ForeRowReader *reader, const ForeCsvRecord *record);
void fore_row_reader_survey (ForeRowReader *reader, const ForeCsvRecord *record);

G_END_DECLS
