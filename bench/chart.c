/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pans a chart of ten years with three models from end to end, as a hand on the wheel does, and
 * tells from the frame clock how long each frame took: bench-chart [FRAMES]. Without a screen:
 * xvfb-run -a bench-chart. */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fore-chart-view.h"

#define YEARS       10
#define N_DAYS      (YEARS * 3652 / 10)
#define HORIZON     365
#define BUDGET_MS   (1000.0 / 60.0)
#define SIGHT_YEARS 5.0 /* half of it is in sight, so that there is room to pan */

typedef struct {
  GMainLoop *loop;
  ForeChartView *view;
  guint n_frames;
  GArray *times; /* (element-type double): milliseconds from the begin of a frame to its end */
  double begin;
} Bench;

static ForeForecast *
make_forecast (const char *model, ForeDay first, double shift)
{
  ForeForecast *forecast = fore_forecast_new ("Toys", model, HORIZON);

  for (gsize i = 0; i < HORIZON; i++) {
    forecast->day[i] = first + (ForeDay) i;
    forecast->value[i] = 1000 + shift + 200 * sin ((double) i * 2 * G_PI / 7);
    forecast->lower_80[i] = forecast->value[i] - 100;
    forecast->upper_80[i] = forecast->value[i] + 100;
    forecast->lower_95[i] = forecast->value[i] - 160;
    forecast->upper_95[i] = forecast->value[i] + 160;
  }
  return forecast;
}

static ForeOutlook *
make_outlook (void)
{
  static const char *const models[] = { "prophet", "sarimax", "holt_winters" };
  ForeOutlook *outlook = g_atomic_rc_box_new0 (ForeOutlook);
  ForeDay first = fore_day_from_date (2016, 1, 1);
  g_autofree double *y = g_new (double, N_DAYS);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < N_DAYS; i++)
    y[i] = 1000 + 200 * sin (i * 2 * G_PI / 7) + g_rand_double_range (random, -100, 100);
  outlook->category = g_strdup ("Toys");
  outlook->history = fore_series_new ("Toys", first, FORE_STEP_DAY, N_DAYS, y);
  outlook->forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  outlook->backtests = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    g_ptr_array_add (outlook->forecasts, make_forecast (models[i], first + N_DAYS, 40.0 * i));
  return outlook;
}

/* Of the thread that draws: what others do on the machine does not count. */
static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static void
on_before_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->begin = get_cpu_ms ();
}

static void
on_after_paint (GdkFrameClock *clock, Bench *bench)
{
  double time = get_cpu_ms () - bench->begin;

  g_array_append_val (bench->times, time);
  if (bench->times->len >= bench->n_frames)
    g_main_loop_quit (bench->loop);
}

static gboolean
pan (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double phase = bench->times->len * 2 * G_PI / 240;
  double first = fore_day_from_date (2016, 1, 1), days = N_DAYS + HORIZON;
  double sight = SIGHT_YEARS * 365;
  double left = first + (days - sight) * 0.5 * (1 + cos (phase));

  fore_chart_view_set_range (bench->view, left, left + sight);
  return G_SOURCE_CONTINUE;
}

static gboolean
zoom (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double phase = bench->times->len * 2 * G_PI / 240;
  double first = fore_day_from_date (2016, 1, 1), days = N_DAYS + HORIZON;

  fore_chart_view_set_range (bench->view, first + 0.45 * days * (1 - cos (phase)), first + days);
  return G_SOURCE_CONTINUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static void
run (Bench *bench, const char *name, GtkTickCallback tick)
{
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (bench->view), tick, bench, NULL);
  guint n_late = 0;

  g_array_set_size (bench->times, 0);
  g_main_loop_run (bench->loop);
  gtk_widget_remove_tick_callback (GTK_WIDGET (bench->view), id);
  /* The first frame lays out the window. */
  g_array_remove_index (bench->times, 0);
  g_array_sort (bench->times, compare);
  for (guint i = 0; i < bench->times->len; i++)
    n_late += g_array_index (bench->times, double, i) > BUDGET_MS;
  printf ("%-8s %u frames: median %.1f ms, 99 %% within %.1f ms, worst %.1f ms, %u over %.1f ms\n",
          name, bench->times->len, g_array_index (bench->times, double, bench->times->len / 2),
          g_array_index (bench->times, double, bench->times->len * 99 / 100),
          g_array_index (bench->times, double, bench->times->len - 1), n_late, BUDGET_MS);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (ForeOutlook) outlook = make_outlook ();
  Bench bench = { .loop = loop, .times = times, .n_frames = argc > 1 ? atoi (argv[1]) : 600 };
  GtkWidget *window;

  if (!gtk_init_check ()) {
    fputs ("There is no display; try xvfb-run -a.\n", stderr);
    return 1;
  }
  adw_init ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  bench.view = g_object_new (FORE_TYPE_CHART_VIEW, "hexpand", TRUE, "vexpand", TRUE, NULL);
  fore_chart_view_set_content (bench.view, outlook, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bench.view));
  gtk_window_present (GTK_WINDOW (window));

  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &bench);
  run (&bench, "panning", pan);
  run (&bench, "zooming", zoom);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
