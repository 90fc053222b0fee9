/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The posterior of S. J. Taylor and B. Letham (2018), Forecasting at scale, with the priors of
 * Prophet's Stan program:
 *
 *   y_t = g(t) (1 + X_t beta over the multiplicative terms) + X_t beta over the additive ones
 *           + N(0, sigma_obs^2)
 *   g(t) = k t + m + sum_j delta_j max (0, t - s_j)
 *   k, m ~ N(0, 5^2), delta_j ~ Laplace(tau), beta_i ~ N(0, sigmas_i^2),
 *   sigma_obs ~ half-normal(0.5^2)
 *
 * The logarithm leaves out the constants and, as Prophet's optimisation does, the Jacobian of
 * log sigma_obs. */
#include "fore-prophet-posterior.h"

#include <math.h>
#include <string.h>

#define GROWTH_PRECISION (1.0 / 25.0) /* of k and m */
#define SIGMA_PRECISION  4.0          /* of sigma_obs */

/**
 * fore_prophet_n_parameters:
 * @design: data
 *
 * Returns: how many values `ForeProphetFit.x` has
 */
gsize
fore_prophet_n_parameters (const ForeProphetDesign *design)
{
  return 2 + design->K + design->S;
}

/**
 * fore_prophet_fit_new:
 * @design: data
 *
 * Returns: (transfer full): a point whose parameters are zero
 */
ForeProphetFit *
fore_prophet_fit_new (const ForeProphetDesign *design)
{
  ForeProphetFit *fit = g_new0 (ForeProphetFit, 1);
  gsize n_rows = design->n + design->horizon;

  fit->x = g_new0 (double, fore_prophet_n_parameters (design));
  fit->sigma_obs = 1.0;
  fit->trend = g_new0 (double, n_rows);
  fit->multiplicative = g_new0 (double, n_rows);
  fit->additive = g_new0 (double, n_rows);

  return fit;
}

void
fore_prophet_fit_free (ForeProphetFit *fit)
{
  if (fit == NULL)
    return;
  g_free (fit->x);
  g_free (fit->trend);
  g_free (fit->multiplicative);
  g_free (fit->additive);
  g_free (fit);
}

static void
fill_trend (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  const double *delta = fit->x + 2 + design->K;
  double slope = design->growth == FORE_PROPHET_FLAT ? 0.0 : fit->x[0], offset = fit->x[1];
  gsize j = 0;

  for (gsize i = 0; i < design->n + design->horizon; i++) {
    for (; j < design->S && design->change_row[j] <= i; j++) {
      slope += delta[j];
      offset -= delta[j] * design->t_change[j];
    }
    fit->trend[i] = slope * design->t[i] + offset;
  }
}

static inline double
residual (const ForeProphetDesign *design, const ForeProphetFit *fit, gsize row)
{
  return design->y[row] - (fit->trend[row] * (1.0 + fit->multiplicative[row]) + fit->additive[row]);
}

/**
 * fore_prophet_evaluate:
 * @design: data
 * @fit: (inout): a point; its rows are filled in from its parameters
 *
 * Returns: the sum of the squared residuals
 */
double
fore_prophet_evaluate (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  const double *beta = fit->x + 2;
  double squares = 0.0;

  fill_trend (design, fit);
  for (gsize i = 0; i < design->n + design->horizon; i++) {
    const double *row = design->X + i * design->stride;
    double part[2] = { 0.0, 0.0 };

    for (gsize k = 0; k < design->K; k++)
      part[design->is_multiplicative[k]] += row[k] * beta[k];
    fit->additive[i] = part[FALSE];
    fit->multiplicative[i] = part[TRUE];
    if (i < design->n && !isnan (design->y[i]))
      squares += residual (design, fit, i) * residual (design, fit, i);
  }
  return squares;
}

/**
 * fore_prophet_log_posterior:
 * @design: data
 * @x: the parameters k, m, beta, delta
 * @sigma_obs: standard deviation of the noise
 * @sum_of_squares: of the residuals at @x
 *
 * Returns: the logarithm of the posterior without its constants
 */
double
fore_prophet_log_posterior (const ForeProphetDesign *design,
                            const double *x,
                            double sigma_obs,
                            double sum_of_squares)
{
  double variance = sigma_obs * sigma_obs;
  double value = -(double) design->T * log (sigma_obs) - 0.5 * sum_of_squares / variance -
                 0.5 * SIGMA_PRECISION * variance -
                 0.5 * GROWTH_PRECISION * (x[0] * x[0] + x[1] * x[1]);

  for (gsize k = 0; k < design->K; k++)
    value -= 0.5 * (x[2 + k] / design->sigmas[k]) * (x[2 + k] / design->sigmas[k]);
  for (gsize j = 0; j < design->S; j++)
    value -= fabs (x[2 + design->K + j]) / design->tau;

  return value;
}

/* Adds the products of four rows of @Z with each other; K need not be a multiple of four, the
 * stride is. */
static void
add_term_products (gsize K, gsize stride, const double *Z, double *product)
{
  const double *z0 = Z, *z1 = Z + stride, *z2 = Z + 2 * stride, *z3 = Z + 3 * stride;

  for (gsize a = 0; a < K; a++) {
    double f0 = z0[a], f1 = z1[a], f2 = z2[a], f3 = z3[a];
    double *row = product + a * stride;

    for (gsize b = 0; b <= a; b += 4)
      for (gsize lane = 0; lane < 4; lane++)
        row[b + lane] += f0 * z0[b + lane] + f1 * z1[b + lane] + f2 * z2[b + lane] +
                         f3 * z3[b + lane];
  }
}

/* Sums over the rows from one on, from which every product with a column of the trend follows:
 * that of a changepoint is max (0, t - s_j) u. */
typedef struct {
  double u2[3]; /* of u^2, u^2 t, u^2 t^2 */
  double ur[2]; /* of u r, u r t */
  double *uz;   /* stride, of u Z */
  double *utz;  /* stride, of u t Z */
} TrendSums;

static void
add_to_sums (TrendSums *sums, gsize K, double t, double u, double r, const double *uz)
{
  double ut = u * t;

  sums->u2[0] += u * u;
  sums->u2[1] += u * ut;
  sums->u2[2] += ut * ut;
  sums->ur[0] += u * r;
  sums->ur[1] += ut * r;
  for (gsize k = 0; k < K; k++) {
    sums->uz[k] += uz[k];
    sums->utz[k] += t * uz[k];
  }
}

/* Writes the products of a changepoint's column with itself and with those of the earlier
 * changepoints, of k, m and beta. */
static void
write_hinge (const ForeProphetDesign *design,
             const TrendSums *sums,
             gsize changepoint,
             ForeProphetQuadratic *quadratic)
{
  gsize B = quadratic->B, P = B + quadratic->S;
  double *row = quadratic->G + (B + changepoint) * P;
  double s = design->t_change[changepoint];

  row[0] = sums->u2[2] - s * sums->u2[1];
  row[1] = sums->u2[1] - s * sums->u2[0];
  for (gsize k = 0; k < design->K; k++)
    row[2 + k] = sums->utz[k] - s * sums->uz[k];
  for (gsize j = 0; j <= changepoint; j++)
    row[B + j] = sums->u2[2] - (s + design->t_change[j]) * sums->u2[1] +
                 s * design->t_change[j] * sums->u2[0];
  quadratic->c[B + changepoint] = sums->ur[1] - s * sums->ur[0];
}

static void
write_trend (const ForeProphetDesign *design,
             const TrendSums *sums,
             ForeProphetQuadratic *quadratic)
{
  gsize P = quadratic->B + quadratic->S;
  gboolean has_slope = design->growth != FORE_PROPHET_FLAT;

  quadratic->G[0] = has_slope ? sums->u2[2] : 0.0;
  quadratic->G[P] = has_slope ? sums->u2[1] : 0.0;
  quadratic->G[P + 1] = sums->u2[0];
  quadratic->c[0] = has_slope ? sums->ur[1] : 0.0;
  quadratic->c[1] = sums->ur[0];
  for (gsize k = 0; k < design->K; k++) {
    quadratic->G[(2 + k) * P] = has_slope ? sums->utz[k] : 0.0;
    quadratic->G[(2 + k) * P + 1] = sums->uz[k];
  }
}

/* The derivatives with respect to beta, the terms, times the trend where they multiply it, into
 * @Z; and what they add to their products with the trend's columns into @uz. There the second
 * derivative of the mean, of a multiplicative term and the trend, may come in. */
static void
fill_term_row (const ForeProphetDesign *design,
               const ForeProphetFit *fit,
               gsize i,
               double r,
               gboolean is_exact,
               double *Z,
               double *uz)
{
  const double *row = design->X + i * design->stride;
  double u = 1.0 + fit->multiplicative[i];

  if (!design->any_multiplicative) {
    memcpy (Z, row, design->K * sizeof *Z);
    memcpy (uz, row, design->K * sizeof *uz);
    return;
  }
  for (gsize k = 0; k < design->K; k++) {
    gboolean multiplies = design->is_multiplicative[k];

    Z[k] = multiplies ? row[k] * fit->trend[i] : row[k];
    uz[k] = u * Z[k] - (multiplies && is_exact ? r * row[k] : 0.0);
  }
}

static void
set_priors (const ForeProphetDesign *design, ForeProphetQuadratic *quadratic)
{
  quadratic->precision[0] = quadratic->precision[1] = GROWTH_PRECISION;
  for (gsize k = 0; k < design->K; k++)
    quadratic->precision[2 + k] = 1.0 / (design->sigmas[k] * design->sigmas[k]);
}

/* From residuals to the pseudo-observations z = r + J x, so that the quadratic speaks of x. */
static void
shift_origin (const double *x, double squares, ForeProphetQuadratic *quadratic)
{
  gsize P = quadratic->B + quadratic->S;
  double *G = quadratic->G;

  for (gsize i = 0; i < P; i++)
    for (gsize j = 0; j < i; j++)
      G[j * P + i] = G[i * P + j];
  quadratic->zz = squares;
  for (gsize i = 0; i < P; i++) {
    double product = 0.0;

    for (gsize j = 0; j < P; j++)
      product += G[i * P + j] * x[j];
    quadratic->zz += x[i] * (2.0 * quadratic->c[i] + product);
    quadratic->c[i] += product;
  }
}

/**
 * fore_prophet_expand:
 * @design: data
 * @fit: an evaluated point
 * @is_exact: whether the second derivatives of the mean come in
 * @quadratic: (inout): with the design's sizes; its sums are set
 *
 * The sum of squares around @fit, to the second order, or with the mean taken as linear there
 * (it is linear unless there are multiplicative terms). The latter is a sum of squares itself;
 * the former is nearer to the truth but need not have a minimum.
 *
 * One pass over the rows, the last one first, makes all cross products: those of the trend come
 * from running sums, whatever the number of changepoints.
 */
void
fore_prophet_expand (const ForeProphetDesign *design,
                     const ForeProphetFit *fit,
                     gboolean is_exact,
                     ForeProphetQuadratic *quadratic)
{
  gsize K = design->K, stride = design->stride, P = quadratic->B + quadratic->S;
  g_autofree double *room = g_new0 (double, stride *(7 + K));
  double *uz = room + 2 * stride;
  double *block = room + 3 * stride; /* four rows of derivatives */
  double *product = room + 7 * stride;
  TrendSums sums = { .uz = room, .utz = room + stride };
  gsize j = design->S, in_block = 0;
  double squares = 0.0;

  memset (quadratic->c, 0, P * sizeof *quadratic->c);
  for (gsize i = design->n; i-- > 0;) {
    if (!isnan (design->y[i])) {
      double r = residual (design, fit, i);
      double *Z = block + in_block * stride;

      fill_term_row (design, fit, i, r, is_exact, Z, uz);
      add_to_sums (&sums, K, design->t[i], 1.0 + fit->multiplicative[i], r, uz);
      for (gsize k = 0; k < K; k++)
        quadratic->c[2 + k] += Z[k] * r;
      squares += r * r;
      if (++in_block == 4) {
        add_term_products (K, stride, block, product);
        in_block = 0;
      }
    }
    for (; j > 0 && design->change_row[j - 1] == i; j--)
      write_hinge (design, &sums, j - 1, quadratic);
  }
  memset (block + in_block * stride, 0, (4 - in_block) * stride * sizeof *block);
  add_term_products (K, stride, block, product);

  write_trend (design, &sums, quadratic);
  for (gsize a = 0; a < K; a++)
    memcpy (quadratic->G + (2 + a) * P + 2, product + a * stride, (a + 1) * sizeof *product);
  set_priors (design, quadratic);
  shift_origin (fit->x, squares, quadratic);
}

/**
 * fore_prophet_optimality_gap:
 * @design: data
 * @fit: (inout): a point; it is evaluated
 *
 * How far a point is from the conditions of Karush, Kuhn and Tucker: the slope of the log
 * posterior in each parameter, less what the kink of the Laplace prior at zero allows, times
 * that parameter's own scale, the inverse root of its curvature.
 *
 * Returns: the largest of these, 0 at a maximum
 */
double
fore_prophet_optimality_gap (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  gsize B = 2 + design->K, P = B + design->S;
  g_autoptr (ForeProphetQuadratic)
      quadratic = fore_prophet_quadratic_new (design->T, B, design->S, design->tau);
  double variance = fit->sigma_obs * fit->sigma_obs;
  double squares = fore_prophet_evaluate (design, fit);
  double worst = fabs (squares / variance - (double) design->T - SIGMA_PRECISION * variance) /
                 sqrt (2.0 * (double) design->T);

  fore_prophet_expand (design, fit, FALSE, quadratic);
  for (gsize i = 0; i < P; i++) {
    double slope = quadratic->c[i], curvature = quadratic->G[i * P + i] / variance;
    double weight = 1.0 / design->tau;

    for (gsize j = 0; j < P; j++)
      slope -= quadratic->G[i * P + j] * fit->x[j];
    slope /= variance;
    if (i < B) {
      slope -= quadratic->precision[i] * fit->x[i];
      curvature += quadratic->precision[i];
    } else {
      slope = fit->x[i] != 0.0 ? slope - copysign (weight, fit->x[i])
                               : MAX (fabs (slope) - weight, 0.0);
    }
    worst = MAX (worst, fabs (slope) / sqrt (MAX (curvature, 1.0)));
  }
  return worst;
}
