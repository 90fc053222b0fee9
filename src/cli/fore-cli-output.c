/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fore-readable.h"

/* Bytes of a report that are collected before they are written. */
#define ENOUGH ((gsize) 128 * 1024)
/* Characters of it, more than the path of a file has. */
#define LONGEST_COMPLAINT 5000
/* Microseconds between two looks of the progress. */
#define PROGRESS_INTERVAL 100000

static gint64 progress_shown_at;

/*
 * fore_cli_write:
 * @bytes: (transfer full): a result
 * @error: return location
 *
 * Returns: whether they are on standard output
 */
gboolean
fore_cli_write (GBytes *bytes, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  gboolean is_written = fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0;
  int saved_errno = errno;

  g_bytes_unref (bytes);
  if (!is_written)
    g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved_errno),
                 _ ("Standard output cannot be written: %s."), g_strerror (saved_errno));
  return is_written;
}

/*
 * fore_cli_flush_report:
 *
 * Writes what a report has so far when that is worth it.
 */
gboolean
fore_cli_flush_report (ForeReport *report, GError **error)
{
  return fore_report_get_size (report) < ENOUGH ||
         fore_cli_write (fore_report_take (report), error);
}

gboolean
fore_cli_write_report (ForeReport *report, GError **error)
{
  return fore_cli_write (fore_report_end (report), error);
}

/*
 * fore_cli_complain:
 * @message: what went wrong, maybe with what was written on the command line
 *
 * Tells it on standard error.
 */
void
fore_cli_complain (const char *message)
{
  g_autofree char *readable = fore_readable_text (message, -1, LONGEST_COMPLAINT);

  fore_cli_end_progress ();
  g_printerr ("foretell-cli: %s\n", readable);
}

static void
show_progress (double fraction, const char *what, gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  if (now - progress_shown_at < PROGRESS_INTERVAL)
    return;
  progress_shown_at = now;
  if (fraction >= 0.0)
    g_printerr ("\r\033[K%3.0f %%  %s", 100.0 * fraction, what != NULL ? what : "");
  else
    g_printerr ("\r\033[K       %s", what != NULL ? what : "");
}

/*
 * fore_cli_progress:
 *
 * Returns: (nullable): where work tells how far it is: a terminal, or nowhere
 */
const ForeProgress *
fore_cli_progress (const ForeCli *cli)
{
  static const ForeProgress progress = { show_progress, NULL };

  return !cli->is_quiet && isatty (STDERR_FILENO) ? &progress : NULL;
}

/*
 * fore_cli_end_progress:
 *
 * Takes the progress off the terminal.
 */
void
fore_cli_end_progress (void)
{
  if (progress_shown_at != 0)
    g_printerr ("\r\033[K");
  progress_shown_at = 0;
}

typedef struct {
  ForeReport *report;
  const ForeForecastOptions *asked;
} Forecasts;

static gboolean
is_asked (GStrv names, const char *name)
{
  return names == NULL || g_strv_contains ((const char *const *) names, name);
}

static gboolean
add_forecast (const ForeForecastRow *row, gpointer data, GError **error)
{
  Forecasts *forecasts = data;
  const ForeForecastOptions *asked = forecasts->asked;

  if (asked == NULL ||
      (is_asked (asked->categories, row->category) && is_asked (asked->models, row->model)))
    fore_report_add_forecast (forecasts->report, row);
  return fore_cli_flush_report (forecasts->report, error);
}

/*
 * fore_cli_write_forecasts:
 * @engine: an engine
 * @cli: what the command was told
 * @filter: which stored forecasts
 * @limit: how many rows, -1 for all
 * @asked: (nullable): only the categories and models of these options
 * @error: return location
 */
gboolean
fore_cli_write_forecasts (ForeEngine *engine,
                          const ForeCli *cli,
                          const ForeForecastFilter *filter,
                          gint64 limit,
                          const ForeForecastOptions *asked,
                          GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_FORECASTS, cli->format);
  Forecasts forecasts = { report, asked };

  return fore_store_each_forecast (fore_engine_get_store (engine), filter, limit, add_forecast,
                                   &forecasts, NULL, error) &&
         fore_cli_write_report (report, error);
}
