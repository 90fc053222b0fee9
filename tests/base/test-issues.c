/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-issues.h"

#include <string.h>

static void
test_text (void)
{
  g_autoptr (ForeIssues) issues = fore_issues_new ();
  g_autofree char *none = fore_issues_to_text (issues);
  g_autofree char *one = NULL;
  g_autofree char *many = NULL;

  g_assert_null (none);
  fore_issues_add (issues, 3, "sales", "twelve", -1, "is not a number");
  one = fore_issues_to_text (issues);
  g_assert_cmpstr (one, ==, "1 row was set aside:\nline 3, column sales: “twelve” is not a number");

  for (guint64 line = 4; line < 40; line++)
    fore_issues_add (issues, line, NULL, NULL, 0, "has too few fields");
  many = fore_issues_to_text (issues);
  g_assert_true (g_str_has_prefix (many, "37 rows were set aside:\n"));
  g_assert_true (g_str_has_suffix (many, "line 22: has too few fields\nand 17 more rows"));
}

/* What stands in a hostile file must not reach a terminal as it is. */
static void
test_hostile_value (void)
{
  g_autoptr (ForeIssues) issues = fore_issues_new ();
  g_autofree char *text = NULL;
  g_autofree char *long_value = g_strnfill (100000, 'x');

  fore_issues_add (issues, 1, "date", "\033[31m\xff\n", 7, "is not a date");
  fore_issues_add (issues, 2, "date", long_value, -1, "is not a date");
  text = fore_issues_to_text (issues);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strchr (text, '\033'));
  g_assert_cmpuint (strlen (text), <, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issues/text", test_text);
  g_test_add_func ("/issues/hostile-value", test_hostile_value);
  return g_test_run ();
}
