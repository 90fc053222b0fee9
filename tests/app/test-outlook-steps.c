/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fore-chart-content.h"
#include "fore-forecast-print.h"
#include "fore-outlook-steps.h"

#define N_PAST  59 /* Wed 1 January to Fri 28 February 2025 */
#define HORIZON 40

/* One is sold each day, and one is expected, give or take one. */
static ForeOutlook *
make_outlook (void)
{
  ForeOutlook *outlook = g_atomic_rc_box_new0 (ForeOutlook);
  ForeForecast *forecast = fore_forecast_new ("Tea", "prophet", HORIZON);
  ForeDay first = fore_day_from_date (2025, 1, 1);
  double y[N_PAST];

  for (int i = 0; i < N_PAST; i++)
    y[i] = 1;
  for (int i = 0; i < HORIZON; i++) {
    forecast->day[i] = first + N_PAST + i;
    forecast->value[i] = 1;
    forecast->upper_80[i] = 2;
    forecast->upper_95[i] = 3;
    forecast->lower_95[i] = -1;
  }
  outlook->category = g_strdup ("Tea");
  outlook->history = fore_series_new ("Tea", first, FORE_STEP_DAY, N_PAST, y);
  outlook->forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  outlook->backtests = g_ptr_array_new ();
  g_ptr_array_add (outlook->forecasts, forecast);
  return outlook;
}

static void
make_scene (ForeChartScene *scene, ForeOutlook *outlook)
{
  *scene = (ForeChartScene) FORE_CHART_SCENE_INIT;
  fore_chart_scene_set (scene, outlook, NULL);
}

/* Weeks begin on Mondays; the one that goes on is what was sold and what is expected of it. */
static void
test_weeks (void)
{
  g_autoptr (ForeOutlook) days = make_outlook ();
  g_autoptr (ForeOutlook) weeks = fore_outlook_add_up (days, FORE_STEP_WEEK);
  const ForeForecast *forecast = weeks->forecasts->pdata[0];

  g_assert_cmpint (weeks->history->first_day, ==, fore_day_from_date (2025, 1, 6));
  g_assert_cmpuint (weeks->history->n, ==, 7);
  for (gsize i = 0; i < weeks->history->n; i++)
    g_assert_cmpfloat (weeks->history->y[i], ==, 7);
  g_assert_cmpint (forecast->day[0], ==, fore_day_from_date (2025, 2, 24));
  g_assert_cmpuint (forecast->horizon, ==, 6); /* to Sunday 6 April; 9 April ends no week */
  for (gsize i = 0; i < forecast->horizon; i++)
    g_assert_cmpfloat_with_epsilon (forecast->value[i], 7, 1e-9);
  g_assert_cmpfloat_with_epsilon (forecast->upper_80[0], 7 + sqrt (2), 1e-9);
  g_assert_cmpfloat_with_epsilon (forecast->upper_80[1], 7 + sqrt (7), 1e-9);
  g_assert_cmpfloat_with_epsilon (forecast->lower_95[1], 7 - 2 * sqrt (7), 1e-9);
}

static void
test_months (void)
{
  g_autoptr (ForeOutlook) days = make_outlook ();
  g_autoptr (ForeOutlook) months = fore_outlook_add_up (days, FORE_STEP_MONTH);
  const ForeForecast *forecast = months->forecasts->pdata[0];

  g_assert_cmpuint (months->history->n, ==, 2);
  g_assert_cmpfloat (months->history->y[0], ==, 31);
  g_assert_cmpfloat (months->history->y[1], ==, 28);
  g_assert_cmpuint (forecast->horizon, ==, 1);
  g_assert_cmpint (forecast->day[0], ==, fore_day_from_date (2025, 3, 1));
  g_assert_cmpfloat_with_epsilon (forecast->value[0], 31, 1e-9);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* What is dragged out of the window is what the other side wants. */
static void
test_content (void)
{
  static const struct {
    const char *mime_type;
    const char *begin;
  } kinds[] = { { "image/png", "\x89PNG" },
                { "image/svg+xml", "<?xml" },
                { "text/uri-list", "file:///" } };
  g_autoptr (ForeOutlook) outlook = make_outlook ();
  ForeChartScene scene;

  make_scene (&scene, outlook);
  g_autoptr (GdkContentProvider) content = fore_chart_content_new (&scene);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
    gboolean is_done = FALSE;

    gdk_content_provider_write_mime_type_async (content, kinds[i].mime_type, stream,
                                                G_PRIORITY_DEFAULT, NULL, on_written, &is_done);
    while (!is_done)
      g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (memcmp (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                             kinds[i].begin, strlen (kinds[i].begin)),
                     ==, 0);
  }
  fore_chart_scene_clear (&scene);
}

/* The page goes into a document as it goes to a printer. */
static void
test_print (void)
{
  g_autofree char *folder = g_dir_make_tmp ("foretell-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autoptr (ForeOutlook) outlook = make_outlook ();
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  ForeChartScene scene;
  gsize length;

  make_scene (&scene, outlook);
  g_autoptr (GtkPrintOperation)
      operation = fore_forecast_print_new (fore_forecast_report_new (outlook, &scene));
  fore_chart_scene_clear (&scene);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_cmpuint (length, >, 5000);
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  remove (path);
  remove (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("foretell-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outlook/weeks", test_weeks);
  g_test_add_func ("/outlook/months", test_months);
  g_test_add_func ("/outlook/content", test_content);
  g_test_add_func ("/outlook/print", test_print);
  return g_test_run ();
}
