/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-error.h"
#include "fore-regressor-file.h"

ForeCliRegression fore_cli_regression;

static gboolean
read_cap (double *cap, GError **error)
{
  const char *text = fore_cli_regression.cap;
  char *end;

  if (text == NULL)
    return TRUE;
  *cap = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (*cap) && *cap > 0)
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               _ ("%s needs a number above zero, not “%s”."), "--cap", text);
  return FALSE;
}

/*
 * fore_cli_read_regression:
 * @options: (inout): gets what %FORE_CLI_REGRESSION_OPTIONS were given
 * @error: %FORE_ERROR_REJECTED for what is wrong in a file, else %FORE_ERROR_INVALID_ARGUMENT or
 *   of GIO
 */
gboolean
fore_cli_read_regression (ForeForecastOptions *options, GError **error)
{
  const ForeCliRegression *given = &fore_cli_regression;
  double cap = 0;

  if (!read_cap (&cap, error) ||
      !fore_forecast_options_set_growth (options, given->growth, cap, error))
    return FALSE;
  if (!fore_forecast_options_read_holidays (options, error))
    return FALSE;
  if (given->regressors == NULL)
    return TRUE;

  if (options->regressors == NULL)
    options->regressors = fore_regressors_new ();
  return fore_regressor_file_read_values (given->regressors, options->regressors, NULL, error);
}

/* The exit status of a command that ends with @error. */
ForeExit
fore_cli_exit_of (const GError *error)
{
  return g_error_matches (error, FORE_ERROR, FORE_ERROR_REJECTED) ? FORE_EXIT_REJECTED
                                                                  : FORE_EXIT_FAILED;
}
