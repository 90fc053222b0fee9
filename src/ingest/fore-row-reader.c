/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-row-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 100 /* characters, VARCHAR(100) */

/* Takes blanks from both ends; libcsv leaves those inside quotation marks, and no-break
 * spaces (C2 A0) come from spreadsheets. */
static ForeCsvField
trim (ForeCsvField field)
{
  for (; field.length > 0; field.text++, field.length--) {
    if (field.length >= 2 && field.text[0] == '\xc2' && field.text[1] == '\xa0') {
      field.text++;
      field.length--;
    } else if (!g_ascii_isspace (field.text[0])) {
      break;
    }
  }
  while (field.length > 0) {
    const char *last = field.text + field.length - 1;

    if (field.length >= 2 && last[0] == '\xa0' && last[-1] == '\xc2')
      field.length -= 2;
    else if (g_ascii_isspace (*last))
      field.length--;
    else
      break;
  }

  return field;
}

static inline ForeCsvField
field_of (const ForeRowReader *reader, const ForeCsvRecord *record, ForeField field)
{
  ForeCsvField found = record->fields[reader->columns->place[field]];

  /* Nearly all fields begin and end with a plain ASCII character. */
  if (found.length > 0 && g_ascii_isgraph (found.text[0]) &&
      g_ascii_isgraph (found.text[found.length - 1]))
    return found;

  return trim (found);
}

static void
add_issue (ForeRowReader *reader,
           const ForeCsvRecord *record,
           ForeField field,
           const ForeCsvField *value,
           const char *reason)
{
  fore_issues_add (reader->reading->issues, record->first_line, fore_field_name (field),
                   value->text, (gssize) value->length, reason);
  if (reader->on_reject != NULL)
    reader->on_reject (reader, &(ForeReject){ record, field, *value, reason }, reader->reject_data);
}

static void
add_record_issue (ForeRowReader *reader, const ForeCsvRecord *record, const char *reason)
{
  fore_issues_add (reader->reading->issues, record->first_line, NULL, NULL, 0, reason);
  if (reader->on_reject != NULL)
    reader->on_reject (reader, &(ForeReject){ record, FORE_N_FIELDS, record->text, reason },
                       reader->reject_data);
}

/* Says why a record cannot even be looked at. */
static void
add_state_issue (ForeRowReader *reader, const ForeCsvRecord *record)
{
  switch (record->state) {
  case FORE_CSV_OPEN_QUOTE:
    add_record_issue (reader, record, _ ("a quotation mark is opened and not closed"));
    break;
  case FORE_CSV_TOO_LONG:
    add_record_issue (reader, record, _ ("the line is longer than one mebibyte"));
    break;
  case FORE_CSV_HAS_NUL:
    add_record_issue (reader, record, _ ("the row has NUL bytes in it"));
    break;
  case FORE_CSV_BAD_TEXT:
  default: add_record_issue (reader, record, _ ("the row is not valid UTF-8 text"));
  }
}

/* Whether the record has the columns of the header; more are fine when they are empty. */
static gboolean
has_right_width (const ForeRowReader *reader, const ForeCsvRecord *record)
{
  gsize n = reader->columns->header->len;

  if (G_LIKELY (record->n_fields == n))
    return TRUE;
  if (record->n_fields < n || record->n_fields > FORE_CSV_MAX_FIELDS)
    return FALSE;
  for (gsize i = n; i < record->n_fields; i++)
    if (record->fields[i].length > 0)
      return FALSE;

  return TRUE;
}

static void
add_width_issue (ForeRowReader *reader, const ForeCsvRecord *record)
{
  g_autofree char *reason = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "the row has %lu field where the header has %lu",
                   "the row has %lu fields where the header has %lu", (gulong) record->n_fields),
      (gulong) record->n_fields, (gulong) reader->columns->header->len);

  add_record_issue (reader, record, reason);
}

/* Exports leave rows of delimiters where a sheet had empty lines. */
static gboolean
is_empty (const ForeCsvRecord *record)
{
  gsize n = MIN (record->n_fields, FORE_CSV_MAX_FIELDS);

  for (gsize i = 0; i < n; i++)
    if (record->fields[i].length > 0)
      return FALSE;

  return TRUE;
}

/* A line that begins with #, where a row cannot: no date does, and none has its width. */
static gboolean
is_comment (const ForeRowReader *reader, const ForeCsvRecord *record)
{
  return record->text.length > 0 && *record->text.text == '#' &&
         (reader->columns->place[FORE_FIELD_DATE] == 0 ||
          record->n_fields != reader->columns->header->len);
}

/* Records that count for nothing: empty ones, comments, and the header once more. */
static gboolean
is_filling (const ForeRowReader *reader, const ForeCsvRecord *record)
{
  int place = reader->columns->place[FORE_FIELD_DATE];
  const char *name = g_ptr_array_index (reader->columns->header, place);
  const ForeCsvField *date = &record->fields[place];

  if (G_UNLIKELY (is_comment (reader, record)))
    return TRUE;
  if ((gsize) place >= record->n_fields)
    return is_empty (record);
  if (date->length == 0)
    return is_empty (record);

  return *date->text == *name && fore_csv_columns_is_header (reader->columns, record);
}

static gboolean
read_date (ForeRowReader *reader, const ForeCsvRecord *record, ForeRow *row)
{
  ForeCsvField field = field_of (reader, record, FORE_FIELD_DATE);

  row->day = fore_date_column_read (&reader->dates, field.text, field.length);
  if (row->day != FORE_DAY_NONE)
    return TRUE;
  if (reader->dates.needs_survey)
    return FALSE;
  if (field.length == 0) {
    add_issue (reader, record, FORE_FIELD_DATE, &field, _ ("the date is missing"));
  } else if (reader->dates.format != NULL) {
    g_autofree char *reason = g_strdup_printf (_ ("is not a date of the form %s"),
                                               reader->dates.format);

    add_issue (reader, record, FORE_FIELD_DATE, &field, reason);
  } else if (reader->dates.order <= FORE_DATE_YEAR_FIRST) {
    add_issue (reader, record, FORE_FIELD_DATE, &field, _ ("is not a date of the form YYYY-MM-DD"));
  } else {
    add_issue (reader, record, FORE_FIELD_DATE, &field, _ ("is not a date"));
  }

  return FALSE;
}

static gboolean
check_name (ForeRowReader *reader,
            const ForeCsvRecord *record,
            ForeField which,
            const ForeCsvField *name)
{
  if (G_UNLIKELY (name->length == 0)) {
    add_issue (reader, record, which, name, _ ("the cell is empty"));
    return FALSE;
  }
  if (G_UNLIKELY (name->length > LONGEST_NAME) &&
      g_utf8_strlen (name->text, (gssize) name->length) > LONGEST_NAME) {
    add_issue (reader, record, which, name, _ ("is longer than 100 characters"));
    return FALSE;
  }

  return TRUE;
}

/* The number of a name; rows that follow each other often have the same. */
static guint32
number_of (ForeNames *names, ForeLastName *last, const ForeCsvField *name)
{
  if (last->text == NULL || name->length != last->length ||
      memcmp (name->text, last->text, name->length) != 0) {
    last->number = fore_names_intern (names, name->text, name->length);
    last->text = fore_names_get (names, last->number);
    last->length = name->length;
  }

  return last->number;
}

static gboolean
read_sales (ForeRowReader *reader, const ForeCsvRecord *record, ForeRow *row)
{
  ForeCsvField field = field_of (reader, record, FORE_FIELD_SALES);
  ForeCentsResult result = fore_amount_column_read (&reader->amounts, field.text, field.length,
                                                    &row->sales);

  if (G_LIKELY (result == FORE_CENTS_OK))
    return TRUE;
  if (result == FORE_CENTS_OUT_OF_RANGE) {
    add_issue (reader, record, FORE_FIELD_SALES, &field,
               _ ("is outside the range from -9999999999.99 to 9999999999.99"));
    return FALSE;
  }
  if (fore_amount_text_is_missing (field.text, field.length)) {
    row->flags |= FORE_ROW_MISSING;
    return TRUE;
  }
  if (!reader->amounts.needs_survey)
    add_issue (reader, record, FORE_FIELD_SALES, &field, _ ("is not a number"));

  return FALSE;
}

static void
keep (ForeRowReader *reader,
      ForeRow *row,
      const ForeCsvField *product,
      const ForeCsvField *category)
{
  row->product = number_of (fore_row_spool_get_products (reader->spool), &reader->last_product,
                            product);
  row->category = number_of (fore_row_spool_get_categories (reader->spool), &reader->last_category,
                             category);
  fore_row_spool_append (reader->spool, row, &reader->error);
}

/**
 * fore_row_reader_take:
 * @reader: a reader
 * @record: a record after the header
 *
 * Adds a row, or an issue, to the reading. When a survey is needed first, it adds nothing:
 * look at needs_survey of the dates and of the amounts. When the row cannot be kept, it sets the
 * reader's error: read no further.
 */
void
fore_row_reader_take (ForeRowReader *reader, const ForeCsvRecord *record)
{
  ForeCsvField product, category;
  ForeRow *row = &reader->row;

  if (record->state == FORE_CSV_GOOD && is_filling (reader, record))
    return;
  reader->reading->n_total++;
  if (G_UNLIKELY (record->state != FORE_CSV_GOOD)) {
    add_state_issue (reader, record);
    return;
  }
  if (G_UNLIKELY (!has_right_width (reader, record))) {
    add_width_issue (reader, record);
    return;
  }
  product = field_of (reader, record, FORE_FIELD_PRODUCT);
  category = field_of (reader, record, FORE_FIELD_CATEGORY);
  *row = (ForeRow){ 0 };
  if (!read_date (reader, record, row) ||
      !check_name (reader, record, FORE_FIELD_PRODUCT, &product) ||
      !check_name (reader, record, FORE_FIELD_CATEGORY, &category) ||
      !read_sales (reader, record, row))
    return;

  reader->reading->n_missing += row->flags & FORE_ROW_MISSING;
  if (reader->spool != NULL)
    keep (reader, row, &product, &category);
}

/**
 * fore_row_reader_survey:
 * @reader: a reader
 * @record: a record after the header
 *
 * Takes down what a record tells about the way dates and amounts are written.
 */
void
fore_row_reader_survey (ForeRowReader *reader, const ForeCsvRecord *record)
{
  ForeCsvField date, sales;

  if (record->state != FORE_CSV_GOOD || !has_right_width (reader, record) ||
      is_filling (reader, record))
    return;
  date = field_of (reader, record, FORE_FIELD_DATE);
  sales = field_of (reader, record, FORE_FIELD_SALES);
  fore_date_column_survey (&reader->dates, date.text, date.length);
  fore_amount_column_survey (&reader->amounts, sales.text, sales.length);
}
