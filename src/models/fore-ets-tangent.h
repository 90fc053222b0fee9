/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-ets.h"

G_BEGIN_DECLS

/* Two tangents at a time: what every x86-64 and ARMv8 processor takes as one. */
#define FORE_ETS_LANES 2

typedef double ForeEtsLanes
    __attribute__ ((vector_size (FORE_ETS_LANES * sizeof (double)), aligned (16), may_alias));

/**
 * ForeEtsTangent:
 * @n_free: number of free quantities: smoothing parameters and initial states
 * @beta: where the trend's smoothing stands among them (the level's is 0), or -1
 * @gamma: where the season's smoothing stands, or -1
 * @phi: where the damping stands, or -1
 * @l: where the initial level stands
 * @b: where the initial trend stands, or -1
 * @s: where the first of the m - 1 initial seasonal states stands, or -1; the last one is
 *   held, as the level takes up what they have in common
 * @objective: the negative log-likelihood
 * @gradient: (array length=n_free): its gradient
 * @curvature: its Gauss-Newton curvature, row i at i * @stride, lower triangle
 * @stride: of @curvature
 *
 * The recursion together with its derivatives by everything that is free.
 */
typedef struct {
  guint n_free;
  int beta, gamma, phi, l, b, s;
  double objective;
  double *gradient;
  double *curvature;
  guint stride;

  /*< private >*/
  guint width;
  double *mean_log_mu;
  ForeEtsLanes *workspace;
  gsize workspace_size;
  ForeEtsLanes *dq, *dmu, *dl, *db, *ds, *row;
} ForeEtsTangent;

ForeEtsTangent *fore_ets_tangent_new (const ForeEtsForm *form);
void fore_ets_tangent_free (ForeEtsTangent *tangent);
gboolean
fore_ets_tangent_run (ForeEtsTangent *tangent, const ForeEts *start, gsize n, const double *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeEtsTangent, fore_ets_tangent_free)

G_END_DECLS
