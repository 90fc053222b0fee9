/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-ets.h"

G_BEGIN_DECLS

/* The usual parameter region with the margins of R's forecast::ets(). */
#define FORE_ETS_SMOOTHING_MIN 1e-4
#define FORE_ETS_ALPHA_MAX     0.9999
#define FORE_ETS_PHI_MIN       0.80
#define FORE_ETS_PHI_MAX       0.98

/**
 * ForeEtsClimb:
 *
 * A point on its way up the likelihood of one form.
 */
typedef struct _ForeEtsClimb ForeEtsClimb;

ForeEtsClimb *fore_ets_climb_new (const ForeEtsForm *form, gsize n, const double *y);
void fore_ets_climb_free (ForeEtsClimb *climb);
gboolean fore_ets_climb_start (ForeEtsClimb *climb, const ForeEts *start);
gboolean fore_ets_climb_run (ForeEtsClimb *climb,
                             guint n_steps,
                             gboolean states_only,
                             double enough,
                             GCancellable *cancellable,
                             GError **error);
double fore_ets_climb_get_objective (const ForeEtsClimb *climb);
ForeEts *fore_ets_climb_get_point (ForeEtsClimb *climb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeEtsClimb, fore_ets_climb_free)

G_END_DECLS
