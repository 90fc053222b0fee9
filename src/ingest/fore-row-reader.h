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
 * ForeReject:
 * @record: the record that is set aside
 * @field: which field is wrong, or %FORE_N_FIELDS for the record as a whole
 * @value: what stands there
 * @reason: a translated phrase
 *
 * A row that is set aside. Valid during the callback only.
 */
typedef struct {
  const ForeCsvRecord *record;
  ForeField field;
  ForeCsvField value;
  const char *reason;
} ForeReject;

typedef struct _ForeRowReader ForeRowReader;

/* May set the error of the reader. */
typedef void (*ForeRejectFunc) (ForeRowReader *reader, const ForeReject *reject, gpointer data);

/**
 * ForeRowReader:
 * @columns: which column is which field
 * @dates: how dates are read
 * @amounts: how amounts are read
 * @reading: what has been read so far
 * @spool: (nullable): the rows of @reading, when they are wanted
 * @row: the row that was read last
 * @on_reject: (nullable): told of each row that is set aside
 * @reject_data: its user data
 * @error: (nullable): why a row could not be kept
 *
 * Makes rows of records.
 */
struct _ForeRowReader {
  const ForeCsvColumns *columns;
  ForeDateColumn dates;
  ForeAmountColumn amounts;
  ForeReading *reading;
  ForeRowSpool *spool;
  ForeRow row;
  ForeRejectFunc on_reject;
  gpointer reject_data;
  GError *error;
  ForeLastName last_category;
  ForeLastName last_product;
};

void fore_row_reader_take (ForeRowReader *reader, const ForeCsvRecord *record);
void fore_row_reader_survey (ForeRowReader *reader, const ForeCsvRecord *record);

G_END_DECLS
