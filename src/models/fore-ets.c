/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets.h"

#include "fore-ets-step.h"

#include <string.h>

/**
 * fore_ets_new:
 * @form: a form
 *
 * Returns: (transfer full): @form with parameters and a state that change nothing
 */
ForeEts *
fore_ets_new (const ForeEtsForm *form)
{
  ForeEts *ets = g_new0 (ForeEts, 1);

  ets->form = *form;
  ets->phi = 1.0;
  ets->s = g_new0 (double, form->m);
  if (form->season == FORE_ETS_MULTIPLICATIVE)
    for (guint j = 0; j < form->m; j++)
      ets->s[j] = 1.0;

  return ets;
}

/**
 * fore_ets_copy:
 * @ets: a form with its parameters and a state
 *
 * Returns: (transfer full): the same again
 */
ForeEts *
fore_ets_copy (const ForeEts *ets)
{
  ForeEts *copy = g_memdup2 (ets, sizeof *ets);

  copy->s = g_memdup2 (ets->s, ets->form.m * sizeof *ets->s);
  return copy;
}

void
fore_ets_free (ForeEts *ets)
{
  if (ets == NULL)
    return;
  g_free (ets->s);
  g_free (ets);
}

/**
 * fore_ets_form_to_string:
 * @form: a form
 *
 * Returns: (transfer full): its name in the literature, such as "ETS(A,Ad,M)"
 */
char *
fore_ets_form_to_string (const ForeEtsForm *form)
{
  static const char letter[] = {
    [FORE_ETS_NONE] = 'N', [FORE_ETS_ADDITIVE] = 'A', [FORE_ETS_MULTIPLICATIVE] = 'M'
  };

  return g_strdup_printf ("ETS(%c,%c%s,%c)", letter[form->error], letter[form->trend],
                          form->damped ? "d" : "", letter[form->season]);
}

/**
 * fore_ets_form_n_parameters:
 * @form: a form
 *
 * Returns: the number of smoothing parameters and free initial states: what is estimated
 *   besides the variance of the innovations. Of the m seasonal states one is given by the
 *   others, as the level takes up what they have in common.
 */
guint
fore_ets_form_n_parameters (const ForeEtsForm *form)
{
  guint n = 2;

  if (form->trend != FORE_ETS_NONE)
    n += 2 + (form->damped ? 1 : 0);
  if (form->season != FORE_ETS_NONE)
    n += 1 + form->m - 1;
  return n;
}

/**
 * fore_ets_normalize:
 * @ets: a state
 *
 * Makes the seasonal states sum to zero (additive) or to m (multiplicative); level and trend
 * take up the difference, so that every value expected stays what it is.
 */
void
fore_ets_normalize (ForeEts *ets)
{
  guint m = ets->form.m;
  double mean = 0.0;

  if (ets->form.season == FORE_ETS_NONE)
    return;
  for (guint j = 0; j < m; j++)
    mean += ets->s[j] / m;
  if (ets->form.season == FORE_ETS_ADDITIVE) {
    ets->l += mean;
    for (guint j = 0; j < m; j++)
      ets->s[j] -= mean;
  } else {
    ets->l *= mean;
    ets->b *= mean;
    for (guint j = 0; j < m; j++)
      ets->s[j] /= mean;
  }
}

/* The season was used as a ring; the next one to be used comes first again. */
static void
rotate_season (ForeEts *ets, gsize n)
{
  guint m = ets->form.m;
  gsize first = n % m;
  g_autofree double *rotated = NULL;

  if (first == 0)
    return;
  rotated = g_new (double, m);
  memcpy (rotated, ets->s + first, (m - first) * sizeof *rotated);
  memcpy (rotated + m - first, ets->s, first * sizeof *rotated);
  memcpy (ets->s, rotated, m * sizeof *rotated);
}

/**
 * fore_ets_filter:
 * @ets: parameters and the state before the first value; the state after the last one on return
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing
 * @mu: (out caller-allocates) (array length=n) (optional): the one-step fitted values
 * @level: (out caller-allocates) (array length=n) (optional): the part of level and trend in them
 * @sums: (out): what the likelihood is made of
 *
 * Runs the values through the recursion.
 *
 * Returns: %FALSE if a divisor came to zero or below on the way; nothing else is valid then
 */
gboolean
fore_ets_filter (ForeEts *ets,
                 gsize n,
                 const double *y,
                 double *mu,
                 double *level,
                 ForeEtsSums *sums)
{
  gsize j = 0;

  *sums = (ForeEtsSums){ 0 };
  for (gsize t = 0; t < n; t++) {
    ForeEtsStep step = fore_ets_step (ets, &ets->s[j], y[t]);

    if (!fore_ets_step_is_valid (&ets->form, &step))
      return FALSE;
    if (++j == ets->form.m)
      j = 0;
    if (mu != NULL)
      mu[t] = step.mu;
    if (level != NULL)
      level[t] = step.q;
    if (isnan (y[t]))
      continue;
    sums->n++;
    sums->sse += step.error * step.error;
    if (ets->form.error == FORE_ETS_MULTIPLICATIVE) {
      sums->sum_e2 += step.error / step.mu * (step.error / step.mu);
      sums->sum_log_mu += log (step.mu);
    }
  }
  if (ets->form.error == FORE_ETS_ADDITIVE)
    sums->sum_e2 = sums->sse;
  rotate_season (ets, n);

  return isfinite (sums->sum_e2);
}

/**
 * fore_ets_log_likelihood:
 * @sums: what came out of fore_ets_filter()
 *
 * Returns: -n/2 log sum e^2, and for multiplicative errors less sum log |mu|: Hyndman et al.
 *   (2008), eq. 5.3, concentrated over the variance and without its constants, as R's
 *   forecast::ets() has it
 */
double
fore_ets_log_likelihood (const ForeEtsSums *sums)
{
  double floored;

  return -fore_ets_objective (sums->n, sums->sum_e2, sums->sum_log_mu, &floored);
}
