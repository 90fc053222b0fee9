/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-amount-text.h"
#include "fore-evidence.h"

G_BEGIN_DECLS

/**
 * ForeAmountColumn:
 * @decimal_mark: '.' or ',', or 0 while it is not known; then plain numbers are read
 * @usual_mark: what it was in earlier files, for when nothing else tells, or 0
 * @doubts_points: whether the file comes from where the comma is the mark as often as not, so that
 *   the point of 1.234 may stand between thousands
 * @needs_survey: an amount depends on the mark, which is not known
 * @evidence: what a survey found: for '.', for ','
 *
 * How the amounts of a file are to be read. Starts as zeros, @decimal_mark,
 * @usual_mark and @doubts_points.
 */
typedef struct {
  char decimal_mark;
  char usual_mark;
  gboolean doubts_points;
  gboolean needs_survey;
  ForeEvidence evidence;
} ForeAmountColumn;

ForeCentsResult fore_amount_column_read (ForeAmountColumn *column,
                                         const char *text,
                                         gsize length,
                                         ForeCents *cents);
void fore_amount_column_survey (ForeAmountColumn *column, const char *text, gsize length);
gboolean fore_amount_column_decide (ForeAmountColumn *column, GError **error);
void fore_amount_column_clear (ForeAmountColumn *column);

G_END_DECLS
