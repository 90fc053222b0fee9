/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many issues are kept word for word; the rest is counted. */
#define FORE_ISSUES_KEPT 20

/**
 * ForeIssue:
 * @line: line of the file, from 1; 0 for the file as a whole
 * @column: (nullable): the field's name: "date", "product_id", "category", "sales"
 * @value: (nullable): what stood there, cut to a readable length, valid UTF-8
 * @reason: why it cannot be taken
 */
typedef struct {
  guint64 line;
  char *column;
  char *value;
  char *reason;
} ForeIssue;

/**
 * ForeIssues:
 *
 * The rows of a file that were set aside: how many, and the first ones in detail.
 */
typedef struct {
  guint64 n_rows;
  GPtrArray *kept; /* (owned) (element-type ForeIssue) */
} ForeIssues;

ForeIssues *fore_issues_new (void);
void fore_issues_free (ForeIssues *issues);
void fore_issues_add (ForeIssues *issues,
                      guint64 line,
                      const char *column,
                      const char *value,
                      gssize value_length,
                      const char *reason);
void fore_issues_append_to (const ForeIssues *issues, GString *text);
char *fore_issues_to_text (const ForeIssues *issues);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeIssues, fore_issues_free)

G_END_DECLS
