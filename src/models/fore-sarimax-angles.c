/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The search runs on angles: partial autocorrelations, which keep each polynomial stationary
 * or invertible (M. C. Jones, Applied Statistics 29 (1980); Monahan 1984), are sines of them. A
 * sine makes the information about the coefficient of a first-order process the same
 * everywhere, one for each value, so that a unit Hessian is nearly right from the start; and it
 * reaches the unit circle, where the likelihood of many seasonal moving averages peaks.
 */
#include "fore-sarimax-angles.h"

#include <math.h>
#include <string.h>

#include "fore-arma.h"

/* An autoregression any closer to the unit circle has no stationary covariance in doubles. */
#define LARGEST_PARTIAL (1.0 - 1e-9)

/* The four polynomials of a model in the order of their coefficients; `sign` turns a moving
 * average into the autoregression with the same roots. */
typedef struct {
  guint n[4];
  double sign[4];
} Blocks;

static Blocks
blocks_of (const ForeArimaOrder *order)
{
  return (Blocks){ { order->p, order->q, order->P, order->Q }, { 1.0, -1.0, 1.0, -1.0 } };
}

/**
 * fore_sarimax_from_angles:
 * @order: the orders of a model
 * @angles: (array): as many as coefficients
 * @coefficients: (array) (out caller-allocates): ar, ma, seasonal ar, seasonal ma
 */
void
fore_sarimax_from_angles (const ForeArimaOrder *order, const double *angles, double *coefficients)
{
  Blocks blocks = blocks_of (order);
  g_autofree double *partial = g_new (double, order->p + order->q + order->P + order->Q + 1);

  for (guint b = 0; b < 4; b++) {
    for (guint i = 0; i < blocks.n[b]; i++) {
      partial[i] = sin (angles[i]);
      if (blocks.sign[b] > 0.0)
        partial[i] = CLAMP (partial[i], -LARGEST_PARTIAL, LARGEST_PARTIAL);
    }
    fore_arma_from_partial (blocks.n[b], partial, coefficients);
    for (guint i = 0; i < blocks.n[b]; i++)
      coefficients[i] *= blocks.sign[b];
    angles += blocks.n[b];
    coefficients += blocks.n[b];
  }
}

/**
 * fore_sarimax_to_angles:
 * @order: the orders of a model
 * @coefficients: (array): ar, ma, seasonal ar, seasonal ma
 * @angles: (array) (out caller-allocates): their angles; 0 for a polynomial with roots inside the
 *   unit circle
 */
void
fore_sarimax_to_angles (const ForeArimaOrder *order, const double *coefficients, double *angles)
{
  Blocks blocks = blocks_of (order);

  for (guint b = 0; b < 4; b++) {
    for (guint i = 0; i < blocks.n[b]; i++)
      angles[i] = blocks.sign[b] * coefficients[i];
    if (!fore_arma_to_partial (blocks.n[b], angles, angles))
      memset (angles, 0, blocks.n[b] * sizeof *angles);
    for (guint i = 0; i < blocks.n[b]; i++)
      angles[i] = asin (CLAMP (angles[i], -1.0, 1.0));
    coefficients += blocks.n[b];
    angles += blocks.n[b];
  }
}

/**
 * fore_sarimax_angles_jacobian:
 * @order: the orders of a model
 * @angles: (array): as many as coefficients
 * @J: (array) (out caller-allocates): derivatives of the coefficients (rows) by the angles
 *
 * A coefficient is linear in the sine of each single angle, so that its slope in the sine is what
 * a sine of 1 adds to one of 0.
 */
void
fore_sarimax_angles_jacobian (const ForeArimaOrder *order, const double *angles, double *J)
{
  Blocks blocks = blocks_of (order);
  guint k = order->p + order->q + order->P + order->Q, from = 0;
  g_autofree double *memory = g_new (double, 3 * (k + 1));
  double *partial = memory, *with = partial + k, *without = with + k;

  memset (J, 0, (gsize) k * k * sizeof *J);
  for (guint b = 0; b < 4; b++) {
    guint n = blocks.n[b];

    for (guint i = 0; i < n; i++)
      partial[i] = sin (angles[from + i]);
    for (guint j = 0; j < n; j++) {
      double now = partial[j];

      partial[j] = 1.0;
      fore_arma_from_partial (n, partial, with);
      partial[j] = 0.0;
      fore_arma_from_partial (n, partial, without);
      partial[j] = now;
      for (guint i = 0; i < n; i++)
        J[(from + i) * k + from + j] = blocks.sign[b] * (with[i] - without[i]) *
                                       cos (angles[from + j]);
    }
    from += n;
  }
}
