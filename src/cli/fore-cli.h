/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"
#include "fore-report.h"

G_BEGIN_DECLS

/* Exit statuses; of several the highest counts. */
typedef enum {
  FORE_EXIT_DONE = 0,
  FORE_EXIT_FAILED = 1,
  FORE_EXIT_USAGE = 2,
  FORE_EXIT_DUPLICATE = 3,
  FORE_EXIT_REJECTED = 4,
} ForeExit;

/**
 * ForeCli:
 * @data_dir: where the data lies
 * @format: how results are written
 * @gaps: what a day without an invoice means
 * @n_threads: threads that train models, 0 for one a processor
 * @is_quiet: whether only results and errors are told
 *
 * What every command is told.
 */
typedef struct {
  char *data_dir;
  ForeFormat format;
  ForeGaps gaps;
  guint n_threads;
  gboolean is_quiet;
} ForeCli;

/**
 * ForeCommand:
 * @name: the word on the command line
 * @arguments: (nullable): how --help names what follows the options
 * @summary: what it does, untranslated
 * @options: its own options, ended by an empty one; values are taken as they are, in bytes
 * @n_arguments: how many arguments it needs
 * @takes_more: whether it takes more of them
 * @run: does it, and returns the exit status; an error it sets is told, as wrong usage when it
 *   is %FORE_ERROR_INVALID_ARGUMENT
 *
 * A command is one file with one constant table of this type.
 */
typedef struct {
  const char *name;
  const char *arguments;
  const char *summary;
  const GOptionEntry *options;
  guint n_arguments;
  gboolean takes_more;
  ForeExit (*run) (const ForeCli *cli, GStrv arguments, GError **error);
} ForeCommand;

extern const ForeCommand fore_command_import;
extern const ForeCommand fore_command_history;
extern const ForeCommand fore_command_invoices;
extern const ForeCommand fore_command_versions;
extern const ForeCommand fore_command_forecast;
extern const ForeCommand fore_command_forecasts;
extern const ForeCommand fore_command_backtest;
extern const ForeCommand fore_command_explain;
extern const ForeCommand fore_command_chart;
extern const ForeCommand fore_command_undo;
extern const ForeCommand fore_command_rejects;
extern const ForeCommand fore_command_summary;
extern const ForeCommand fore_command_serve;

/* fore-cli-values.c: reads the values of options, strictly. NULL leaves the value alone. */
gboolean fore_cli_read_count (const char *option,
                              const char *text,
                              guint least,
                              guint most,
                              guint *value,
                              GError **error);
gboolean fore_cli_read_limit (const char *text, gint64 *limit, GError **error);
gboolean fore_cli_read_day (const char *option, const char *text, ForeDay *day, GError **error);
gboolean fore_cli_read_text (const char *option, const char *text, GError **error);
gboolean fore_cli_read_texts (const char *option, GStrv texts, GError **error);
gboolean fore_cli_read_models (GStrv models, GError **error);
gboolean fore_cli_require (const char *option, const char *text, GError **error);
gboolean fore_cli_read_order (const char *text, ForeArimaOrder *order, GError **error);
gboolean fore_cli_read_format (const char *text, ForeFormat *format, GError **error);
gboolean fore_cli_read_gaps (const char *text, ForeGaps *gaps, GError **error);

/* fore-cli-regression.c: options of all commands that fit models. */

/**
 * ForeCliRegression:
 * @holidays: (nullable): a country or a file
 * @regressors: (nullable): a file
 * @growth: (nullable): linear, logistic or flat
 * @cap: (nullable): a number
 *
 * What was given of %FORE_CLI_REGRESSION_OPTIONS.
 */
typedef struct {
  char *holidays;
  char *regressors;
  char *growth;
  char *cap;
} ForeCliRegression;

extern ForeCliRegression fore_cli_regression;

/* Of those alone that are followed by a forecast. */
#define FORE_CLI_HOLIDAYS_OPTION                                                              \
  {                                                                                           \
    "holidays", 0, 0, G_OPTION_ARG_FILENAME, &fore_cli_regression.holidays,                   \
        N_ ("Days out of the ordinary: a country such as DE, or a CSV file with ds, holiday " \
            "and maybe lower_window, upper_window"),                                          \
        N_ ("COUNTRY|FILE")                                                                   \
  }

#define FORE_CLI_REGRESSION_OPTIONS                                                         \
  FORE_CLI_HOLIDAYS_OPTION,                                                                 \
      { "regressors",                                                                       \
        0,                                                                                  \
        0,                                                                                  \
        G_OPTION_ARG_FILENAME,                                                              \
        &fore_cli_regression.regressors,                                                    \
        N_ ("What else is known of each day, the future too: CSV with date and columns of " \
            "numbers"),                                                                     \
        N_ ("FILE") },                                                                      \
      { "growth",                                                                           \
        0,                                                                                  \
        0,                                                                                  \
        G_OPTION_ARG_FILENAME,                                                              \
        &fore_cli_regression.growth,                                                        \
        N_ ("Trend of Prophet: linear, logistic or flat (default: linear)"),                \
        N_ ("GROWTH") },                                                                    \
  {                                                                                         \
    "cap", 0, 0, G_OPTION_ARG_FILENAME, &fore_cli_regression.cap,                           \
        N_ ("What logistic growth stays below"), N_ ("N")                                   \
  }

gboolean fore_cli_read_regression (ForeForecastOptions *options, GError **error);
ForeExit fore_cli_exit_of (const GError *error);

/* fore-cli-output.c */
gboolean fore_cli_write (GBytes *bytes, GError **error);
gboolean fore_cli_write_report (ForeReport *report, GError **error);
gboolean fore_cli_flush_report (ForeReport *report, GError **error);
void fore_cli_complain (const char *message);
const ForeProgress *fore_cli_progress (const ForeCli *cli);
void fore_cli_end_progress (void);
gboolean fore_cli_write_forecasts (ForeEngine *engine,
                                   const ForeCli *cli,
                                   const ForeForecastFilter *filter,
                                   gint64 limit,
                                   const ForeForecastOptions *asked,
                                   GError **error);

/* fore-cli-engine.c */
ForeEngine *fore_cli_open (const ForeCli *cli, ForeStoreMode mode, GError **error);
ForeForecastOptions *fore_cli_forecast_options (const ForeCli *cli);
gboolean fore_cli_drain (ForeEngine *engine, const ForeCli *cli, GError **error);

G_END_DECLS
