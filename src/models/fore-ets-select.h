/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-ets.h"

G_BEGIN_DECLS

/**
 * ForeEtsChoice:
 * @ets: form, parameters and initial states
 * @sums: what its likelihood is made of
 * @log_likelihood: its log-likelihood
 * @aic: Akaike's criterion, which counts the variance among the parameters
 * @aicc: the same, corrected for small samples; NaN where there are too few values for it
 * @bic: the Bayesian criterion
 * @sigma2: variance of the innovations, relative ones for multiplicative errors
 *
 * A fitted form.
 */
typedef struct {
  ForeEts *ets;
  ForeEtsSums sums;
  double log_likelihood;
  double aic;
  double aicc;
  double bic;
  double sigma2;
} ForeEtsChoice;

void fore_ets_choice_clear (ForeEtsChoice *choice);
gboolean fore_ets_select (gsize n,
                          const double *y,
                          guint m,
                          gboolean damps,
                          ForeEtsChoice *choice,
                          GCancellable *cancellable,
                          GError **error);
gboolean fore_ets_select_again (gsize n,
                                const double *y,
                                guint m,
                                gboolean damps,
                                const char *method,
                                ForeEtsChoice *choice,
                                GCancellable *cancellable,
                                GError **error);
gboolean fore_ets_has_seasons (gsize n, const double *y, guint m);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeEtsChoice, fore_ets_choice_clear)

G_END_DECLS
