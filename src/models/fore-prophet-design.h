/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

/* Prophet's published defaults. */
#define FORE_PROPHET_CHANGEPOINTS            25
#define FORE_PROPHET_CHANGEPOINT_RANGE       0.8
#define FORE_PROPHET_CHANGEPOINT_PRIOR_SCALE 0.05
#define FORE_PROPHET_PRIOR_SCALE             10.0

/**
 * ForeProphetTerm:
 * @name: name of its component; terms of the same name make one component
 * @period: length of the season in days; 0 for a regressor
 * @fourier_order: number of harmonics; 0 for a regressor
 * @prior_scale: standard deviation of the normal prior of its coefficients
 * @is_multiplicative: whether it multiplies the trend or is added to it
 * @regressor: (array) (nullable): values of a regressor or a holiday's indicator in the history
 *   and, after them, in the future
 *
 * A seasonality, a holiday or a regressor.
 */
typedef struct {
  const char *name;
  double period;
  guint fourier_order;
  double prior_scale;
  gboolean is_multiplicative;
  const double *regressor;
} ForeProphetTerm;

/**
 * ForeProphetSettings:
 * @growth: form of the trend
 * @cap: (array) (nullable): capacity of logistic growth in the history and, after it, in the
 *   future, in the units of the values
 * @n_changepoints: potential changepoints at most
 * @changepoint_range: share of the history in which they lie
 * @changepoint_prior_scale: scale of the Laplace prior of the changes in slope
 * @n_terms: number of terms
 * @term: (array length=n_terms): the terms
 */
typedef struct {
  ForeGrowth growth;
  const double *cap;
  guint n_changepoints;
  double changepoint_range;
  double changepoint_prior_scale;
  gsize n_terms;
  const ForeProphetTerm *term;
} ForeProphetSettings;

#define FORE_PROPHET_SETTINGS_INIT                                             \
  {                                                                            \
    .growth = FORE_GROWTH_LINEAR, .n_changepoints = FORE_PROPHET_CHANGEPOINTS, \
    .changepoint_range = FORE_PROPHET_CHANGEPOINT_RANGE,                       \
    .changepoint_prior_scale = FORE_PROPHET_CHANGEPOINT_PRIOR_SCALE,           \
  }

/**
 * ForeProphetDesign:
 * @growth: form of the trend
 * @n: rows of the history, missing values included
 * @horizon: rows of the future, after those of the history in @t and @X
 * @T: known values
 * @S: changepoints
 * @K: columns of @X in use
 * @stride: columns of @X with its padding of zeros
 * @t: (array): time, 0 at the first known value and 1 at the last, n + horizon rows
 * @y: (array length=n): values over @y_scale, NaN where missing
 * @cap: (array) (nullable): capacity over @y_scale, n + horizon rows
 * @X: (array): terms, n + horizon rows of @stride values
 * @sigmas: (array length=K): prior scales
 * @is_multiplicative: (array length=K): mode of each column
 * @any_multiplicative: whether one of them is
 * @first_column: (array length=n_terms+1): where in @X the columns of a term begin
 * @t_change: (array length=S): time of each changepoint
 * @change_row: (array length=S): row of each changepoint
 * @tau: prior scale of the changes in slope
 * @y_scale: largest absolute value
 * @t_start: day of time 0
 * @t_scale: days from time 0 to time 1
 *
 * The data of Prophet's posterior, with the names of Taylor & Letham's Stan program.
 */
typedef struct {
  ForeGrowth growth;
  gsize n, horizon, T, S, K, stride;
  double *t, *y, *cap, *X;
  double *sigmas;
  gboolean *is_multiplicative;
  gboolean any_multiplicative;
  gsize *first_column;
  double *t_change;
  gsize *change_row;
  double tau, y_scale, t_scale;
  ForeDay t_start;
} ForeProphetDesign;

gsize fore_prophet_default_terms (gsize n,
                                  const ForeDay *day,
                                  const double *y,
                                  gboolean is_multiplicative,
                                  ForeProphetTerm term[2]);
ForeProphetDesign *fore_prophet_design_new (const ForeProphetSettings *settings,
                                            gsize n,
                                            gsize horizon,
                                            const ForeDay *day,
                                            const double *y);
void fore_prophet_design_set_mode (ForeProphetDesign *design, gboolean is_multiplicative);
void fore_prophet_design_free (ForeProphetDesign *design);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeProphetDesign, fore_prophet_design_free)

G_END_DECLS
