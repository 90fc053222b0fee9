/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-fit.h"

#include "fore-config.h"
#include "fore-error.h"
#include "fore-ets-climb.h"
#include "fore-ets-start.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GAIN_ROUGH    1e-2
#define GAIN_ENOUGH   1e-7
#define N_STATE_STEPS 1
#define N_FIRST_STEPS 8
#define N_STEPS_MAX   100

/* Starts from small and large smoothing of level and season: between them lie the ridges that
 * separate the maxima. @beta is a share of @alpha, @gamma one of what @alpha leaves. */
static const struct {
  double alpha, beta, gamma, phi;
} starts[] = {
  { 0.3, 0.1, 0.05, 0.97 }, { 0.02, 0.1, 0.05, 0.97 }, { 0.8, 0.02, 0.05, 0.90 },
  { 0.9, 0.6, 0.05, 0.90 }, { 0.3, 0.3, 0.70, 0.85 },
};

/* Several starts on their way up; the best one so far is kept. */
typedef struct {
  ForeEtsClimb *climb;
  ForeEts *best;
  double objective;
} Race;

static void
race_clear (Race *race)
{
  fore_ets_free (race->best);
  fore_ets_climb_free (race->climb);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Race, race_clear)

static gboolean
enter (Race *race,
       const ForeEts *start,
       guint n_state_steps,
       GCancellable *cancellable,
       GError **error)
{
  ForeEtsClimb *climb = race->climb;

  if (!fore_ets_climb_start (climb, start))
    return TRUE;
  if (!fore_ets_climb_run (climb, n_state_steps, TRUE, GAIN_ROUGH, cancellable, error) ||
      !fore_ets_climb_run (climb, N_FIRST_STEPS, FALSE, GAIN_ROUGH, cancellable, error))
    return FALSE;
  if (fore_ets_climb_get_objective (climb) < race->objective) {
    fore_ets_free (race->best);
    race->best = fore_ets_climb_get_point (climb);
    race->objective = fore_ets_climb_get_objective (climb);
  }
  return TRUE;
}

static gboolean
enter_starts (Race *race,
              const ForeEtsForm *form,
              gsize n,
              const double *y,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (ForeEts) start = fore_ets_start (form, n, y);

  for (guint k = 0; k < G_N_ELEMENTS (starts); k++) {
    start->alpha = starts[k].alpha;
    if (form->trend != FORE_ETS_NONE)
      start->beta = starts[k].beta * starts[k].alpha;
    if (form->season != FORE_ETS_NONE)
      start->gamma = starts[k].gamma * (1.0 - starts[k].alpha);
    if (form->damped)
      start->phi = starts[k].phi;
    if (!enter (race, start, N_STATE_STEPS, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

/* A relative of the same season: what it lacks starts small. */
static gboolean
enter_relative (Race *race,
                const ForeEtsForm *form,
                const ForeEts *relative,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (ForeEts) start = fore_ets_copy (relative);

  start->form = *form;
  if (form->trend != FORE_ETS_NONE)
    start->beta = MAX (start->beta, FORE_ETS_SMOOTHING_MIN);
  if (form->damped)
    start->phi = MIN (start->phi, FORE_ETS_PHI_MAX);
  return enter (race, start, 0, cancellable, error);
}

/**
 * fore_ets_fit:
 * @form: a form
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, scaled to about 1
 * @n_relatives: number of relatives
 * @relatives: (array length=n_relatives) (nullable): fitted forms with the same season and no
 *   more trend, to start from as well
 * @cancellable: (nullable): asked each iteration
 * @error: return location for an error: %G_IO_ERROR_CANCELLED, %FORE_ERROR_MODEL
 *
 * Maximises the likelihood over the smoothing parameters, in the region of R's
 * forecast::ets(), and the initial states.
 *
 * Returns: (transfer full): @form with its parameters and initial states
 */
ForeEts *
fore_ets_fit (const ForeEtsForm *form,
              gsize n,
              const double *y,
              guint n_relatives,
              const ForeEts *const *relatives,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (Race) race = { .climb = fore_ets_climb_new (form, n, y), .objective = INFINITY };
  ForeEts *fitted;

  if (!enter_starts (&race, form, n, y, cancellable, error))
    return NULL;
  for (guint k = 0; k < n_relatives; k++)
    if (!enter_relative (&race, form, relatives[k], cancellable, error))
      return NULL;
  if (race.best == NULL || !fore_ets_climb_start (race.climb, race.best)) {
    g_autofree char *name = fore_ets_form_to_string (form);

    /* Translators: the name of a method such as ETS(A,Ad,M). */
    g_set_error (error, FORE_ERROR, FORE_ERROR_MODEL, _ ("%s does not fit these values."), name);
    return NULL;
  }
  if (!fore_ets_climb_run (race.climb, N_STEPS_MAX, FALSE, GAIN_ENOUGH, cancellable, error))
    return NULL;

  fitted = fore_ets_climb_get_point (race.climb);
  fore_ets_normalize (fitted);
  return fitted;
}
