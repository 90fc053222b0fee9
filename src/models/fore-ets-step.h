/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-ets.h"

#include <math.h>

G_BEGIN_DECLS

/* Below this share of its scale a level or season is no divisor any more. */
#define FORE_ETS_TINY 1e-10

/* A mean squared innovation below this is taken for rounding: a perfect fit has a likelihood
 * like any other, and the smallest of the perfect forms is chosen. */
#define FORE_ETS_ROUNDING 1e-20

/**
 * ForeEtsStep:
 * @q: level expected, l + phi b
 * @s: the season used
 * @mu: value expected
 * @error: value less @mu, 0 where the value is missing
 * @level_error: what the level and the trend learn from
 * @season_error: what the season learns from
 *
 * One step of the recursion.
 */
typedef struct {
  double q, s, mu, error, level_error, season_error;
} ForeEtsStep;

/**
 * fore_ets_step:
 * @ets: state before the value; state after it on return
 * @s: the season of the value
 * @y: the value, NaN where missing
 *
 * The recursion of Hyndman et al. (2008), table 2.2, in its error-correction form, which is
 * the same for both kinds of error. A missing value has no innovation: the state goes on as
 * predicted.
 */
static inline ForeEtsStep
fore_ets_step (ForeEts *ets, double *s, double y)
{
  ForeEtsStep step = { .q = ets->l + ets->phi * ets->b, .s = *s };
  gboolean is_multiplicative = ets->form.season == FORE_ETS_MULTIPLICATIVE;

  step.mu = is_multiplicative ? step.q * step.s : step.q + step.s;
  step.error = isnan (y) ? 0.0 : y - step.mu;
  step.level_error = is_multiplicative ? step.error / step.s : step.error;
  step.season_error = is_multiplicative ? step.error / step.q : step.error;

  /* l_t = l_{t-1} + phi b_{t-1} + alpha e_t, b_t = phi b_{t-1} + beta e_t,
   * s_t = s_{t-m} + gamma e_t */
  ets->l = step.q + ets->alpha * step.level_error;
  ets->b = ets->phi * ets->b + ets->beta * step.level_error;
  *s += ets->gamma * step.season_error;

  return step;
}

/**
 * fore_ets_step_is_valid:
 * @form: the form
 * @step: a step of it
 *
 * Returns: whether @step divides by nothing that is zero or negative
 */
static inline gboolean
fore_ets_step_is_valid (const ForeEtsForm *form, const ForeEtsStep *step)
{
  if (form->error == FORE_ETS_MULTIPLICATIVE && !(step->mu > FORE_ETS_TINY))
    return FALSE;
  if (form->season == FORE_ETS_MULTIPLICATIVE)
    return step->s > FORE_ETS_TINY && step->q > FORE_ETS_TINY;
  return TRUE;
}

/**
 * fore_ets_objective:
 * @n: number of innovations, not zero
 * @sum_e2: sum of their squares
 * @sum_log_mu: sum of log |mu| for multiplicative errors, 0 for additive ones
 * @floored: (out): @sum_e2, not less than what rounding leaves
 *
 * Returns: the negative log-likelihood
 */
static inline double
fore_ets_objective (gsize n, double sum_e2, double sum_log_mu, double *floored)
{
  double count = (double) n;

  *floored = MAX (sum_e2, count * FORE_ETS_ROUNDING * exp (-2.0 * sum_log_mu / count));
  return 0.5 * count * log (*floored) + sum_log_mu;
}

G_END_DECLS
