/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"
#include "fore-outlook.h"

/* 800 days until 2026-03-11, among them the last 26 first days of a month. */
#define LAST_DAY 20523
#define N_DAYS   800

typedef gboolean (*IsSold) (ForeDay day);

static gboolean
is_sold_each_day (ForeDay day)
{
  return TRUE;
}

static gboolean
is_sold_each_week (ForeDay day)
{
  return fore_day_weekday (day) == 0;
}

static gboolean
is_sold_each_month (ForeDay day)
{
  int year, month, day_of_month;

  fore_day_to_date (day, &year, &month, &day_of_month);
  return day_of_month == 1;
}

/* Sells 10.00 each time. */
static void
import (Fixture *fixture, const char *category, IsSold is_sold)
{
  g_autoptr (GString) text = g_string_new ("Date,product_id,category,sales\n");
  g_autofree char *name = g_strconcat (category, ".csv", NULL);
  g_autoptr (GError) error = NULL;
  ForeSubmission submission = { 0 };
  char buffer[FORE_DAY_BUFFER];

  for (ForeDay day = LAST_DAY - N_DAYS + 1; day <= LAST_DAY; day++)
    if (is_sold (day))
      g_string_append_printf (text, "%s,P1,%s,10.00\n", fore_day_format (day, buffer), category);

  g_autofree char *batch = fixture_submit (fixture, name, text->str, &submission, NULL, &error);
  g_assert_no_error (error);
  fixture_drain (fixture);
}

static void
assert_summary (Fixture *fixture, const char *category, guint n_days, double total)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = fore_outlook_summarize (fore_engine_get_store (fixture->engine),
                                                            category, NULL, &error);
  const ForeOutlookSummary *summary;

  g_assert_no_error (error);
  g_assert_cmpuint (summaries->len, ==, 1);
  summary = summaries->pdata[0];
  g_assert_cmpuint (summary->n_days, ==, n_days);
  g_assert_cmpfloat_with_epsilon (summary->total, total, 0.01);
  g_assert_cmpfloat_with_epsilon (summary->before, total, 0.01);
}

/* The next 30 days, or as many weeks or months as lie within, beside the same ones a year before. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  import (fixture, "Daily", is_sold_each_day);
  import (fixture, "Weekly", is_sold_each_week);
  import (fixture, "Monthly", is_sold_each_month);
  assert_summary (fixture, "Daily", 30, 300);
  assert_summary (fixture, "Weekly", 28, 40);
  assert_summary (fixture, "Monthly", 30, 10); /* April */

  g_autoptr (GPtrArray) summaries = fore_outlook_summarize (fore_engine_get_store (fixture->engine),
                                                            NULL, NULL, &error);
  gboolean is_same;
  g_assert_no_error (error);
  g_assert_cmpuint (fore_outlook_count_days (summaries, &is_same), ==, 30);
  g_assert_false (is_same);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/outlook-summary/steps", Fixture, NULL, fixture_set_up, test_steps,
              fixture_tear_down);
  return g_test_run ();
}
