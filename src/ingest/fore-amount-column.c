/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-amount-column.h"

#include "fore-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether an amount is 1.234 or the like: without a comma, and of another size where that is the
 * mark. */
static gboolean
may_be_thousands (const char *text, gsize length)
{
  ForeCents with_point = 0, with_comma = 0;

  return length > 4 && memchr (text, '.', length) != NULL && memchr (text, ',', length) == NULL &&
         fore_amount_text_read (text, length, '.', &with_point) == FORE_CENTS_OK &&
         fore_amount_text_read (text, length, ',', &with_comma) == FORE_CENTS_OK &&
         with_point != with_comma;
}

/**
 * fore_amount_column_read:
 * @column: how amounts are read
 * @text: what stands in the cell, not missing
 * @length: its bytes
 * @cents: (out): the amount; untouched unless %FORE_CENTS_OK
 *
 * Returns: what came of it. While the mark is not known, an amount that depends on it is not a
 *   number and sets @column->needs_survey.
 */
ForeCentsResult
fore_amount_column_read (ForeAmountColumn *column, const char *text, gsize length, ForeCents *cents)
{
  ForeCentsResult result;
  ForeCents with_comma;

  if (column->decimal_mark == ',')
    return fore_amount_text_read (text, length, ',', cents);
  if (G_UNLIKELY (column->doubts_points) && column->decimal_mark == 0 &&
      may_be_thousands (text, length)) {
    column->needs_survey = TRUE;
    return FORE_CENTS_NOT_A_NUMBER;
  }
  result = fore_cents_parse (text, length, cents);
  if (result != FORE_CENTS_NOT_A_NUMBER)
    return result;
  if (column->decimal_mark == '.' || memchr (text, ',', length) == NULL)
    result = fore_amount_text_read (text, length, '.', cents);
  if (column->decimal_mark == 0 && result == FORE_CENTS_NOT_A_NUMBER)
    column->needs_survey |= memchr (text, ',', length) != NULL ||
                            fore_amount_text_read (text, length, ',', &with_comma) !=
                                FORE_CENTS_NOT_A_NUMBER;

  return result;
}

/**
 * fore_amount_column_survey:
 * @column: how amounts are read
 * @text: what stands in a cell of the column
 * @length: its bytes
 *
 * Takes down what an amount tells about the decimal mark. In a file that does not doubt points,
 * one such as 1.234 is plain as long as no other says that the comma is the mark, and so tells
 * nothing.
 */
void
fore_amount_column_survey (ForeAmountColumn *column, const char *text, gsize length)
{
  ForeCents with_point = 0, with_comma = 0;
  gboolean is_point, is_comma;

  if (memchr (text, ',', length) == NULL && memchr (text, '.', length) == NULL)
    return;
  is_point = fore_amount_text_read (text, length, '.', &with_point) == FORE_CENTS_OK;
  is_comma = fore_amount_text_read (text, length, ',', &with_comma) == FORE_CENTS_OK;
  if (is_point && is_comma && with_point != with_comma &&
      (column->doubts_points || memchr (text, ',', length) != NULL))
    fore_evidence_add_doubtful (&column->evidence, text, length);
  else if (is_point && !is_comma)
    column->evidence.n_first++;
  else if (is_comma && !is_point)
    column->evidence.n_second++;
}

/**
 * fore_amount_column_decide:
 * @column: a column that has been surveyed from its first to its last amount
 * @error: %FORE_ERROR_AMBIGUOUS with both readings of an example
 *
 * Returns: whether the decimal mark is known now
 */
gboolean
fore_amount_column_decide (ForeAmountColumn *column, GError **error)
{
  ForeVerdict verdict = fore_evidence_decide (&column->evidence);
  const char *example = column->evidence.example;
  char buffers[2][FORE_CENTS_BUFFER];
  ForeCents with_point = 0, with_comma = 0;

  column->needs_survey = FALSE;
  if (verdict != FORE_EVIDENCE_UNDECIDED) {
    column->decimal_mark = verdict == FORE_EVIDENCE_FOR_FIRST ? '.' : ',';
    return TRUE;
  }
  if (column->usual_mark != 0) {
    column->decimal_mark = column->usual_mark;
    return TRUE;
  }
  fore_amount_text_read (example, strlen (example), '.', &with_point);
  fore_amount_text_read (example, strlen (example), ',', &with_comma);
  g_set_error (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS,
               _ ("The amounts can be read in two ways: “%s” is %s with a decimal point and %s "
                  "with a decimal comma.\nSay which with --decimal-mark=. or --decimal-mark=, ."),
               example, fore_cents_format (with_point, buffers[0]),
               fore_cents_format (with_comma, buffers[1]));

  return FALSE;
}

void
fore_amount_column_clear (ForeAmountColumn *column)
{
  g_clear_pointer (&column->evidence.example, g_free);
}
