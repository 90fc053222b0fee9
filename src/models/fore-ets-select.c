/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-select.h"

#include "fore-ets-fit.h"

#include <math.h>

/* Below this share of the largest value the smallest one is as good as zero to a form that
 * divides by it. */
#define SMALLEST_SHARE 1e-6

/* With fewer values than this nothing is estimated but the level. */
#define FEWEST_TO_FIT  5
#define ALPHA_UNFITTED 0.2

/* Values that a season needs beyond two full ones. */
#define BEYOND_TWO_SEASONS 5

/* A larger form must be better by this much: less is rounding. */
#define AICC_ROUNDING 1e-6

void
fore_ets_choice_clear (ForeEtsChoice *choice)
{
  g_clear_pointer (&choice->ets, fore_ets_free);
}

/**
 * fore_ets_has_seasons:
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing
 * @m: season length
 *
 * Returns: whether a season of @m can be told from the values: two full ones and a few values
 *   more, and each of its places known at least twice
 */
gboolean
fore_ets_has_seasons (gsize n, const double *y, guint m)
{
  gsize n_known = 0;

  if (m < 2 || m > n / 2)
    return FALSE;
  for (guint j = 0; j < m; j++) {
    gsize n_here = 0;

    for (gsize t = j; t < n; t += m)
      n_here += !isnan (y[t]);
    if (n_here < 2)
      return FALSE;
    n_known += n_here;
  }
  return n_known >= 2 * (gsize) m + BEYOND_TWO_SEASONS;
}

static gboolean
evaluate (ForeEtsChoice *choice, gsize n, const double *y)
{
  g_autoptr (ForeEts) end = fore_ets_copy (choice->ets);
  guint n_estimated = fore_ets_form_n_parameters (&choice->ets->form);
  double k = n_estimated + 1.0, n_known;

  if (!fore_ets_filter (end, n, y, NULL, NULL, &choice->sums))
    return FALSE;
  n_known = (double) choice->sums.n;
  choice->log_likelihood = fore_ets_log_likelihood (&choice->sums);
  choice->aic = -2.0 * choice->log_likelihood + 2.0 * k;
  choice->bic = -2.0 * choice->log_likelihood + log (n_known) * k;
  choice->aicc = n_known - k - 1.0 > 0 ? choice->aic + 2.0 * k * (k + 1.0) / (n_known - k - 1.0)
                                       : NAN;
  choice->sigma2 = choice->sums.sum_e2 / MAX (n_known - n_estimated, 1.0);

  return TRUE;
}

/* The level that leaves the least squared errors, with everything else given. */
static void
carry_level_on (ForeEtsChoice *choice, gsize n, const double *y)
{
  const ForeEtsForm form = { FORE_ETS_ADDITIVE, FORE_ETS_NONE, FALSE, FORE_ETS_NONE, 1 };
  double weight = 1.0, sum_weights = 0.0, sum = 0.0, from_zero = 0.0;

  choice->ets = fore_ets_new (&form);
  choice->ets->alpha = ALPHA_UNFITTED;
  /* The error of value t is what it is from a level of zero, less (1 - alpha)^k of the level
   * after k known values. */
  for (gsize t = 0; t < n; t++) {
    double e = y[t] - from_zero;

    if (isnan (y[t]))
      continue;
    sum += weight * e;
    sum_weights += weight * weight;
    from_zero += ALPHA_UNFITTED * e;
    weight *= 1.0 - ALPHA_UNFITTED;
  }
  choice->ets->l = sum / sum_weights;
  evaluate (choice, n, y);
}

/* The forms of the family without a multiplicative trend, less those whose forecast variance
 * is infinite (additive errors with a multiplicative season; Hyndman et al. 2008, ch. 15). */
static gboolean
next_form (ForeEtsForm *form, guint m, gboolean is_positive)
{
  do {
    if (form->trend == FORE_ETS_NONE)
      form->trend = FORE_ETS_ADDITIVE;
    else if (!form->damped)
      form->damped = TRUE;
    else {
      form->trend = FORE_ETS_NONE;
      form->damped = FALSE;
      if (form->error == FORE_ETS_ADDITIVE && is_positive)
        form->error = FORE_ETS_MULTIPLICATIVE;
      else {
        form->error = FORE_ETS_ADDITIVE;
        if (m == 1 || form->season == (is_positive ? FORE_ETS_MULTIPLICATIVE : FORE_ETS_ADDITIVE))
          return FALSE;
        form->season++;
        form->m = m;
      }
    }
  } while (form->error == FORE_ETS_ADDITIVE && form->season == FORE_ETS_MULTIPLICATIVE);

  return TRUE;
}

/**
 * fore_ets_select:
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, the largest about 1, one known at least
 * @m: season length, 1 for none; one that fore_ets_has_seasons()
 * @choice: (out): the form with the lowest AICc
 * @cancellable: (nullable): asked each iteration
 * @error: return location for an error: %G_IO_ERROR_CANCELLED
 *
 * Fits every admissible form that has enough values and keeps the best.
 *
 * Returns: %FALSE on error
 */
gboolean
fore_ets_select (gsize n,
                 const double *y,
                 guint m,
                 ForeEtsChoice *choice,
                 GCancellable *cancellable,
                 GError **error)
{
  ForeEtsForm form = { FORE_ETS_ADDITIVE, FORE_ETS_NONE, FALSE, FORE_ETS_NONE, 1 };
  double smallest = INFINITY, largest = -INFINITY;
  gsize n_known = 0;

  for (gsize t = 0; t < n; t++)
    if (!isnan (y[t])) {
      n_known++;
      smallest = MIN (smallest, y[t]);
      largest = MAX (largest, y[t]);
    }

  *choice = (ForeEtsChoice){ 0 };
  if (n_known < FEWEST_TO_FIT) {
    carry_level_on (choice, n, y);
    return TRUE;
  }
  do {
    g_auto (ForeEtsChoice) fitted = { 0 };
    g_autoptr (GError) local_error = NULL;

    if (n_known < fore_ets_form_n_parameters (&form) + 3)
      continue;
    fitted.ets = fore_ets_fit (&form, n, y, cancellable, &local_error);
    if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
    if (fitted.ets == NULL || !evaluate (&fitted, n, y))
      continue;
    if (choice->ets == NULL || fitted.aicc < choice->aicc - AICC_ROUNDING) {
      fore_ets_choice_clear (choice);
      *choice = fitted;
      fitted.ets = NULL;
    }
  } while (next_form (&form, m, smallest > SMALLEST_SHARE * largest));

  if (choice->ets == NULL)
    carry_level_on (choice, n, y);
  return TRUE;
}
