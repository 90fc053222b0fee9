/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-select.h"

#include "fore-ets-fit.h"

#include <math.h>
#include <string.h>

/* Below this share of the largest value the smallest one is as good as zero to a form that
 * divides by it. */
#define SMALLEST_SHARE 1e-6

/* With fewer values than this nothing is estimated but the level. */
#define FEWEST_TO_FIT  5
#define ALPHA_UNFITTED 0.2

/* Values that a season needs beyond two full ones. */
#define BEYOND_TWO_SEASONS 5

/* A larger form must be better by this much: less is rounding. */
#define AICC_ROUNDING 1e-6

/* What the AICc of a form may lie above the best one before its trends are left out: three times
 * what any of 128 series of sales would have needed. */
#define MARGIN 30.0

void
fore_ets_choice_clear (ForeEtsChoice *choice)
{
  g_clear_pointer (&choice->ets, fore_ets_free);
}

/**
 * fore_ets_has_seasons:
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing
 * @m: season length
 *
 * Returns: whether a season of @m can be told from the values: two full ones and a few values
 *   more, and each of its places known at least twice
 */
gboolean
fore_ets_has_seasons (gsize n, const double *y, guint m)
{
  gsize n_known = 0;

  if (m < 2 || m > n / 2)
    return FALSE;
  for (guint j = 0; j < m; j++) {
    gsize n_here = 0;

    for (gsize t = j; t < n; t += m)
      n_here += !isnan (y[t]);
    if (n_here < 2)
      return FALSE;
    n_known += n_here;
  }
  return n_known >= 2 * (gsize) m + BEYOND_TWO_SEASONS;
}

static gboolean
evaluate (ForeEtsChoice *choice, gsize n, const double *y)
{
  g_autoptr (ForeEts) end = fore_ets_copy (choice->ets);
  guint n_estimated = fore_ets_form_n_parameters (&choice->ets->form);
  double k = n_estimated + 1.0, n_known;

  if (!fore_ets_filter (end, n, y, NULL, NULL, &choice->sums))
    return FALSE;
  n_known = (double) choice->sums.n;
  choice->log_likelihood = fore_ets_log_likelihood (&choice->sums);
  choice->aic = -2.0 * choice->log_likelihood + 2.0 * k;
  choice->bic = -2.0 * choice->log_likelihood + log (n_known) * k;
  choice->aicc = n_known - k - 1.0 > 0 ? choice->aic + 2.0 * k * (k + 1.0) / (n_known - k - 1.0)
                                       : NAN;
  choice->sigma2 = choice->sums.sum_e2 / MAX (n_known - n_estimated, 1.0);

  return TRUE;
}

/* The level that leaves the least squared errors, with everything else given. */
static void
carry_level_on (ForeEtsChoice *choice, gsize n, const double *y)
{
  const ForeEtsForm form = { FORE_ETS_ADDITIVE, FORE_ETS_NONE, FALSE, FORE_ETS_NONE, 1 };
  double weight = 1.0, sum_weights = 0.0, sum = 0.0, from_zero = 0.0;

  choice->ets = fore_ets_new (&form);
  choice->ets->alpha = ALPHA_UNFITTED;
  /* The error of value t is what it is from a level of zero, less (1 - alpha)^k of the level
   * after k known values. */
  for (gsize t = 0; t < n; t++) {
    double e = y[t] - from_zero;

    if (isnan (y[t]))
      continue;
    sum += weight * e;
    sum_weights += weight * weight;
    from_zero += ALPHA_UNFITTED * e;
    weight *= 1.0 - ALPHA_UNFITTED;
  }
  choice->ets->l = sum / sum_weights;
  evaluate (choice, n, y);
}

enum {
  LEVEL,
  TREND,
  DAMPED,
  N_TRENDS,
};

/* The forms with one kind of error and season. */
typedef struct {
  ForeEtsKind error, season;
  ForeEts *fitted[N_TRENDS];
  double aicc[N_TRENDS];
} Block;

/* No multiplicative trend, and no additive errors with a multiplicative season, whose forecast
 * variance is infinite (Hyndman et al. 2008, chapter 15). */
static const Block all_blocks[] = {
  { FORE_ETS_ADDITIVE, FORE_ETS_NONE },
  { FORE_ETS_ADDITIVE, FORE_ETS_ADDITIVE },
  { FORE_ETS_MULTIPLICATIVE, FORE_ETS_NONE },
  { FORE_ETS_MULTIPLICATIVE, FORE_ETS_ADDITIVE },
  { FORE_ETS_MULTIPLICATIVE, FORE_ETS_MULTIPLICATIVE },
};

#define N_BLOCKS G_N_ELEMENTS (all_blocks)

typedef struct {
  gsize n;
  const double *y;
  guint m;
  gboolean damps;
  gsize n_known;
  Block blocks[N_BLOCKS];
  ForeEtsChoice *choice;
  GCancellable *cancellable;
} Selection;

static void
selection_clear (Selection *selection)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    for (guint trend = 0; trend < N_TRENDS; trend++)
      fore_ets_free (selection->blocks[i].fitted[trend]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, selection_clear)

static gboolean
divides (const Block *block)
{
  return block->error == FORE_ETS_MULTIPLICATIVE || block->season == FORE_ETS_MULTIPLICATIVE;
}

static gboolean
is_well_above_zero (gsize n, const double *y)
{
  double smallest = INFINITY, largest = -INFINITY;

  for (gsize t = 0; t < n; t++)
    if (!isnan (y[t])) {
      smallest = MIN (smallest, y[t]);
      largest = MAX (largest, y[t]);
    }
  return smallest > SMALLEST_SHARE * largest;
}

/* The smaller forms of the block, and the same one with additive errors. */
static guint
find_relatives (const Selection *selection,
                const Block *block,
                guint trend,
                const ForeEts *relatives[N_TRENDS])
{
  guint n_relatives = 0;

  for (guint smaller = LEVEL; smaller < trend; smaller++)
    if (block->fitted[smaller] != NULL)
      relatives[n_relatives++] = block->fitted[smaller];
  for (guint i = 0; i < N_BLOCKS; i++) {
    const Block *other = &selection->blocks[i];

    if (other->error < block->error && other->season == block->season &&
        other->fitted[trend] != NULL)
      relatives[n_relatives++] = other->fitted[trend];
  }
  return n_relatives;
}

static ForeEtsForm
make_form (const Block *block, guint trend, guint m)
{
  return (ForeEtsForm){ .error = block->error,
                        .trend = trend > LEVEL ? FORE_ETS_ADDITIVE : FORE_ETS_NONE,
                        .damped = trend == DAMPED,
                        .season = block->season,
                        .m = block->season == FORE_ETS_NONE ? 1 : m };
}

/* Fits one form and keeps it if it is the best so far. A form that the values do not allow is
 * no error, but stays unfitted. */
static gboolean
try_form (Selection *selection, Block *block, guint trend, GError **error)
{
  ForeEtsForm form = make_form (block, trend, selection->m);
  const ForeEts *relatives[N_TRENDS];
  guint n_relatives = find_relatives (selection, block, trend, relatives);
  g_auto (ForeEtsChoice) choice = { 0 };
  g_autoptr (GError) local_error = NULL;

  block->aicc[trend] = INFINITY;
  if (selection->n_known < fore_ets_form_n_parameters (&form) + 3)
    return TRUE;
  choice.ets = fore_ets_fit (&form, selection->n, selection->y, n_relatives, relatives,
                             selection->cancellable, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (choice.ets == NULL || !evaluate (&choice, selection->n, selection->y))
    return TRUE;
  block->fitted[trend] = fore_ets_copy (choice.ets);
  block->aicc[trend] = choice.aicc;
  if (selection->choice->ets == NULL || choice.aicc < selection->choice->aicc - AICC_ROUNDING) {
    fore_ets_choice_clear (selection->choice);
    *selection->choice = choice;
    choice.ets = NULL;
  }
  return TRUE;
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  double x = ((const Block *) a)->aicc[LEVEL], y = ((const Block *) b)->aicc[LEVEL];

  return (x > y) - (x < y);
}

/* A trend gains about as much with one kind of error and season as with another: where the
 * largest gain seen, and a wide margin, would not be enough it is not tried. */
static gboolean
try_trends (Selection *selection, GError **error)
{
  double largest_gain = 0.0;

  qsort (selection->blocks, N_BLOCKS, sizeof *selection->blocks, compare_levels);
  for (guint i = 0; i < N_BLOCKS; i++) {
    Block *block = &selection->blocks[i];
    double level = block->aicc[LEVEL];

    if (!(level - largest_gain < selection->choice->aicc + MARGIN))
      continue;
    for (guint trend = selection->damps ? DAMPED : TREND; trend < N_TRENDS; trend++) {
      if (!try_form (selection, block, trend, error))
        return FALSE;
      largest_gain = MAX (largest_gain, level - block->aicc[trend]);
    }
  }
  return TRUE;
}

/**
 * fore_ets_select:
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, the largest about 1, one known at least
 * @m: season length, 1 for none; one that fore_ets_has_seasons()
 * @damps: whether each trend must be damped
 * @choice: (out): the form with the lowest AICc
 * @cancellable: (nullable): asked each iteration
 * @error: return location for an error: %G_IO_ERROR_CANCELLED
 *
 * Fits the admissible forms that have enough values, multiplicative ones only where all values
 * are well above zero, and keeps the best. A trend that goes on for ever may fit best and still
 * forecast worse than a damped one (E. S. Gardner and E. McKenzie, Management Science 31 (1985)).
 *
 * Returns: %FALSE on error
 */
gboolean
fore_ets_select (gsize n,
                 const double *y,
                 guint m,
                 gboolean damps,
                 ForeEtsChoice *choice,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Selection)
      selection = { .n = n, .y = y, .m = m, .damps = damps, .cancellable = cancellable };
  gboolean may_divide = is_well_above_zero (n, y);

  *choice = (ForeEtsChoice){ 0 };
  selection.choice = choice;
  memcpy (selection.blocks, all_blocks, sizeof all_blocks);
  for (gsize t = 0; t < n; t++)
    selection.n_known += !isnan (y[t]);

  for (guint i = 0; selection.n_known >= FEWEST_TO_FIT && i < N_BLOCKS; i++) {
    Block *block = &selection.blocks[i];

    block->aicc[LEVEL] = INFINITY;
    if ((block->season != FORE_ETS_NONE && m == 1) || (!may_divide && divides (block)))
      continue;
    if (!try_form (&selection, block, LEVEL, error))
      return FALSE;
  }
  if (choice->ets == NULL) {
    carry_level_on (choice, n, y);
    return TRUE;
  }
  return try_trends (&selection, error);
}

static gboolean
find_form (const char *method, guint m, ForeEtsForm *form)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    for (guint trend = 0; trend < N_TRENDS; trend++) {
      g_autofree char *name = NULL;

      *form = make_form (&all_blocks[i], trend, m);
      name = fore_ets_form_to_string (form);
      if (g_str_equal (name, method))
        return TRUE;
    }
  return FALSE;
}

/**
 * fore_ets_select_again:
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, the largest about 1, one known at least
 * @m: season length, 1 for none; one that fore_ets_has_seasons()
 * @damps: whether each trend must be damped where another form is needed
 * @method: the form that was chosen for nearly the same values, such as "ETS(A,Ad,M)"
 * @choice: (out): that form, or another one where these values do not allow it
 * @cancellable: (nullable): asked each iteration
 * @error: return location for an error: %G_IO_ERROR_CANCELLED
 *
 * Does what fore_ets_select() does, without looking at other forms first.
 *
 * Returns: %FALSE on error
 */
gboolean
fore_ets_select_again (gsize n,
                       const double *y,
                       guint m,
                       gboolean damps,
                       const char *method,
                       ForeEtsChoice *choice,
                       GCancellable *cancellable,
                       GError **error)
{
  ForeEtsForm form;
  gsize n_known = 0;

  *choice = (ForeEtsChoice){ 0 };
  for (gsize t = 0; t < n; t++)
    n_known += !isnan (y[t]);
  if (find_form (method, m, &form) && (form.season == FORE_ETS_NONE || m > 1) &&
      n_known >= fore_ets_form_n_parameters (&form) + 3 &&
      (form.error == FORE_ETS_ADDITIVE || is_well_above_zero (n, y))) {
    choice->ets = fore_ets_fit (&form, n, y, 0, NULL, cancellable, NULL);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (choice->ets != NULL && evaluate (choice, n, y))
      return TRUE;
    fore_ets_choice_clear (choice);
  }
  return fore_ets_select (n, y, m, damps, choice, cancellable, error);
}
