/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-fresh.h"
#include "fore-parameters.h"

G_BEGIN_DECLS

/**
 * ForePlace:
 * @FORE_PLACE_BEFORE: the row was on a page before
 * @FORE_PLACE_HERE: it belongs to this one
 * @FORE_PLACE_AFTER: the page is full
 */
typedef enum {
  FORE_PLACE_BEFORE,
  FORE_PLACE_HERE,
  FORE_PLACE_AFTER,
} ForePlace;

/**
 * ForePage:
 * @parameters: what is asked for
 * @report: where rows go
 * @n: rows in it
 * @last: (nullable): the place of its last row
 * @has_next: whether there are more
 *
 * A part of a list that is read in pages, with a link to the next one.
 */
typedef struct {
  ForeParameters *parameters;
  ForeReport *report;
  gint64 n;
  char *last;
  gboolean has_next;
} ForePage;

ForePage *fore_page_new (ForeRequest *request, ForeReportKind kind, GError **error);
void fore_page_free (ForePage *page);
ForePlace fore_page_place (ForePage *page, gint64 number, const char *first, const char *second);
gboolean fore_page_is_over (ForePage *page, gboolean is_read, GError **error);
ForeReply *fore_page_end (ForePage *page, ForeRequest *request);

G_END_DECLS
