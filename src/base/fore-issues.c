/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-issues.h"

#include <glib/gi18n-lib.h>

#include "fore-readable.h"

/* Longer values are shown with an ellipsis. */
#define LONGEST_VALUE 80

static void
issue_free (gpointer data)
{
  ForeIssue *issue = data;

  g_free (issue->column);
  g_free (issue->value);
  g_free (issue->reason);
  g_free (issue);
}

/**
 * fore_issues_new:
 *
 * Returns: (transfer full): no issues yet
 */
ForeIssues *
fore_issues_new (void)
{
  ForeIssues *issues = g_new0 (ForeIssues, 1);

  issues->kept = g_ptr_array_new_with_free_func (issue_free);
  return issues;
}

void
fore_issues_free (ForeIssues *issues)
{
  if (issues == NULL)
    return;
  g_ptr_array_unref (issues->kept);
  g_free (issues);
}

/**
 * fore_issues_add:
 * @issues: the issues so far
 * @line: the line that begins the row
 * @column: (nullable): the field
 * @value: (nullable): what stood there
 * @value_length: bytes of @value, or -1
 * @reason: (not nullable): a translated phrase
 *
 * Counts one row that was set aside, and keeps it in detail when it is among the first.
 */
void
fore_issues_add (ForeIssues *issues,
                 guint64 line,
                 const char *column,
                 const char *value,
                 gssize value_length,
                 const char *reason)
{
  ForeIssue *issue;

  issues->n_rows++;
  if (issues->kept->len >= FORE_ISSUES_KEPT)
    return;

  issue = g_new0 (ForeIssue, 1);
  issue->line = line;
  issue->column = g_strdup (column);
  issue->value = value != NULL ? fore_readable_text (value, value_length, LONGEST_VALUE) : NULL;
  issue->reason = g_strdup (reason);
  g_ptr_array_add (issues->kept, issue);
}

static void
append_issue (GString *text, const ForeIssue *issue)
{
  gulong line = (gulong) issue->line;
  gboolean has_value = issue->value != NULL && *issue->value != '\0';

  g_string_append_c (text, '\n');
  if (issue->column == NULL && !has_value)
    /* Translators: the number of a line of a file, and what is wrong with that line. */
    g_string_append_printf (text, _ ("line %lu: %s"), line, issue->reason);
  else if (issue->column == NULL)
    /* Translators: the number of a line, a value on it, and what is wrong with the value, such
     * as “is not a number”. */
    g_string_append_printf (text, _ ("line %lu: “%s” %s"), line, issue->value, issue->reason);
  else if (!has_value)
    /* Translators: the number of a line, the name of a column, and what is wrong there. */
    g_string_append_printf (text, _ ("line %lu, column %s: %s"), line, issue->column,
                            issue->reason);
  else
    /* Translators: the number of a line, the name of a column, the value that stands there, and
     * what is wrong with the value, such as “is not a number”. */
    g_string_append_printf (text, _ ("line %lu, column %s: “%s” %s"), line, issue->column,
                            issue->value, issue->reason);
}

/**
 * fore_issues_append_to:
 * @issues: some issues
 * @text: a text
 *
 * Appends the first ones, a line each, and how many more there are.
 */
void
fore_issues_append_to (const ForeIssues *issues, GString *text)
{
  gulong n_more = (gulong) (issues->n_rows - issues->kept->len);

  for (guint i = 0; i < issues->kept->len; i++)
    append_issue (text, g_ptr_array_index (issues->kept, i));
  if (n_more > 0)
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, "\nand %lu more row", "\nand %lu more rows", n_more),
        n_more);
}

/**
 * fore_issues_to_text:
 * @issues: some issues
 *
 * Returns: (transfer full) (nullable): how many rows were set aside and, a line each, the
 *   first ones; %NULL when there are none
 */
char *
fore_issues_to_text (const ForeIssues *issues)
{
  GString *text;

  if (issues->n_rows == 0)
    return NULL;

  text = g_string_new (NULL);
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%lu row was set aside:",
                                       "%lu rows were set aside:", (gulong) issues->n_rows),
                          (gulong) issues->n_rows);
  fore_issues_append_to (issues, text);

  return g_string_free (text, FALSE);
}
