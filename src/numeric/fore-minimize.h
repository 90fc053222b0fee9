/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeObjective:
 * @value: the function, infinite where it is not defined
 * @data: its user data
 * @gradient: (nullable): its slope where @value was asked for last, %FALSE where it has none; by
 *   differences without
 * @curvature: (nullable): a matrix near its second derivatives where @value was asked for last
 * @n_residuals: number of residuals, 0 where the function has none
 * @residuals: (array length=n_residuals): where @value leaves them; the function is near half
 *   the logarithm of their sum of squares
 */
typedef struct {
  double (*value) (const double *x, gpointer data);
  gpointer data;
  gboolean (*gradient) (const double *x, double *gradient, gpointer data);
  void (*curvature) (const double *x, double *H, gpointer data);
  gsize n_residuals;
  const double *residuals;
} ForeObjective;

double fore_minimize (const ForeObjective *objective,
                      guint n,
                      double *x,
                      double tolerance,
                      guint max_iterations,
                      GCancellable *cancellable);

G_END_DECLS
