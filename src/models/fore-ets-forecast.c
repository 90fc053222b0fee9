/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-forecast.h"

#include "fore-ets-step.h"

/* A variance of the logarithm beyond which every quantile is zero or infinite anyway. */
#define LOG_VARIANCE_MAX 100.0

/**
 * fore_ets_forecast:
 * @end: parameters and the state after the last value
 * @horizon: number of steps ahead
 * @value: (out caller-allocates) (array length=horizon): the values expected if no innovation
 *   came any more
 * @level: (out caller-allocates) (array length=horizon): the part of level and trend in them
 */
void
fore_ets_forecast (const ForeEts *end, gsize horizon, double *value, double *level)
{
  g_autoptr (ForeEts) ets = fore_ets_copy (end);

  for (gsize h = 0; h < horizon; h++) {
    ForeEtsStep step = fore_ets_step (ets, &ets->s[h % ets->form.m], NAN);

    value[h] = step.mu;
    level[h] = step.q;
  }
}

/* c_j: how much of an innovation is left j steps later. Hyndman et al. (2008), table 6.2. */
static double *
new_weights (const ForeEts *end, gsize horizon)
{
  double *c = g_new (double, horizon + 1);
  double power = 1.0, phi_j = 0.0;

  c[0] = 1.0;
  for (gsize j = 1; j <= horizon; j++) {
    power *= end->phi;
    phi_j += power;
    c[j] = end->alpha + end->beta * phi_j + (j % end->form.m == 0 ? end->gamma : 0.0);
  }
  return c;
}

/* Linear, additive errors: v_h = sigma2 (1 + sum c_j^2). Eq. 6.1. */
static void
find_variance_linear (const double *c, double sigma2, gsize horizon, double *variance)
{
  double sum = 0.0;

  for (gsize h = 0; h < horizon; h++) {
    sum += c[h] * c[h];
    variance[h] = sigma2 * sum;
  }
}

/* Linear, multiplicative errors: theta_h = mu_h^2 + sigma2 sum c_j^2 theta_{h-j},
 * v_h = (1 + sigma2) theta_h - mu_h^2. Eqs. 6.2 and 6.3. */
static void
find_variance_relative (const double *c,
                        double sigma2,
                        gsize horizon,
                        const double *mu,
                        double *variance)
{
  g_autofree double *theta = g_new (double, horizon);

  for (gsize h = 0; h < horizon; h++) {
    double sum = 0.0;

    for (gsize j = 1; j <= h; j++)
      sum += c[j] * c[j] * theta[h - j];
    theta[h] = mu[h] * mu[h] + sigma2 * sum;
    variance[h] = (1.0 + sigma2) * theta[h] - mu[h] * mu[h];
  }
}

/*
 * Multiplicative errors and season. The value h steps ahead is
 * y_h = s (1 + e_h) w' prod_t (F + g w' e_t) (1 + gamma e_t)^d_t x, with x = (l, b), w = (1, phi),
 * F = (1 phi; 0 phi), g = (alpha, beta), and d_t = 1 for the steps that have the season of h. The
 * factors are independent, so that mean and second moment are products of theirs (normal
 * innovations: E e^4 = 3 sigma^4). The same numbers as in Hyndman et al. (2008), section 6.4,
 * without its matrices of the size of the season.
 */
typedef struct {
  double l, b;
  double ll, lb, bb;
} Moments;

static void
advance (Moments *x, const ForeEts *end, double sigma2, gboolean same_season)
{
  double phi = end->phi, alpha = end->alpha, beta = end->beta;
  double gamma = same_season ? end->gamma : 0.0;
  /* E (1 + gamma e) e, E (1 + gamma e)^2 and its products with e and e^2. */
  double first = gamma * sigma2;
  double k0 = 1.0 + gamma * gamma * sigma2, k1 = 2.0 * gamma * sigma2;
  double k2 = sigma2 + 3.0 * gamma * gamma * sigma2 * sigma2;
  double q = x->l + phi * x->b;
  double qq = x->ll + 2.0 * phi * x->lb + phi * phi * x->bb;
  double qb = phi * (x->lb + phi * x->bb);
  double bb = phi * phi * x->bb;

  x->l = q + alpha * first * q;
  x->b = phi * x->b + beta * first * q;
  x->ll = (k0 + 2.0 * alpha * k1 + alpha * alpha * k2) * qq;
  x->lb = (k0 + alpha * k1) * qb + (beta * k1 + alpha * beta * k2) * qq;
  x->bb = k0 * bb + 2.0 * beta * k1 * qb + beta * beta * k2 * qq;
}

static void
find_moments_seasonal (const ForeEts *end,
                       double sigma2,
                       gsize horizon,
                       double *mean,
                       double *variance)
{
  guint m = end->form.m;

  for (gsize h = 0; h < horizon; h++) {
    Moments x = { end->l, end->b, end->l * end->l, end->l * end->b, end->b * end->b };
    double s = end->s[h % m], second;

    for (gsize t = 0; t < h; t++)
      advance (&x, end, sigma2, (h - t) % m == 0);
    mean[h] = s * (x.l + end->phi * x.b);
    second = s * s * (1.0 + sigma2) * (x.ll + 2.0 * end->phi * x.lb + end->phi * end->phi * x.bb);
    variance[h] = MAX (second - mean[h] * mean[h], 0.0);
  }
}

/**
 * fore_ets_forecast_moments:
 * @end: parameters and the state after the last value; not additive errors with a
 *   multiplicative season, whose moments do not exist
 * @sigma2: variance of the innovations
 * @horizon: number of steps ahead
 * @mean: (out caller-allocates) (array length=horizon): the means of the values
 * @variance: (out caller-allocates) (array length=horizon): their variances
 *
 * The exact moments of the forecast distribution, for given parameters.
 */
void
fore_ets_forecast_moments (const ForeEts *end,
                           double sigma2,
                           gsize horizon,
                           double *mean,
                           double *variance)
{
  g_autofree double *c = NULL;
  g_autofree double *level = NULL;

  if (end->form.season == FORE_ETS_MULTIPLICATIVE) {
    find_moments_seasonal (end, sigma2, horizon, mean, variance);
    return;
  }
  c = new_weights (end, horizon);
  level = g_new (double, horizon);
  fore_ets_forecast (end, horizon, mean, level);
  if (end->form.error == FORE_ETS_ADDITIVE)
    find_variance_linear (c, sigma2, horizon, variance);
  else
    find_variance_relative (c, sigma2, horizon, mean, variance);
}

/**
 * fore_ets_forecast_quantile:
 * @mean: mean of a value ahead
 * @variance: its variance
 * @is_skewed: whether it is a product of many factors, as with multiplicative errors
 * @z: the standard normal quantile of the probability wanted
 *
 * A sum of innovations is normal. A product leans to the right, much like the lognormal
 * distribution of the same moments: in backtests of daily sales that halves what the bands of
 * multiplicative forms lose to rare wide ones, and no band of positive values reaches below 0.
 *
 * Returns: the quantile
 */
double
fore_ets_forecast_quantile (double mean, double variance, gboolean is_skewed, double z)
{
  double log_variance;

  if (!is_skewed || mean <= 0.0)
    return mean + z * sqrt (variance);
  log_variance = MIN (log1p (variance / (mean * mean)), LOG_VARIANCE_MAX);
  return mean * exp (z * sqrt (log_variance) - 0.5 * log_variance);
}
