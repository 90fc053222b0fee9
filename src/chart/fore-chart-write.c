/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart.h"

#include "fore-config.h"
#include "fore-error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A vector format takes its bytes as it is drawn, PNG when all is drawn. */
static cairo_surface_t *
create_surface (const char *suffix, GByteArray *bytes, double width, double height)
{
  if (g_str_equal (suffix, "png"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  if (g_str_equal (suffix, "svg"))
    return cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
  if (g_str_equal (suffix, "pdf"))
    return cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
  return NULL;
}

static cairo_status_t
draw_surface (const ForeChart *chart,
              const ForeChartStyle *style,
              cairo_surface_t *surface,
              GByteArray *bytes,
              double width,
              double height)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  fore_chart_draw (chart, style, cr, width, height, NULL);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS &&
      cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);

  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

/**
 * fore_chart_to_bytes:
 * @chart: what to show
 * @style: how
 * @format: "png", "svg" or "pdf"
 * @width: in pixels, or points of a vector format
 * @height: likewise
 * @error: %FORE_ERROR_INVALID_ARGUMENT for another format, %FORE_ERROR_FAILED when it cannot
 *   be drawn
 *
 * Returns: (transfer full): the chart as the content of a file
 */
GBytes *
fore_chart_to_bytes (const ForeChart *chart,
                     const ForeChartStyle *style,
                     const char *format,
                     double width,
                     double height,
                     GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = create_surface (format, bytes, width, height);
  cairo_status_t status;

  if (surface == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: something that should be png, svg or pdf. */
                 _ ("“%s” is not png, svg or pdf."), format);
    return NULL;
  }
  status = draw_surface (chart, style, surface, bytes, width, height);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_FAILED, _ ("The chart cannot be drawn: %s."),
                 cairo_status_to_string (status));
    return NULL;
  }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * fore_chart_write:
 * @chart: what to show
 * @style: how
 * @path: a file that ends in .png, .svg or .pdf
 * @width: in pixels, or points of a vector format
 * @height: likewise
 * @error: %FORE_ERROR_INVALID_ARGUMENT for another ending, and those of
 *   fore_chart_to_bytes() and g_file_set_contents()
 *
 * Writes the chart into a file, wholly or not at all.
 *
 * Returns: whether it is written
 */
gboolean
fore_chart_write (const ForeChart *chart,
                  const ForeChartStyle *style,
                  const char *path,
                  double width,
                  double height,
                  GError **error)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *format = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data;

  bytes = fore_chart_to_bytes (chart, style, format, width, height, &local_error);
  if (g_error_matches (local_error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("“%s” does not end in .png, .svg or .pdf."), path);
    return FALSE;
  }
  if (bytes == NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  data = g_bytes_get_data (bytes, &size);
  return g_file_set_contents (path, data, (gssize) size, error);
}
