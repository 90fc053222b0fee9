/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Least squares by the modified Gram-Schmidt process, run on the columns with the response
 * beside them (Å. Björck, Numerical Methods for Least Squares Problems (1996), section 2.4).
 */
#include "fore-least-squares.h"

#include <math.h>

#include "fore-lag.h"

/* A column with less than this share of its length left depends on those before it. */
#define DEPENDENT 1e-9

/**
 * fore_least_squares:
 * @n: number of rows
 * @n_columns: number of columns, the response not counted
 * @columns: (array) (inout): the columns, @n values each, then the response; overwritten
 * @R: (array length=n_columns*(n_columns+1)) (out caller-allocates): row by row, the upper
 *   triangle of the decomposition and, as its last column, what it turns the response into
 * @residual: (out): sum of squares that is left
 *
 * A column that depends on those before it gets a zero on the diagonal of @R and takes no part.
 */
void
fore_least_squares (gsize n, guint n_columns, double *columns, double *R, double *residual)
{
  guint n_all = n_columns + 1;

  for (guint i = 0; i < n_columns; i++) {
    double *q = columns + i * n, *row = R + i * n_all;
    double left = fore_lag_product (n, q, q), whole = 0.0, length;

    for (guint k = 0; k < i; k++)
      whole += R[k * n_all + i] * R[k * n_all + i];
    length = sqrt (left);
    for (guint j = 0; j < n_all; j++)
      row[j] = 0.0;
    if (!(length > DEPENDENT * sqrt (left + whole)) || !isfinite (length))
      continue;

    row[i] = length;
    for (gsize t = 0; t < n; t++)
      q[t] /= length;
    for (guint j = i + 1; j < n_all; j++) {
      double *other = columns + j * n, product = fore_lag_product (n, q, other);

      for (gsize t = 0; t < n; t++)
        other[t] -= product * q[t];
      row[j] = product;
    }
  }

  *residual = fore_lag_product (n, columns + n_columns * n, columns + n_columns * n);
}

/**
 * fore_least_squares_solve:
 * @n_columns: number of columns
 * @R: from fore_least_squares()
 * @beta: (array length=n_columns) (out caller-allocates): coefficients, 0 for columns that
 *   take no part
 */
void
fore_least_squares_solve (guint n_columns, const double *R, double *beta)
{
  guint n_all = n_columns + 1;

  for (guint i = n_columns; i-- > 0;) {
    const double *row = R + i * n_all;
    double sum = row[n_columns];

    for (guint j = i + 1; j < n_columns; j++)
      sum -= row[j] * beta[j];
    beta[i] = row[i] > 0.0 ? sum / row[i] : 0.0;
  }
}

/**
 * fore_least_squares_forward:
 * @n_columns: number of columns
 * @R: from fore_least_squares()
 * @x: (array length=n_columns): a row
 * @z: (array length=n_columns) (out caller-allocates): solution of R' z = x, whose sum of
 *   squares times the variance of the response is the variance of x' beta
 */
void
fore_least_squares_forward (guint n_columns, const double *R, const double *x, double *z)
{
  guint n_all = n_columns + 1;

  for (guint i = 0; i < n_columns; i++) {
    double sum = x[i];

    for (guint k = 0; k < i; k++)
      sum -= R[k * n_all + i] * z[k];
    z[i] = R[i * n_all + i] > 0.0 ? sum / R[i * n_all + i] : 0.0;
  }
}
