/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sarimax-angles.h"
#include "fore-sarimax-fit.h"
#include "fore-sarimax-forecast.h"
#include "fore-sarimax-slope.h"

#include <math.h>

#include "fore-difference.h"
#include "sarimax-cases.h"

static double *
read_case (const SarimaxCase *reference)
{
  double *y = g_new (double, reference->n);

  for (gsize t = 0; t < reference->n; t++)
    y[t] = reference->takes_logs ? log (reference->y[t]) : reference->y[t];
  for (gsize i = 0; i < reference->n_missing; i++)
    y[reference->missing[i]] = NAN;

  return y;
}

/* The kernel alone, at given parameters: absolute tolerance of the reference. */
static void
test_given_parameters (gconstpointer data)
{
  const SarimaxCase *reference = data;
  g_autofree double *y = read_case (reference);
  g_autoptr (ForeSarimax)
      model = fore_sarimax_new (reference->n, y, 0, NULL, &reference->order, FALSE);
  double value = fore_sarimax_log_likelihood (model, reference->coefficients, 0.0, NULL,
                                              reference->sigma2);

  g_assert_cmpfloat_with_epsilon (value, reference->log_likelihood, 1e-6);
}

static void
test_given_forecasts (gconstpointer data)
{
  const SarimaxCase *reference = data;
  static const gsize step[] = { 0, 11, 29 };
  g_autofree double *y = read_case (reference);
  g_autofree double *mean = g_new (double, reference->n + 30);
  g_autofree double *variance = g_new (double, reference->n + 30);
  double coefficients[4];
  ForeSarimaxFit fit = { .coefficients = coefficients, .sigma2 = reference->sigma2 };
  g_autoptr (ForeSarimax)
      model = fore_sarimax_new (reference->n, y, 0, NULL, &reference->order, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (coefficients); i++)
    coefficients[i] = reference->coefficients[i];
  g_assert_true (fore_sarimax_forecast (model, &fit, 30, NULL, TRUE, mean, variance));
  for (guint i = 0; i < G_N_ELEMENTS (step); i++) {
    gsize t = reference->n + step[i];

    g_assert_cmpfloat_with_epsilon (mean[t], reference->mean[i], 1e-7 * fabs (reference->mean[i]));
    g_assert_cmpfloat_with_epsilon (sqrt (variance[t]), reference->error[i],
                                    1e-7 * reference->error[i]);
  }
}

static void
test_best (gconstpointer data)
{
  const SarimaxCase *reference = data;
  g_autofree double *y = read_case (reference);
  g_autoptr (ForeSarimax)
      model = fore_sarimax_new (reference->n, y, 0, NULL, &reference->order, FALSE);
  g_autoptr (ForeSarimaxFit) fit = fore_sarimax_fit (model, NULL, NULL);
  double k = fit->n_coefficients + 1, n = reference->n - reference->n_missing - model->r;

  g_assert_cmpfloat (fit->log_likelihood, >, reference->best - 1e-3);
  g_assert_cmpfloat (fit->log_likelihood, <, reference->best + 1e-2);
  /* What is reported is what the kernel says at what is reported. */
  g_assert_cmpfloat_with_epsilon (
      fore_sarimax_log_likelihood (model, fit->coefficients, 0.0, NULL, fit->sigma2),
      fit->log_likelihood, 1e-6);
  g_assert_cmpfloat_with_epsilon (fit->aic, -2.0 * fit->log_likelihood + 2.0 * k, 1e-9);
  g_assert_cmpfloat_with_epsilon (fit->aicc - fit->aic, 2.0 * k * (k + 1.0) / (n - k - 1.0), 1e-9);
  g_assert_cmpfloat_with_epsilon (fit->bic - fit->aic, (log (n) - 2.0) * k, 1e-9);
}

/* Autocovariances from moving-average weights far enough out; unit variance of innovations. */
static void
long_covariances (const ForeArma *arma, gsize n, long double *gamma)
{
  gsize n_psi = 4000;
  g_autofree long double *psi = g_new0 (long double, n_psi + n);

  for (gsize j = 0; j < n_psi; j++) {
    psi[j] = j < arma->m ? arma->theta[j] : 0.0;
    for (guint i = 1; i <= arma->p && i <= j; i++)
      psi[j] += arma->phi[i - 1] * psi[j - i];
  }
  for (gsize k = 0; k < n; k++) {
    gamma[k] = 0.0L;
    for (gsize j = 0; j < n_psi; j++)
      gamma[k] += psi[j] * psi[j + k];
  }
}

/* log density of N (0, S) at e, S (n x n) is overwritten; Cholesky by the book, in 80 bits: the
 * covariances of twice integrated values leave nothing of 53. */
static double
dense_density (gsize n, long double *S, long double *e)
{
  long double value = -0.5L * (long double) n * logl (2.0L * (long double) G_PI);

  for (gsize j = 0; j < n; j++) {
    for (gsize k = 0; k < j; k++)
      for (gsize i = j; i < n; i++)
        S[i * n + j] -= S[i * n + k] * S[j * n + k];
    S[j * n + j] = sqrtl (S[j * n + j]);
    for (gsize i = j + 1; i < n; i++)
      S[i * n + j] /= S[j * n + j];
    for (gsize k = 0; k < j; k++)
      e[j] -= S[j * n + k] * e[k];
    e[j] /= S[j * n + j];
    value -= logl (S[j * n + j]) + 0.5L * e[j] * e[j];
  }

  return (double) value;
}

/* The density of the known values given the first r, all of which are known: y is linear in
 * the first r values and in w, y_t = … + sum_j pi_(t - j) w_j. */
static double
dense_log_likelihood (const ForeSarimax *model,
                      const double *y,
                      const double *x,
                      const double *coefficients,
                      double intercept,
                      double beta,
                      double sigma2)
{
  gsize n = model->n, r = model->r, n_known = 0;
  g_autofree long double *gamma = g_new (long double, n);
  g_autofree double *start = g_new0 (double, n);
  g_autofree double *response = g_new0 (double, n + r);
  g_autofree gsize *at = g_new (gsize, n);
  g_autofree long double *S = g_new (long double, n *n);
  g_autofree long double *e = g_new (long double, n);

  fore_sarimax_set_coefficients ((ForeSarimax *) model, coefficients);
  long_covariances (model->arma, n, gamma);
  for (gsize t = 0; t < n; t++)
    start[t] = t < r ? y[t] - beta * x[t] : intercept;
  fore_difference_undo (r, model->delta, n, start);
  response[r] = 1.0;
  fore_difference_undo (r, model->delta, n, response);
  for (gsize t = r; t < n; t++)
    if (!isnan (y[t])) {
      at[n_known] = t;
      e[n_known++] = (long double) y[t] - beta * x[t] - start[t];
    }
  for (gsize a = 0; a < n_known; a++)
    for (gsize b = 0; b <= a; b++) {
      long double sum = 0.0L;

      for (gsize i = r; i <= at[a]; i++)
        for (gsize j = r; j <= at[b]; j++)
          sum += (long double) response[r + at[a] - i] * response[r + at[b] - j] *
                 gamma[i > j ? i - j : j - i];
      S[a * n_known + b] = sum * (long double) sigma2;
    }

  return dense_density (n_known, S, e);
}

static void
test_dense (void)
{
  static const ForeArimaOrder orders[] = {
    { 1, 0, 0, 0, 0, 0, 1 }, { 0, 0, 2, 0, 0, 0, 1 }, { 2, 0, 1, 0, 0, 0, 1 },
    { 1, 1, 1, 0, 0, 0, 1 }, { 0, 2, 2, 0, 0, 0, 1 }, { 1, 0, 1, 1, 0, 1, 4 },
    { 1, 1, 0, 0, 1, 1, 4 }, { 0, 1, 1, 1, 1, 0, 3 }, { 1, 0, 0, 0, 1, 2, 3 },
  };
  const gsize n = 48;

  for (guint i = 0; i < 4 * G_N_ELEMENTS (orders); i++) {
    const ForeArimaOrder *order = &orders[i / 4];
    gboolean has_gaps = i % 2, is_large = i % 4 > 1;
    double y[48], x[48], coefficients[6], size = is_large ? 1e6 : 1.0, value, want;
    double intercept = order->d + order->D == 0 ? 3.0 : 0.2, beta = -2.0 * size;
    g_autoptr (ForeSarimax) model = NULL;
    guint r = order->d + order->D * order->s, k = order->p + order->q + order->P + order->Q;

    for (gsize t = 0; t < n; t++) {
      y[t] = size * (50.0 + g_test_rand_double_range (-3.0, 3.0) + (double) t);
      x[t] = g_test_rand_double_range (-1.0, 1.0);
      if (has_gaps && t >= r && g_test_rand_int_range (0, 4) == 0)
        y[t] = NAN;
    }
    for (guint j = 0; j < k; j++)
      coefficients[j] = g_test_rand_double_range (-0.45, 0.45);
    model = fore_sarimax_new (n, y, 1, x, order, TRUE);
    value = fore_sarimax_log_likelihood (model, coefficients, intercept, &beta, 2.0 * size * size);
    want = dense_log_likelihood (model, y, x, coefficients, intercept, beta, 2.0 * size * size);
    g_assert_cmpfloat_with_epsilon (value, want, 1e-9 * fabs (want));
  }
}

/* An AR(1) close to a unit root; gaps only lengthen its steps, so its density has a closed form. */
static void
test_gaps_of_ar1 (void)
{
  const double phi[] = { 0.5, -0.9, 0.999999 }, sigma2 = 4.0;
  const ForeArimaOrder order = { 1, 0, 0, 0, 0, 0, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (phi); i++) {
    double y[] = { 1.0, NAN, NAN, 2.5, -1.0, NAN, 0.5, 3.0 }, want = 0.0, last = 0.0;
    double variance = sigma2 / (1.0 - phi[i] * phi[i]), square = 1.0;
    g_autoptr (ForeSarimax) model = fore_sarimax_new (G_N_ELEMENTS (y), y, 0, NULL, &order, FALSE);
    double power = 0.0;

    for (gsize t = 0; t < G_N_ELEMENTS (y); t++) {
      double v, F;

      square = power * power;
      if (!isnan (y[t])) {
        v = y[t] - power * last;
        F = variance * (1.0 - square);
        want -= 0.5 * (log (2.0 * G_PI * F) + v * v / F);
        last = y[t];
        power = 1.0;
      }
      power *= phi[i];
    }
    g_assert_cmpfloat_with_epsilon (fore_sarimax_log_likelihood (model, &phi[i], 0.0, NULL, sigma2),
                                    want, 1e-8);
  }
}

/* A value missing among the first r is integrated out: with one difference the density of the
 * rest is that of the rest alone. */
static void
test_missing_first (void)
{
  const ForeArimaOrder order = { 0, 1, 1, 0, 0, 0, 1 };
  const double ma = -0.4;
  double y[] = { NAN, NAN, 3.0, 4.0, 2.0, 5.0, NAN, 6.0 };
  g_autoptr (ForeSarimax) whole = fore_sarimax_new (8, y, 0, NULL, &order, FALSE);
  g_autoptr (ForeSarimax) rest = fore_sarimax_new (6, y + 2, 0, NULL, &order, FALSE);

  g_assert_cmpfloat_with_epsilon (fore_sarimax_log_likelihood (whole, &ma, 0.0, NULL, 1.5),
                                  fore_sarimax_log_likelihood (rest, &ma, 0.0, NULL, 1.5), 1e-10);
  g_assert_cmpint (whole->n_used, ==, 4);
}

static ForeSarimaxFit *
fit_air (double factor, double added, gsize missing)
{
  const ForeArimaOrder order = { 1, 1, 1, 0, 1, 1, 12 };
  double y[G_N_ELEMENTS (air_passengers)];
  g_autoptr (ForeSarimax) model = NULL;

  for (gsize t = 0; t < G_N_ELEMENTS (y); t++)
    y[t] = t == missing ? NAN : added + factor * log (air_passengers[t]);
  model = fore_sarimax_new (G_N_ELEMENTS (y), y, 0, NULL, &order, FALSE);

  return fore_sarimax_fit (model, NULL, NULL);
}

/* Units and levels are nothing to a differenced model, with gaps and without. */
static void
test_invariants (void)
{
  for (guint i = 0; i < 2; i++) {
    gsize missing = i == 0 ? 1000 : 60;
    double n_used = i == 0 ? 131.0 : 130.0;
    g_autoptr (ForeSarimaxFit) plain = fit_air (1.0, 0.0, missing);
    g_autoptr (ForeSarimaxFit) scaled = fit_air (1e7, 0.0, missing);
    g_autoptr (ForeSarimaxFit) moved = fit_air (1.0, 1e5, missing);
    g_autoptr (ForeSarimaxFit) again = fit_air (1.0, 0.0, missing);

    g_assert_cmpfloat_with_epsilon (scaled->log_likelihood,
                                    plain->log_likelihood - n_used * log (1e7), 1e-6);
    g_assert_cmpfloat_with_epsilon (scaled->sigma2, 1e14 * plain->sigma2, 1e9 * plain->sigma2);
    g_assert_cmpfloat_with_epsilon (moved->log_likelihood, plain->log_likelihood, 1e-5);
    for (guint j = 0; j < plain->n_coefficients; j++) {
      g_assert_cmpfloat_with_epsilon (scaled->coefficients[j], plain->coefficients[j], 1e-4);
      g_assert_cmpfloat (again->coefficients[j], ==, plain->coefficients[j]);
    }
    g_assert_cmpfloat (again->log_likelihood, ==, plain->log_likelihood);
  }
}

/* In each coefficient against central differences. */
static void
check_slope (ForeSarimax *model, double *at)
{
  const double step = 1e-5;
  double slope[7];

  fore_sarimax_evaluate (model, at, FORE_SARIMAX_EXACT);
  g_assert_true (fore_sarimax_differentiate (model, at, slope));
  for (guint i = 0; i < model->n_coefficients; i++) {
    double now = at[i], high, low;

    at[i] = now + step;
    high = fore_sarimax_evaluate (model, at, FORE_SARIMAX_EXACT);
    at[i] = now - step;
    low = fore_sarimax_evaluate (model, at, FORE_SARIMAX_EXACT);
    at[i] = now;
    g_assert_cmpfloat_with_epsilon (slope[i], (high - low) / (2.0 * step), 1e-6);
  }
}

/* With a drift and a regressor, which the likelihood is highest over; gaps alone, in runs longer
 * than the differences, before and after all values and among the first, every so often, and more
 * than there are values. */
static void
test_slope (void)
{
  static const struct {
    guint first, end, step;
  } gaps[] = { { 0, 0, 1 }, { 40, 41, 1 }, { 30, 45, 1 }, { 0, 9, 1 },
               { 1, 6, 2 }, { 2, 90, 5 },  { 80, 90, 1 }, { 0, 88, 2 } };
  const ForeArimaOrder orders[] = { { 2, 1, 2, 2, 0, 1, 5 },
                                    { 1, 0, 0, 1, 1, 1, 5 },
                                    { 0, 2, 2, 0, 0, 0, 1 },
                                    { 1, 0, 0, 0, 0, 0, 1 } };
  enum { n = 90 };

  for (guint i = 0; i < G_N_ELEMENTS (gaps) * G_N_ELEMENTS (orders); i++) {
    const ForeArimaOrder *order = &orders[i % G_N_ELEMENTS (orders)];
    guint kind = i / G_N_ELEMENTS (orders);
    double y[n], x[n], angles[7], at[7];
    g_autoptr (ForeSarimax) model = NULL;

    for (gsize t = 0; t < n; t++) {
      x[t] = g_test_rand_double_range (-1.0, 1.0);
      y[t] = 100.0 + (double) t + 3.0 * x[t] + g_test_rand_double_range (-5.0, 5.0);
    }
    for (guint t = gaps[kind].first; t < gaps[kind].end; t += gaps[kind].step)
      y[t] = NAN;
    for (guint j = 0; j < G_N_ELEMENTS (angles); j++)
      angles[j] = g_test_rand_double_range (-0.6, 0.6);
    model = fore_sarimax_new (n, y, 1, x, order, TRUE);
    fore_sarimax_from_angles (order, angles, at);
    check_slope (model, at);
  }
}

/* Nothing rises from where a fit ends, be its gaps few and filled to find the way, or many. */
static void
test_peak_with_gaps (void)
{
  const ForeArimaOrder order = { 0, 1, 1, 0, 1, 1, 12 };
  static const guint step[] = { 50, 20, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (step); i++) {
    double y[G_N_ELEMENTS (air_passengers)], slope[2];
    g_autoptr (ForeSarimax) model = NULL;
    g_autoptr (ForeSarimaxFit) fit = NULL;

    for (gsize t = 0; t < G_N_ELEMENTS (y); t++)
      y[t] = t % step[i] == 1 ? NAN : log (air_passengers[t]);
    model = fore_sarimax_new (G_N_ELEMENTS (y), y, 0, NULL, &order, FALSE);
    fit = fore_sarimax_fit (model, NULL, NULL);
    fore_sarimax_evaluate (model, fit->coefficients, FORE_SARIMAX_EXACT);
    g_assert_true (fore_sarimax_differentiate (model, fit->coefficients, slope));
    g_assert_cmpfloat_with_epsilon (slope[0], 0.0, 1e-4);
    g_assert_cmpfloat_with_epsilon (slope[1], 0.0, 1e-4);
  }
}

/* The slope of the coefficients in their angles, likewise. */
static void
test_angles (void)
{
  const ForeArimaOrder order = { 2, 1, 2, 2, 0, 1, 5 };
  enum { k = 7 };
  const double step = 1e-6;
  double angles[k], up[k], down[k], J[k * k];

  for (guint i = 0; i < k; i++)
    angles[i] = g_test_rand_double_range (-0.6, 0.6);
  fore_sarimax_angles_jacobian (&order, angles, J);
  for (guint i = 0; i < k; i++) {
    double now = angles[i];

    angles[i] = now + step;
    fore_sarimax_from_angles (&order, angles, up);
    angles[i] = now - step;
    fore_sarimax_from_angles (&order, angles, down);
    angles[i] = now;
    for (guint j = 0; j < k; j++)
      g_assert_cmpfloat_with_epsilon (J[j * k + i], (up[j] - down[j]) / (2.0 * step), 1e-8);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sarimax_cases); i++) {
    const char *name = sarimax_cases[i].name;
    g_autofree char *given = g_strconcat ("/sarimax/given-parameters/", name, NULL);
    g_autofree char *forecasts = g_strconcat ("/sarimax/given-forecasts/", name, NULL);
    g_autofree char *best = g_strconcat ("/sarimax/best/", name, NULL);

    g_test_add_data_func (given, &sarimax_cases[i], test_given_parameters);
    g_test_add_data_func (forecasts, &sarimax_cases[i], test_given_forecasts);
    g_test_add_data_func (best, &sarimax_cases[i], test_best);
  }
  g_test_add_func ("/sarimax/dense", test_dense);
  g_test_add_func ("/sarimax/slope", test_slope);
  g_test_add_func ("/sarimax/peak-with-gaps", test_peak_with_gaps);
  g_test_add_func ("/sarimax/angles", test_angles);
  g_test_add_func ("/sarimax/gaps-of-ar1", test_gaps_of_ar1);
  g_test_add_func ("/sarimax/missing-first", test_missing_first);
  g_test_add_func ("/sarimax/invariants", test_invariants);

  return g_test_run ();
}
