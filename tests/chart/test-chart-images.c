/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of charts beside those that a person has looked at and found right. Fonts and
 * rasterizers differ a little from machine to machine, so blocks of pixels are compared. With
 * FORETELL_DRAW_IMAGES set, the pictures are drawn anew. */
#include <math.h>
#include <string.h>

#include "fore-chart-report.h"

#define WIDTH  480
#define HEIGHT 280
#define BLOCK  8

/* In levels of 255: of the worst block, and on average over all. */
#define MOST_BLOCK   56.0
#define MOST_AVERAGE 2.0

/* Three years of sales with a week and a year, holidays, a bend, and two models of them. */
typedef struct {
  ForeSeries *history;
  GPtrArray *forecasts;
  ForeChartMark marks[4];
  ForeChart chart;
  ForeChartStyle style;
} Fixture;

static double
level (int i)
{
  return 100 + 0.02 * i + 20 * sin (i * 2 * G_PI / 365.25) + 15 * sin (i * 2 * G_PI / 7);
}

static ForeForecast *
make_forecast (const char *model, ForeDay first, int n_past, double shift)
{
  ForeForecast *forecast = fore_forecast_new ("Toys", model, 30);

  for (int i = 0; i < 30; i++) {
    double width = 10 + sqrt (i);

    forecast->day[i] = first + n_past + i;
    forecast->value[i] = level (n_past + i) + shift;
    forecast->lower_80[i] = forecast->value[i] - width;
    forecast->upper_80[i] = forecast->value[i] + width;
    forecast->lower_95[i] = forecast->value[i] - 1.6 * width;
    forecast->upper_95[i] = forecast->value[i] + 1.6 * width;
  }
  return forecast;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ForeDay first = fore_day_from_date (2023, 1, 1);
  double y[1096];

  for (int i = 0; i < 1096; i++)
    y[i] = i % 500 == 499 ? NAN : level (i) + 5 * cos (i * i);
  fixture->history = fore_series_new ("Toys", first, FORE_STEP_DAY, 1096, y);
  fixture->forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_ptr_array_add (fixture->forecasts, make_forecast ("prophet", first, 1096, 0));
  g_ptr_array_add (fixture->forecasts, make_forecast ("sarimax", first, 1096, 12));
  g_ptr_array_add (fixture->forecasts, make_forecast ("holt_winters", first, 1096, -12));
  fixture->marks[0] = (ForeChartMark){ fore_day_from_date (2025, 10, 12), FALSE, 0 };
  fixture->marks[1] = (ForeChartMark){ fore_day_from_date (2025, 11, 28), TRUE, 40 };
  fixture->marks[2] = (ForeChartMark){ fore_day_from_date (2025, 12, 25), TRUE, -90 };
  fixture->marks[3] = (ForeChartMark){ fore_day_from_date (2025, 12, 26), TRUE, -70 };
  fixture->chart = (ForeChart) FORE_CHART_INIT;
  fixture->chart.history = fixture->history;
  fixture->chart.forecasts = fixture->forecasts;
  fixture->style = fore_chart_style_light;
  fixture->style.font = "DejaVu Sans 8";
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fore_series_free (fixture->history);
  g_ptr_array_unref (fixture->forecasts);
}

/* --- Comparison --- */

/* The mean of a colour over a block. */
static double
mean_of_block (cairo_surface_t *surface, int left, int top, int channel)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double sum = 0;

  for (int y = top; y < top + BLOCK; y++)
    for (int x = left; x < left + BLOCK; x++)
      sum += pixels[y * stride + 4 * x + channel];
  return sum / (BLOCK * BLOCK);
}

static void
compare (cairo_surface_t *surface, const char *path)
{
  cairo_surface_t *expected = cairo_image_surface_create_from_png (path);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  double worst = 0, sum = 0;
  int n = 0;

  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (expected), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (expected), ==, height);
  for (int y = 0; y + BLOCK <= height; y += BLOCK)
    for (int x = 0; x + BLOCK <= width; x += BLOCK)
      for (int channel = 0; channel < 3; channel++, n++) {
        double difference = fabs (mean_of_block (surface, x, y, channel) -
                                  mean_of_block (expected, x, y, channel));

        worst = MAX (worst, difference);
        sum += difference;
      }
  g_test_message ("%s: %.2f on average, at most %.2f", path, sum / n, worst);
  g_assert_cmpfloat (sum / n, <=, MOST_AVERAGE);
  g_assert_cmpfloat (worst, <=, MOST_BLOCK);
  cairo_surface_destroy (expected);
}

static void
check (cairo_surface_t *surface, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (IMAGES, file, NULL);

  cairo_surface_flush (surface);
  if (g_getenv ("FORETELL_DRAW_IMAGES") != NULL && !g_test_subprocess ())
    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  compare (surface, path);
  cairo_surface_destroy (surface);
}

static void
check_chart (const Fixture *fixture, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  fore_chart_draw (&fixture->chart, &fixture->style, cr, WIDTH, HEIGHT, NULL);
  cairo_destroy (cr);
  check (surface, name);
}

/* --- The pictures --- */

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_set_size (fixture->forecasts, 1);
  check_chart (fixture, "plain");
}

static void
test_models (Fixture *fixture, gconstpointer data)
{
  const char *font = fixture->style.font;

  fixture->style = fore_chart_style_dark;
  fixture->style.font = font;
  fixture->chart.left = fore_day_from_date (2025, 12, 20);
  check_chart (fixture, "models");
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_set_size (fixture->forecasts, 1);
  fixture->chart.mark = fixture->marks;
  fixture->chart.n_marks = G_N_ELEMENTS (fixture->marks);
  fixture->chart.cursor = fore_day_from_date (2025, 11, 28);
  check_chart (fixture, "marks");
}

/* Days that have been forecast and have come since. */
static void
test_since (Fixture *fixture, gconstpointer data)
{
  ForeForecast *forecast = fixture->forecasts->pdata[0];

  g_ptr_array_set_size (fixture->forecasts, 1);
  for (int i = 0; i < 30; i++)
    forecast->day[i] -= 12;
  fixture->chart.left = fore_day_from_date (2025, 12, 1);
  fixture->chart.selection[0] = fore_day_from_date (2025, 12, 8);
  fixture->chart.selection[1] = fore_day_from_date (2025, 12, 15);
  check_chart (fixture, "since");
}

static void
test_years (Fixture *fixture, gconstpointer data)
{
  const char *font = fixture->style.font;

  fixture->style = fore_chart_style_high_contrast;
  fixture->style.font = font;
  fixture->style.is_right_to_left = TRUE;
  fixture->chart.left = fixture->history->first_day;
  check_chart (fixture, "years");
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  const char *const sentences[] = { "30 days: 3,000, most likely between 2,800 and 3,200.",
                                    "Off by 6 % on average.", NULL };
  const char *const columns[] = { "Date", "Sales", "80 % Band", NULL };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 520, 736);
  cairo_t *cr = cairo_create (surface);

  for (int i = 1; i <= 30; i++) {
    g_ptr_array_add (cells, g_strdup_printf ("%d Jan 2026", i));
    g_ptr_array_add (cells, g_strdup_printf ("%d", 100 + i));
    g_ptr_array_add (cells, g_strdup_printf ("%d – %d", 90 + i, 110 + i));
  }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  fore_chart_draw_report (&(ForeChartReport){ .title = "Toys",
                                              .subtitle = "Forecast by Prophet",
                                              .chart = &fixture->chart,
                                              .sentences = sentences,
                                              .columns = columns,
                                              .cells = cells,
                                              .footer = "Foretell" },
                          &fixture->style, cr, 520, 736);
  cairo_destroy (cr);
  check (surface, "report");
}

/* The comparison must see what a person would: one line that has another colour. */
static void
test_sees (Fixture *fixture, gconstpointer data)
{
  g_test_trap_subprocess ("/chart/images/subprocess/other-colour", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
}

static void
test_other_colour (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_set_size (fixture->forecasts, 1);
  fixture->style.history = 0xff0000ff;
  check_chart (fixture, "plain");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/chart/images/plain", Fixture, NULL, set_up, test_plain, tear_down);
  g_test_add ("/chart/images/models", Fixture, NULL, set_up, test_models, tear_down);
  g_test_add ("/chart/images/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/chart/images/since", Fixture, NULL, set_up, test_since, tear_down);
  g_test_add ("/chart/images/years", Fixture, NULL, set_up, test_years, tear_down);
  g_test_add ("/chart/images/report", Fixture, NULL, set_up, test_report, tear_down);
  g_test_add ("/chart/images/sees", Fixture, NULL, set_up, test_sees, tear_down);
  g_test_add ("/chart/images/subprocess/other-colour", Fixture, NULL, set_up, test_other_colour,
              tear_down);
  return g_test_run ();
}
