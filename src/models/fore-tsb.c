/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intermittent demand: R. H. Teunter, A. A. Syntetos and M. Z. Babai, European Journal of
 * Operational Research 214 (2011), section 3. The probability p of a sale and the size z of one
 * are smoothed apart, p with beta in each step and z with alpha where something is sold; the
 * forecast is p z. Unlike Croston's method it follows a product that is sold ever less. It is a
 * member of the ensemble, no model of its own. */
#include "fore-config.h"
#include "fore-tsb.h"

#include <math.h>
#include <string.h>

/* Above this mean number of steps from sale to sale demand is intermittent: A. A. Syntetos, J.
 * E. Boylan and J. D. Croston, Journal of the Operational Research Society 56 (2005). */
#define INTERVAL 1.32

/* Steps that the first probability and size are means of. */
#define STEPS_TO_START 30

#define NORMAL_80 1.2815515655446004
#define NORMAL_95 1.959963984540054

typedef struct {
  double alpha;
  double beta;
  double z;
  double p;
  double sum_squares;
  gsize n;
} Tsb;

/**
 * fore_tsb_is_intermittent:
 * @series: a series
 *
 * Returns: whether its sales lie more than 1.32 steps apart in the mean
 */
gboolean
fore_tsb_is_intermittent (const ForeSeries *series)
{
  gsize n_known = 0, n_sold = 0;

  for (gsize t = 0; t < series->n; t++) {
    n_known += !isnan (series->y[t]);
    n_sold += !isnan (series->y[t]) && series->y[t] != 0;
  }

  return (double) n_known > INTERVAL * (double) n_sold;
}

/* The mean size of the first sales and their share of the first steps. */
static void
start (Tsb *tsb, const ForeSeries *series)
{
  gsize n_known = 0, n_sold = 0;
  double sum = 0;

  for (gsize t = 0; t < series->n && (n_known < STEPS_TO_START || n_sold == 0); t++) {
    if (isnan (series->y[t]))
      continue;
    n_known++;
    n_sold += series->y[t] != 0;
    sum += series->y[t];
  }
  tsb->z = n_sold > 0 ? sum / (double) n_sold : 0;
  tsb->p = n_known > 0 ? (double) n_sold / (double) n_known : 0;
}

static Tsb
smooth (const ForeSeries *series, double alpha, double beta, double *fitted)
{
  Tsb tsb = { .alpha = alpha, .beta = beta };

  start (&tsb, series);
  for (gsize t = 0; t < series->n; t++) {
    double y = series->y[t], value = tsb.p * tsb.z;

    if (fitted != NULL)
      fitted[t] = value;
    if (isnan (y))
      continue;
    tsb.sum_squares += (y - value) * (y - value);
    tsb.n++;
    tsb.p += beta * ((y != 0 ? 1.0 : 0.0) - tsb.p);
    if (y != 0)
      tsb.z += alpha * (y - tsb.z);
  }

  return tsb;
}

/* The least sum of squares on a grid, which is flat around its minimum. */
static Tsb
fit (const ForeSeries *series)
{
  static const double alphas[] = { 0.02, 0.05, 0.1, 0.2, 0.3 };
  static const double betas[] = { 0.01, 0.02, 0.05, 0.1, 0.2 };
  Tsb best = { .sum_squares = INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (alphas); i++)
    for (guint j = 0; j < G_N_ELEMENTS (betas); j++) {
      Tsb tsb = smooth (series, alphas[i], betas[j], NULL);

      if (tsb.sum_squares < best.sum_squares)
        best = tsb;
    }

  return best;
}

static GVariant *
describe (const Tsb *tsb)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "alpha", g_variant_new_double (tsb->alpha));
  g_variant_builder_add (&builder, "{sv}", "beta", g_variant_new_double (tsb->beta));
  g_variant_builder_add (&builder, "{sv}", "size", g_variant_new_double (tsb->z));
  g_variant_builder_add (&builder, "{sv}", "probability", g_variant_new_double (tsb->p));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static ForeModelResult *
run (const ForeSeries *series,
     const ForeModelOptions *options,
     GCancellable *cancellable,
     GError **error)
{
  ForeModelResult *result;
  ForeComponent *level;
  Tsb tsb;
  double deviation;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  result = fore_model_result_new (fore_model_tsb.id, series, options);
  tsb = fit (series);
  smooth (series, tsb.alpha, tsb.beta, result->fitted);
  result->sigma2 = tsb.sum_squares / (double) MAX (tsb.n, 1);
  level = fore_model_result_add_component (result, "level");
  memcpy (level->fitted, result->fitted, series->n * sizeof *level->fitted);
  deviation = sqrt (result->sigma2);
  for (gsize h = 0; h < options->horizon; h++) {
    double value = tsb.p * tsb.z;

    result->forecast->value[h] = level->value[h] = value;
    result->forecast->lower_80[h] = value - NORMAL_80 * deviation;
    result->forecast->upper_80[h] = value + NORMAL_80 * deviation;
    result->forecast->lower_95[h] = value - NORMAL_95 * deviation;
    result->forecast->upper_95[h] = value + NORMAL_95 * deviation;
  }
  result->parameters = describe (&tsb);

  return result;
}

const ForeModel fore_model_tsb = {
  .id = "tsb",
  .title = "TSB",
  .run = run,
};
