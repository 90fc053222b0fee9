/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "fore-error.h"

#define WIDTH  800
#define HEIGHT 400

/* A year of sales with a hole, and two models 30 days ahead, the first with wide bands. */
typedef struct {
  ForeSeries *history;
  GPtrArray *forecasts;
  ForeChart chart;
} Fixture;

static ForeForecast *
make_forecast (const char *model, ForeDay first_day, double level)
{
  ForeForecast *forecast = fore_forecast_new ("Toys", model, 30);

  for (gsize i = 0; i < 30; i++) {
    forecast->day[i] = first_day + (ForeDay) i;
    forecast->value[i] = level;
    forecast->lower_80[i] = level - 20;
    forecast->upper_80[i] = level + 20;
    forecast->lower_95[i] = level - 40;
    forecast->upper_95[i] = level + 40;
  }
  return forecast;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  double y[365];
  ForeDay first = fore_day_from_date (2025, 1, 1);

  for (int i = 0; i < 365; i++)
    y[i] = i == 300 ? NAN : 100 + 10 * sin (i * 2 * G_PI / 7);
  fixture->history = fore_series_new ("Toys", first, FORE_STEP_DAY, 365, y);
  fixture->forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_ptr_array_add (fixture->forecasts, make_forecast ("prophet", first + 365, 100));
  g_ptr_array_add (fixture->forecasts, make_forecast ("sarimax", first + 365, 110));
  fixture->chart = (ForeChart) FORE_CHART_INIT;
  fixture->chart.title = "Toys";
  fixture->chart.history = fixture->history;
  fixture->chart.forecasts = fixture->forecasts;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fore_series_free (fixture->history);
  g_ptr_array_unref (fixture->forecasts);
}

static cairo_surface_t *
draw (const ForeChart *chart, const ForeChartStyle *style, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  fore_chart_draw (chart, style, cr, width, height, NULL);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + y * cairo_image_surface_get_stride (surface) + x * 4, sizeof value);
  return value & 0xffffff;
}

/* The columns in which a pixel of exactly this colour occurs between two heights, from first
 * to last. */
static void
find_colour_between (cairo_surface_t *surface,
                     guint32 colour,
                     int top,
                     int bottom,
                     int *first,
                     int *last)
{
  *first = *last = -1;
  for (int x = 0; x < cairo_image_surface_get_width (surface); x++) {
    for (int y = top; y < bottom; y++) {
      if (pixel (surface, x, y) != colour)
        continue;
      *first = *first < 0 ? x : *first;
      *last = x;
    }
  }
}

static void
find_colour (cairo_surface_t *surface, guint32 colour, int *first, int *last)
{
  int height = cairo_image_surface_get_height (surface);

  find_colour_between (surface, colour, 80, height, first, last);
}

/* The legend starts where reading starts, each sample before its text; time keeps its way. */
static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  ForeChartStyle style = fore_chart_style_light;

  style.line_width = 3.0;
  fixture->chart.title = NULL;
  for (int is_mirrored = 0; is_mirrored <= 1; is_mirrored++) {
    cairo_surface_t *surface;
    int first, last, forecast_first, forecast_last;

    style.is_right_to_left = is_mirrored;
    surface = draw (&fixture->chart, &style, WIDTH, HEIGHT);
    find_colour_between (surface, style.history >> 8, 0, 30, &first, &last);
    if (is_mirrored)
      g_assert_cmpint (last, >, WIDTH - 20);
    else
      g_assert_cmpint (first, <, 20);
    g_assert_cmpint (last - first, <, 40);
    find_colour (surface, style.forecast[0] >> 8, &forecast_first, &forecast_last);
    g_assert_cmpint (forecast_last, >, WIDTH - 40);
    cairo_surface_destroy (surface);
  }
}

/* History lies left of the forecast, each in its own colour, and time fills the width. */
static void
test_layers (Fixture *fixture, gconstpointer data)
{
  ForeChartStyle style = fore_chart_style_light;
  cairo_surface_t *surface;
  int history_first, history_last, forecast_first, forecast_last;

  style.line_width = 3.0;
  surface = draw (&fixture->chart, &style, WIDTH, HEIGHT);
  find_colour (surface, style.history >> 8, &history_first, &history_last);
  find_colour (surface, style.forecast[0] >> 8, &forecast_first, &forecast_last);
  g_assert_cmpint (history_first, >, 20);
  g_assert_cmpint (history_first, <, 100);
  g_assert_cmpint (history_last, <=, forecast_first);
  g_assert_cmpint (forecast_last, >, WIDTH - 40);
  cairo_surface_destroy (surface);
}

/* Over the middle of the forecast the bands are shades between paper and line, the inner
 * one darker, at the heights that the axis gives them. */
static void
test_bands (Fixture *fixture, gconstpointer data)
{
  ForeChart chart = fixture->chart;
  ForeChartStyle style = fore_chart_style_light;
  cairo_surface_t *surface;
  int shades[4] = { 0 };
  int x = WIDTH - 60;

  style.grid = 0;
  g_ptr_array_set_size (fixture->forecasts, 1);
  surface = draw (&chart, &style, WIDTH, HEIGHT);
  for (int y = 80; y < HEIGHT - 50; y++) {
    guint blue = pixel (surface, x, y) & 0xff;

    shades[blue == 255 ? 0 : blue > 200 ? 1 : blue > 100 ? 2 : 3]++;
  }
  /* lower_95 to upper_95 is 80 units, the inner band 40 of them. */
  g_assert_cmpint (shades[1], >, 0);
  g_assert_cmpint (ABS (shades[1] - shades[2] - shades[3]), <=, 3);
  cairo_surface_destroy (surface);
}

/* What was drawn tells which day is where, and each pixel of the plot belongs to the nearest day
 * that has a value. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  ForeDay previous = FORE_DAY_MIN;
  ForeChartAxes axes;
  double left, right;
  int n_days = 0;

  fore_chart_get_range (&fixture->chart, &left, &right);
  g_assert_cmpfloat (right, ==, fore_day_from_date (2026, 1, 30));
  g_assert_cmpfloat (left, ==, fore_day_from_date (2026, 1, 1) - 120);
  fore_chart_draw (&fixture->chart, &fore_chart_style_light, cr, WIDTH, HEIGHT, &axes);
  g_assert_cmpfloat (axes.first_day, ==, left);
  g_assert_cmpfloat_with_epsilon (
      fore_chart_axes_day (&axes, fore_chart_axes_x (&axes, left + 7.5)), left + 7.5, 1e-9);
  for (double x = axes.left; x <= axes.left + axes.width; x++) {
    ForeDay day = fore_chart_snap (&fixture->chart, fore_chart_axes_day (&axes, x));

    g_assert_cmpint (day, >=, previous);
    n_days += day != previous;
    previous = day;
  }
  g_assert_cmpint (n_days, ==, (int) (right - left) + 1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* By steps, and never beyond the ends. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  const ForeChart *chart = &fixture->chart;
  ForeDay first = fore_day_from_date (2025, 1, 1), last = fore_day_from_date (2026, 1, 30);

  g_assert_cmpint (fore_chart_move (chart, first, 1), ==, first + 1);
  g_assert_cmpint (fore_chart_move (chart, first, -1), ==, first);
  g_assert_cmpint (fore_chart_move (chart, last, -30), ==, last - 30);
  g_assert_cmpint (fore_chart_move (chart, last, 7), ==, last);
}

static void
test_months (void)
{
  static const double y[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
  ForeDay first = fore_day_from_date (2024, 1, 1);
  g_autoptr (ForeSeries) months = fore_series_new ("Toys", first, FORE_STEP_MONTH, 13, y);
  ForeChart chart = FORE_CHART_INIT;
  ForeDay day = first;

  chart.history = months;
  for (int month = 2; month <= 12; month++) {
    day = fore_chart_move (&chart, day, 1);
    g_assert_cmpint (day, ==, fore_day_from_date (2024, month, 1));
  }
  g_autofree char *text = fore_chart_describe_day (&chart, day);
  g_assert_cmpstr (text, ==, "December 2024\nSales: 12.00");
  cairo_surface_destroy (draw (&chart, &fore_chart_style_light, 300, 200));
}

/* Ten years in 300 pixels look the same whether each value is drawn or only the extremes of each
 * column are: one day of nothing must stay to be seen. */
static void
test_columns (void)
{
  g_autofree double *y = g_new (double, 3650);
  ForeDay first = fore_day_from_date (2015, 1, 1);
  ForeChartStyle style = fore_chart_style_light;
  ForeChart chart = FORE_CHART_INIT;
  int first_low, last_low, first_high, last_high;

  for (int i = 0; i < 3650; i++)
    y[i] = i == 1000 ? 0.0 : 100.0;
  g_autoptr (ForeSeries) history = fore_series_new ("Toys", first, FORE_STEP_DAY, 3650, y);
  chart.history = history;
  style.grid = 0;
  style.line_width = 2.0;
  cairo_surface_t *surface = draw (&chart, &style, 300, 200);
  find_colour_between (surface, style.history >> 8, 110, 120, &first_low, &last_low);
  find_colour_between (surface, style.history >> 8, 30, 100, &first_high, &last_high);
  g_assert_cmpint (first_low, >, 0);
  g_assert_cmpint (last_low - first_low, <=, 3);
  g_assert_cmpint (last_high - first_high, >, 200);
  cairo_surface_destroy (surface);
}

/* Holidays have their names, and what has been found about a day is told with its values. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  const ForeChartMark marks[] = { { fore_day_from_date (2025, 11, 28), TRUE, 50.0 },
                                  { fore_day_from_date (2025, 12, 3), FALSE, 0.0 } };
  ForeChart chart = fixture->chart;

  g_assert_cmpstr (fore_chart_holiday_title (fore_day_from_date (2025, 11, 28)), ==,
                   "Black Friday");
  g_assert_cmpstr (fore_chart_holiday_title (fore_day_from_date (2024, 11, 29)), ==,
                   "Black Friday");
  g_assert_cmpstr (fore_chart_holiday_title (fore_day_from_date (2026, 4, 6)), ==, "Easter Monday");
  g_assert_cmpstr (fore_chart_holiday_title (fore_day_from_date (2026, 12, 25)), ==, "Christmas");
  g_assert_null (fore_chart_holiday_title (fore_day_from_date (2026, 7, 21)));

  chart.mark = marks;
  chart.n_marks = G_N_ELEMENTS (marks);
  g_autofree char *holiday = fore_chart_describe_day (&chart, marks[0].day);
  g_autofree char *bend = fore_chart_describe_day (&chart, marks[1].day);
  g_assert_nonnull (strstr (holiday, "\nBlack Friday: +50.00"));
  g_assert_nonnull (strstr (bend, "\nThe trend changes"));
}

/* Of both sides of now each has its own sum. */
static void
test_describe_range (Fixture *fixture, gconstpointer data)
{
  ForeDay now = fore_day_from_date (2026, 1, 1);
  g_autofree char *future = fore_chart_describe_range (&fixture->chart, now, now + 9);
  g_autofree char *past = fore_chart_describe_range (&fixture->chart, now - 14, now - 1);

  g_assert_cmpstr (future, ==, "Thu, 1 Jan 2026 to Sat, 10 Jan 2026\nProphet: 1000.00");
  g_assert_cmpstr (past, ==, "Thu, 18 Dec 2025 to Wed, 31 Dec 2025\nSales: 1400.00");
}

/* Nothing, one point, a constant, a huge range: each has a picture. */
static void
test_odd_charts (void)
{
  static const double values[] = { 0.0, 5.0, -3.0, 1e15, 1e-9, NAN };
  ForeChart empty = FORE_CHART_INIT;

  cairo_surface_destroy (draw (&empty, &fore_chart_style_dark, 300, 200));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (ForeSeries) one = fore_series_new ("C", 0, FORE_STEP_DAY, 1, &values[i]);
    ForeChart chart = FORE_CHART_INIT;

    chart.history = one;
    chart.cursor = 0;
    cairo_surface_destroy (draw (&chart, &fore_chart_style_high_contrast, 300, 200));
    cairo_surface_destroy (draw (&chart, &fore_chart_style_light, 10, 10));
  }
}

/* A forecast of a single day is seen: a line and its bands, for each model. */
static void
test_single_day (void)
{
  static const char *const models[] = { "prophet", "sarimax", "holt_winters", "ensemble",
                                        "seasonal_naive" };
  g_autoptr (GPtrArray)
      forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  ForeChart chart = FORE_CHART_INIT;

  chart.forecasts = forecasts;
  for (guint i = 0; i < G_N_ELEMENTS (models); i++) {
    g_autoptr (ForeForecast) whole = make_forecast (models[i], 20000, 100 + i);
    ForeForecast *one = fore_forecast_new ("Toys", models[i], 1);
    cairo_surface_t *surface;
    guint n_drawn = 0;

    one->day[0] = 20000;
    one->value[0] = whole->value[0];
    one->lower_80[0] = whole->lower_80[0];
    one->upper_80[0] = whole->upper_80[0];
    one->lower_95[0] = whole->lower_95[0];
    one->upper_95[0] = whole->upper_95[0];
    g_ptr_array_add (forecasts, one);
    surface = draw (&chart, &fore_chart_style_light, WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        n_drawn += pixel (surface, x, y) != pixel (surface, WIDTH - 1, HEIGHT - 1);
    cairo_surface_destroy (surface);
    g_assert_cmpuint (n_drawn, >, WIDTH * HEIGHT / 20);
  }
}

static void
test_describe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = fore_chart_describe (&fixture->chart);
  g_autofree char *day = fore_chart_describe_day (&fixture->chart, fore_day_from_date (2026, 1, 2));

  g_assert_nonnull (strstr (text, "1 Jan 2025"));
  g_assert_nonnull (
      strstr (text, "Prophet expects Thu, 1 Jan 2026 to Fri, 30 Jan 2026 to bring 3000.00"));
  g_assert_cmpstr (day, ==,
                   "Fri, 2 Jan 2026\nProphet: 100.00\n80 %: 80.00 to 120.00\nSARIMAX: 110.00");
}

/* What is left of the line between past and future has the one colour, what is right of it the
 * other, in each panel. */
static void
test_panels (void)
{
  static const double rising[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  static const double falling[] = { NAN, 20, 18, 16, 14, 12, 10, 8, 6, 4 };
  const ForeChartPanel panel[] = { { "Trend", rising }, { "Week", falling } };
  const ForeChartPanels panels = { .first_day = fore_day_from_date (2026, 1, 1),
                                   .n = 10,
                                   .n_past = 5,
                                   .left = fore_day_from_date (2026, 1, 1),
                                   .right = fore_day_from_date (2026, 1, 10),
                                   .n_panels = 2,
                                   .panel = panel };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  g_autofree char *text = fore_chart_describe_panels (&panels);
  cairo_t *cr = cairo_create (surface);
  guint n_past[4] = { 0 }, n_future[4] = { 0 };

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  fore_chart_draw_panels (&panels, &fore_chart_style_light, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      int quarter = 2 * (y >= HEIGHT / 2 - 20) + (x >= WIDTH / 2);

      if (ABS (x - WIDTH / 2) < 40)
        continue;
      n_past[quarter] += pixel (surface, x, y) == fore_chart_style_light.history >> 8;
      n_future[quarter] += pixel (surface, x, y) == fore_chart_style_light.forecast[0] >> 8;
    }
  for (int quarter = 0; quarter < 4; quarter++) {
    guint right = quarter % 2;

    g_assert_cmpuint (right ? n_future[quarter] : n_past[quarter], >, 20);
    g_assert_cmpuint (right ? n_past[quarter] : n_future[quarter], ==, 0);
  }
  g_assert_cmpstr (text, ==, "Trend: between 1.00 and 10.00. Week: between 4.00 and 20.00.");
  cairo_surface_destroy (surface);
}

/* A line from the lower left to the upper right. */
static void
test_sparkline (void)
{
  static const double values[] = { 0, 1, NAN, 3 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 20);
  cairo_t *cr = cairo_create (surface);

  fore_chart_draw_sparkline (values, 4, &fore_chart_style_light, cr, 100, 20);
  fore_chart_draw_sparkline (values, 1, &fore_chart_style_light, cr, 100, 20);
  fore_chart_draw_sparkline (NULL, 0, &fore_chart_style_light, cr, 100, 20);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmpuint (pixel (surface, 3, 18) & 0xffffff, !=, 0);
  g_assert_cmpuint (pixel (surface, 96, 2) & 0xffffff, !=, 0);
  g_assert_cmpuint (pixel (surface, 3, 2) & 0xffffff, ==, 0);
  g_assert_cmpuint (pixel (surface, 96, 18) & 0xffffff, ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *magic;
  } kinds[] = { { "a.png", "\x89PNG" }, { "b.svg", "<?xml" }, { "c.PDF", "%PDF" } };
  g_autofree char *folder = g_dir_make_tmp ("foretell-chart-XXXXXX", NULL);
  g_autofree char *bad = g_build_filename (folder, "d.bmp", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "e.png", NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_build_filename (folder, kinds[i].name, NULL);
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true (
        fore_chart_write (&fixture->chart, &fore_chart_style_light, path, WIDTH, HEIGHT, &error));
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
    g_assert_cmpuint (length, >, 1500);
    g_assert_true (memcmp (bytes, kinds[i].magic, strlen (kinds[i].magic)) == 0);
    g_unlink (path);
  }
  g_assert_false (
      fore_chart_write (&fixture->chart, &fore_chart_style_light, bad, WIDTH, HEIGHT, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (
      fore_chart_write (&fixture->chart, &fore_chart_style_light, nowhere, WIDTH, HEIGHT, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/chart/layers", Fixture, NULL, set_up, test_layers, tear_down);
  g_test_add ("/chart/right-to-left", Fixture, NULL, set_up, test_right_to_left, tear_down);
  g_test_add ("/chart/bands", Fixture, NULL, set_up, test_bands, tear_down);
  g_test_add ("/chart/days", Fixture, NULL, set_up, test_days, tear_down);
  g_test_add ("/chart/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/chart/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/chart/describe-range", Fixture, NULL, set_up, test_describe_range, tear_down);
  g_test_add ("/chart/describe", Fixture, NULL, set_up, test_describe, tear_down);
  g_test_add ("/chart/write", Fixture, NULL, set_up, test_write, tear_down);
  g_test_add_func ("/chart/months", test_months);
  g_test_add_func ("/chart/columns", test_columns);
  g_test_add_func ("/chart/panels", test_panels);
  g_test_add_func ("/chart/sparkline", test_sparkline);
  g_test_add_func ("/chart/odd-charts", test_odd_charts);
  g_test_add_func ("/chart/single-day", test_single_day);
  return g_test_run ();
}
