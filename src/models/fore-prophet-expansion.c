/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-expansion.h"

#include <math.h>
#include <string.h>

/* Adds the products of four rows of @Z with each other; K need not be a multiple of four, the
 * stride is. */
static void
add_term_products (gsize K, gsize stride, const double *restrict Z, double *restrict product)
{
  const double *z0 = Z, *z1 = Z + stride, *z2 = Z + 2 * stride, *z3 = Z + 3 * stride;

  for (gsize a = 0; a < K; a++) {
    double f0 = z0[a], f1 = z1[a], f2 = z2[a], f3 = z3[a];
    double *row = product + a * stride;

    /* As nearly all of a holiday's are. */
    if (f0 == 0.0 && f1 == 0.0 && f2 == 0.0 && f3 == 0.0)
      continue;
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
  double rr;    /* of r^2 */
  double *uz;   /* stride, of u Z */
  double *utz;  /* stride, of u t Z */
} TrendSums;

static void
add_to_sums (TrendSums *sums, gsize K, double t, double u2, double ur, const double *uz)
{
  sums->u2[0] += u2;
  sums->u2[1] += u2 * t;
  sums->u2[2] += u2 * t * t;
  sums->ur[0] += ur;
  sums->ur[1] += ur * t;
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

  quadratic->G[0] = sums->u2[2];
  quadratic->G[P] = sums->u2[1];
  quadratic->G[P + 1] = sums->u2[0];
  quadratic->c[0] = sums->ur[1];
  quadratic->c[1] = sums->ur[0];
  for (gsize k = 0; k < design->K; k++) {
    quadratic->G[(2 + k) * P] = sums->utz[k];
    quadratic->G[(2 + k) * P + 1] = sums->uz[k];
  }
}

/* From the derivatives t and 1 of a line k t + m to those of the other forms of growth: t - m and
 * -k of k (t - m), 0 and 1 of the level m. Each is a linear combination of t and 1. */
static void
turn_growth (const ForeProphetDesign *design, const double *x, ForeProphetQuadratic *quadratic)
{
  gboolean is_flat = design->growth == FORE_GROWTH_FLAT;
  double a = is_flat ? 0.0 : 1.0, b = is_flat ? 0.0 : -x[1], d = is_flat ? 1.0 : -x[0];
  gsize P = quadratic->B + quadratic->S;
  double *G = quadratic->G, *c = quadratic->c;
  double tt = G[0], t1 = G[P], one = G[P + 1];

  if (design->growth == FORE_GROWTH_LINEAR)
    return;
  G[0] = a * a * tt + 2.0 * a * b * t1 + b * b * one;
  G[P] = d * (a * t1 + b * one);
  G[P + 1] = d * d * one;
  for (gsize i = 2; i < P; i++) {
    G[i * P] = a * G[i * P] + b * G[i * P + 1];
    G[i * P + 1] *= d;
  }
  c[0] = a * c[0] + b * c[1];
  c[1] *= d;
}

/* The first two derivatives of the trend with respect to z. */
static inline double
trend_slope (const ForeProphetDesign *design, const ForeProphetFit *fit, gsize i)
{
  return design->growth == FORE_GROWTH_LOGISTIC
             ? fit->trend[i] * (1.0 - fit->trend[i] / design->cap[i])
             : 1.0;
}

static inline double
trend_curvature (const ForeProphetDesign *design, const ForeProphetFit *fit, gsize i)
{
  return design->growth == FORE_GROWTH_LOGISTIC
             ? trend_slope (design, fit, i) * (1.0 - 2.0 * fit->trend[i] / design->cap[i])
             : 0.0;
}

/* Fills @Z with the derivatives with respect to beta, the terms, times the trend where they
 * multiply it, and @uz with their products with @u, the derivative with respect to z. From the
 * latter goes @mixed times the terms that multiply, on account of the second derivative. */
static void
fill_term_row (const ForeProphetDesign *design,
               const ForeProphetFit *fit,
               gsize i,
               double u,
               double mixed,
               double *Z,
               double *uz)
{
  const double *row = design->X + i * design->stride;

  for (gsize k = 0; k < design->K; k++) {
    gboolean multiplies = design->is_multiplicative[k];

    Z[k] = multiplies ? row[k] * fit->trend[i] : row[k];
    uz[k] = u * Z[k] - (multiplies ? mixed * row[k] : 0.0);
  }
}

static void
add_row (const ForeProphetDesign *design,
         const ForeProphetFit *fit,
         gsize i,
         gboolean is_exact,
         TrendSums *sums,
         double *Z,
         double *uz,
         double *c)
{
  double factor = 1.0 + fit->multiplicative[i];
  double slope = trend_slope (design, fit, i), u = slope * factor;
  double r = fore_prophet_residual (design, fit, i), bend = is_exact ? r : 0.0;

  fill_term_row (design, fit, i, u, bend * slope, Z, uz);
  add_to_sums (sums, design->K, design->t[i],
               u * u - bend * factor * trend_curvature (design, fit, i), u * r, uz);
  sums->rr += r * r;
  for (gsize k = 0; k < design->K; k++)
    c[2 + k] += Z[k] * r;
}

static void
set_priors (const ForeProphetDesign *design, ForeProphetQuadratic *quadratic)
{
  quadratic->precision[0] = quadratic->precision[1] = FORE_PROPHET_GROWTH_PRECISION;
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
  /* Not NULL without terms either: memset() must not be given that. */
  g_autofree double *room = g_new0 (double, stride *(7 + K) + 1);
  double *uz = room + 2 * stride;
  double *block = room + 3 * stride; /* four rows of derivatives */
  double *product = room + 7 * stride;
  TrendSums sums = { .uz = room, .utz = room + stride };
  gsize j = design->S, in_block = 0;

  memset (quadratic->c, 0, P * sizeof *quadratic->c);
  for (gsize i = design->n; i-- > 0;) {
    if (!isnan (design->y[i])) {
      add_row (design, fit, i, is_exact, &sums, block + in_block * stride, uz, quadratic->c);
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
  turn_growth (design, fit->x, quadratic);
  if (is_exact && design->growth == FORE_GROWTH_LOGISTIC)
    quadratic->G[P] += sums.ur[0]; /* k m is in z, with a minus */
  for (gsize a = 0; a < K; a++)
    memcpy (quadratic->G + (2 + a) * P + 2, product + a * stride, (a + 1) * sizeof *product);
  set_priors (design, quadratic);
  shift_origin (fit->x, sums.rr, quadratic);
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
  double worst = fabs (squares / variance - (double) design->T -
                       FORE_PROPHET_SIGMA_PRECISION * variance) /
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
