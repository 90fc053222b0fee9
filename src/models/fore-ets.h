/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeEtsKind:
 * @FORE_ETS_NONE: there is none
 * @FORE_ETS_ADDITIVE: it is added
 * @FORE_ETS_MULTIPLICATIVE: it is multiplied
 *
 * How error, trend or season come into a form of the family.
 */
typedef enum {
  FORE_ETS_NONE,
  FORE_ETS_ADDITIVE,
  FORE_ETS_MULTIPLICATIVE,
} ForeEtsKind;

/**
 * ForeEtsForm:
 * @error: additive or multiplicative
 * @trend: none or additive
 * @damped: whether the trend is damped
 * @season: none, additive or multiplicative
 * @m: season length, 1 without season
 *
 * A form of the family of Hyndman, Koehler, Ord & Snyder (2008), table 2.1.
 */
typedef struct {
  ForeEtsKind error;
  ForeEtsKind trend;
  gboolean damped;
  ForeEtsKind season;
  guint m;
} ForeEtsForm;

/**
 * ForeEts:
 * @form: which form
 * @alpha: smoothing of the level, 0 to 1
 * @beta: smoothing of the trend, 0 to @alpha; 0 without trend
 * @gamma: smoothing of the season, 0 to 1 - @alpha; 0 without season
 * @phi: damping, 1 without
 * @l: the level
 * @b: the trend, 0 without
 * @s: (array length=m): the season, oldest (which is the next one to be used) first
 *
 * A form with its parameters and a state.
 */
typedef struct {
  ForeEtsForm form;
  double alpha, beta, gamma, phi;
  double l, b;
  double *s;
} ForeEts;

/**
 * ForeEtsSums:
 * @n: known values
 * @sum_e2: sum of the squared innovations, relative ones for multiplicative errors
 * @sse: sum of the squared one-step errors in the units of the values
 * @sum_log_mu: sum of log |mu| for multiplicative errors, 0 for additive ones
 *
 * What the likelihood is made of.
 */
typedef struct {
  gsize n;
  double sum_e2;
  double sse;
  double sum_log_mu;
} ForeEtsSums;

ForeEts *fore_ets_new (const ForeEtsForm *form);
ForeEts *fore_ets_copy (const ForeEts *ets);
void fore_ets_free (ForeEts *ets);
char *fore_ets_form_to_string (const ForeEtsForm *form);
guint fore_ets_form_n_parameters (const ForeEtsForm *form);
void fore_ets_normalize (ForeEts *ets);
gboolean fore_ets_filter (ForeEts *ets,
                          gsize n,
                          const double *y,
                          double *mu,
                          double *level,
                          ForeEtsSums *sums);
double fore_ets_log_likelihood (const ForeEtsSums *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeEts, fore_ets_free)

G_END_DECLS
