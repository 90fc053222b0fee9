/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The choice of orders of R. J. Hyndman and Y. Khandakar, Journal of Statistical Software 27
 * (2008), section 3: unit root tests for the differences, then steps from model to
 * neighbouring model while Akaike's corrected criterion falls. Ours are four things: models are
 * ranked by the exact likelihood, to less accuracy and with gaps filled; the best few are fitted
 * again to full accuracy, and with the gaps, before one is taken; there is a second walk from the
 * largest of the first models; and roots may come nearer to the unit circle than the 1.01 of the
 * published search.
 */
#include "fore-sarimax-search.h"

#include <math.h>
#include <string.h>

#include "fore-sarimax-forecast.h"
#include "fore-sarimax-gaps.h"
#include "fore-stl.h"
#include "fore-unit-root.h"

#define LARGEST_P        5
#define LARGEST_SEASONAL 2
#define LARGEST_D        2
#define STRONG_SEASON    0.64 /* Hyndman's choice */
/* Roots any closer to the unit circle are not trusted: waves that follow noise. Seasons that hardly
 * change do come close. */
#define NEAREST_ROOT          1.001
#define NEAREST_SEASONAL_ROOT 1.0001

#define N_FINALISTS    3
#define NEARLY_AS_GOOD 1.0 /* a difference of criteria that means nothing */
#define SAME_PEAK      0.1 /* one that gaps make between fits with and without them */
#define MOST_MODELS    94  /* as many as the published search tries at most */

#define N_CANDIDATES \
  ((LARGEST_P + 1) * (LARGEST_P + 1) * (LARGEST_SEASONAL + 1) * (LARGEST_SEASONAL + 1) * 2)

typedef struct {
  gsize n;
  const double *y;
  double *filled;     /* y without its gaps, to rank models by, */
  gboolean is_filled; /* unless there are none or too many */
  guint n_regressors;
  const double *X;
  ForeArimaOrder differences;
  gboolean allows_intercept;
  GCancellable *cancellable;
  guint n_tried;
  ForeSarimaxFit *fits[N_CANDIDATES]; /* what was tried */
} Search;

/**
 * fore_sarimax_choose_differences:
 * @n: number of values
 * @y: (array length=n): a series, NaN where missing, one value known at least
 * @period: season length, 1 for none
 * @d: (out): ordinary differences, 0 to 2
 * @D: (out): seasonal differences, 0 or 1
 *
 * A seasonal difference where the season is strong, then as many others as the KPSS test asks
 * for.
 */
void
fore_sarimax_choose_differences (gsize n, const double *y, guint period, guint *d, guint *D)
{
  g_autofree double *x = fore_sarimax_fill_gaps (n, y, period);

  *D = period > 1 && n > 2 * period + 1 &&
       fore_stl_seasonal_strength (n, x, period) > STRONG_SEASON;
  if (*D > 0) {
    n -= period;
    for (gsize t = 0; t < n; t++)
      x[t] = x[t + period] - x[t];
  }
  *d = fore_count_differences (n, x, LARGEST_D);
}

static guint
number_of (const ForeArimaOrder *order, gboolean has_intercept)
{
  guint number = order->p;

  number = number * (LARGEST_P + 1) + order->q;
  number = number * (LARGEST_SEASONAL + 1) + order->P;
  number = number * (LARGEST_SEASONAL + 1) + order->Q;

  return number * 2 + has_intercept;
}

static gboolean
has_trusted_roots (const ForeSarimaxFit *fit)
{
  const ForeArimaOrder *order = &fit->order;
  const double *ar = fit->coefficients, *ma = ar + order->p;
  const double *seasonal_ar = ma + order->q, *seasonal_ma = seasonal_ar + order->P;
  double minus[LARGEST_P], minus_seasonal[LARGEST_SEASONAL];

  for (guint i = 0; i < order->q; i++)
    minus[i] = -ma[i];
  for (guint i = 0; i < order->Q; i++)
    minus_seasonal[i] = -seasonal_ma[i];

  return fore_arma_is_inside (order->p, ar, NEAREST_ROOT) &&
         fore_arma_is_inside (order->q, minus, NEAREST_ROOT) &&
         fore_arma_is_inside (order->P, seasonal_ar, NEAREST_SEASONAL_ROOT) &&
         fore_arma_is_inside (order->Q, minus_seasonal, NEAREST_SEASONAL_ROOT);
}

static gboolean
is_possible (const Search *search, const ForeArimaOrder *order, gboolean has_intercept)
{
  gsize n_parameters = order->p + order->q + order->P + order->Q + has_intercept +
                       search->n_regressors + 1;
  gsize lost = order->d + order->D * order->s;

  return order->p <= LARGEST_P && order->q <= LARGEST_P && order->P <= LARGEST_SEASONAL &&
         order->Q <= LARGEST_SEASONAL && (order->s > 1 || (order->P == 0 && order->Q == 0)) &&
         (!has_intercept || search->allows_intercept) && search->n > lost + n_parameters + 1;
}

/* The fit of a model, made now unless it was tried before; one that cannot be had has an infinite
 * criterion. */
static const ForeSarimaxFit *
try_model (Search *search,
           const ForeArimaOrder *order,
           gboolean has_intercept,
           const ForeSarimaxFit *near)
{
  ForeSarimaxFit **fit;
  g_autoptr (ForeSarimax) model = NULL;

  if (!is_possible (search, order, has_intercept))
    return NULL;
  fit = &search->fits[number_of (order, has_intercept)];
  if (*fit != NULL || search->n_tried >= MOST_MODELS ||
      g_cancellable_is_cancelled (search->cancellable))
    return *fit;

  search->n_tried++;
  model = fore_sarimax_new (search->n, search->filled, search->n_regressors, search->X, order,
                            has_intercept);
  *fit = fore_sarimax_fit_roughly (model, near, search->cancellable);
  if (!isfinite ((*fit)->aicc) || !has_trusted_roots (*fit))
    (*fit)->aicc = INFINITY;

  return *fit;
}

static const ForeSarimaxFit *
better_of (const ForeSarimaxFit *a, const ForeSarimaxFit *b)
{
  if (a == NULL || b == NULL)
    return a == NULL ? b : a;

  return b->aicc < a->aicc ? b : a;
}

/* Steps from a model to the first neighbour that is better, as long as there is one. */
static void
walk (Search *search, const ForeSarimaxFit *here)
{
  static const gint8 moves[][4] = {
    { 0, 0, -1, 0 }, { 0, 0, 0, -1 }, { 0, 0, 1, 0 },   { 0, 0, 0, 1 },  { 0, 0, -1, -1 },
    { 0, 0, -1, 1 }, { 0, 0, 1, -1 }, { 0, 0, 1, 1 },   { -1, 0, 0, 0 }, { 0, -1, 0, 0 },
    { 1, 0, 0, 0 },  { 0, 1, 0, 0 },  { -1, -1, 0, 0 }, { -1, 1, 0, 0 }, { 1, -1, 0, 0 },
    { 1, 1, 0, 0 },  { 0, 0, 0, 0 }, /* with or without an intercept */
  };
  guint i = 0;

  while (here != NULL && i < G_N_ELEMENTS (moves)) {
    gboolean keeps_intercept = i + 1 < G_N_ELEMENTS (moves);
    ForeArimaOrder order = here->order;
    const ForeSarimaxFit *there;

    /* Below zero is far above the largest order, which is_possible() refuses. */
    order.p += moves[i][0];
    order.q += moves[i][1];
    order.P += moves[i][2];
    order.Q += moves[i][3];
    there = try_model (search, &order, here->has_intercept == keeps_intercept, here);
    i++;
    if (better_of (here, there) != here) {
      here = there;
      i = 0;
    }
  }
}

/* The best fit that was tried. */
static ForeSarimaxFit **
find_best (Search *search)
{
  gsize best = 0;

  for (gsize i = 1; i < N_CANDIDATES; i++)
    if (better_of (search->fits[best], search->fits[i]) != search->fits[best])
      best = i;

  return &search->fits[best];
}

/* Tries the published search's first models and walks from the best, then from the largest: a
 * walk from the small ones alone may end before it meets what only several terms can show. A
 * walk keeps its intercept, or goes without, all too long: where both are nearly as good, one
 * starts from the other, too. */
static void
walk_from_first_models (Search *search)
{
  static const guint8 first[][4] = {
    { 2, 2, 1, 1 }, { 0, 0, 0, 0 }, { 1, 0, 1, 0 }, { 0, 1, 0, 1 }
  };
  gboolean is_seasonal = search->differences.s > 1;
  const ForeSarimaxFit *best = NULL, *largest = NULL, *other;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++) {
    ForeArimaOrder order = search->differences;
    const ForeSarimaxFit *fit;

    order.p = first[i][0];
    order.q = first[i][1];
    order.P = is_seasonal ? first[i][2] : 0;
    order.Q = is_seasonal ? first[i][3] : 0;
    fit = try_model (search, &order, search->allows_intercept, NULL);
    best = better_of (best, fit);
    largest = i == 0 ? fit : largest;
  }
  best = better_of (best, try_model (search, &search->differences, FALSE, NULL));
  walk (search, best);
  walk (search, largest);

  best = *find_best (search);
  other = best != NULL ? try_model (search, &best->order, !best->has_intercept, best) : NULL;
  if (other != NULL && other->aicc < best->aicc + NEARLY_AS_GOOD)
    walk (search, other);
}

static void
forget (Search *search)
{
  for (gsize i = 0; i < N_CANDIDATES; i++)
    g_clear_pointer (&search->fits[i], fore_sarimax_fit_free);
  search->n_tried = 0;
}

/* Fills the gaps with what the best model found so far predicts there from the values before,
 * so that no gap is a shock to it. */
static void
fill_as_predicted (Search *search)
{
  g_autoptr (ForeSarimaxFit) best = g_steal_pointer (find_best (search));
  g_autofree double *mean = g_new (double, search->n);
  g_autofree double *variance = g_new (double, search->n);
  g_autoptr (ForeSarimax) model = NULL;

  if (best == NULL || !isfinite (best->aicc))
    return;
  model = fore_sarimax_new (search->n, search->y, search->n_regressors, search->X, &best->order,
                            best->has_intercept);
  if (!fore_sarimax_forecast (model, best, 0, search->X, FALSE, mean, variance))
    return;
  for (gsize t = 0; t < search->n; t++)
    if (isnan (search->y[t]) && isfinite (mean[t]))
      search->filled[t] = mean[t];
}

/* Takes what comes of a model on the series itself, from where its fit to the series without gaps
 * ended, where that is better. What is far behind at the start does not catch up. */
static ForeSarimaxFit *
polish (Search *search, ForeSarimaxFit *best, const ForeSarimaxFit *near)
{
  g_autoptr (ForeSarimax) model = fore_sarimax_new (search->n, search->y, search->n_regressors,
                                                    search->X, &near->order, near->has_intercept);
  g_autoptr (ForeSarimaxFit) start = fore_sarimax_fit_at (model, near);
  g_autoptr (ForeSarimaxFit) fit = NULL;

  if (best != NULL && start->aicc > best->aicc + NEARLY_AS_GOOD)
    return best;
  fit = fore_sarimax_fit_polish (model, near, search->cancellable);
  if (better_of (best, fit) != fit)
    return best;
  fore_sarimax_fit_free (best);

  return g_steal_pointer (&fit);
}

/* Fits the best few again, to full accuracy, and the one taken from several starts. */
static ForeSarimaxFit *
decide (Search *search)
{
  ForeSarimaxFit *best = NULL;
  g_autoptr (ForeSarimax) model = NULL;
  g_autoptr (ForeSarimaxFit) known = NULL;
  g_autoptr (ForeSarimaxFit) again = NULL;

  for (guint i = 0; i < N_FINALISTS && !g_cancellable_is_cancelled (search->cancellable); i++) {
    g_autoptr (ForeSarimaxFit) rough = g_steal_pointer (find_best (search));

    if (rough != NULL && isfinite (rough->aicc))
      best = polish (search, best, rough);
  }
  if (best == NULL || g_cancellable_is_cancelled (search->cancellable))
    return best;

  model = fore_sarimax_new (search->n, search->filled, search->n_regressors, search->X,
                            &best->order, best->has_intercept);
  again = fore_sarimax_fit (model, best, search->cancellable);
  known = fore_sarimax_fit_at (model, best);
  if (again->aicc < known->aicc - (search->is_filled ? SAME_PEAK : 0.0))
    best = polish (search, best, again);

  return best;
}

/**
 * fore_sarimax_search:
 * @n: number of values
 * @y: (array length=n): the series, NaN where missing
 * @n_regressors: number of regressors
 * @X: (nullable) (array): the regressors, @n values each
 * @differences: d, D and s; the other orders are not looked at
 * @cancellable: (nullable): asked each iteration
 *
 * Chooses the orders of a model with these differences, p and q up to 5, P and Q up to 2, with
 * a mean or a drift where d + D is at most 1.
 *
 * Returns: (transfer full) (nullable): the best model's fit, %NULL when the series is too short
 *   for any or the search was cancelled
 */
ForeSarimaxFit *
fore_sarimax_search (gsize n,
                     const double *y,
                     guint n_regressors,
                     const double *X,
                     const ForeArimaOrder *differences,
                     GCancellable *cancellable)
{
  g_autofree Search *search = g_new0 (Search, 1);
  g_autofree double *filled = fore_sarimax_fill_gaps (n, y, MAX (differences->s, 1));
  gboolean is_filled = fore_sarimax_has_few_gaps (n, y);
  ForeSarimaxFit *best;

  if (!is_filled)
    memcpy (filled, y, n * sizeof *y);
  search->n = n;
  search->y = y;
  search->filled = filled;
  search->is_filled = is_filled;
  search->n_regressors = n_regressors;
  search->X = X;
  search->differences = (ForeArimaOrder){ .d = differences->d,
                                          .D = differences->D,
                                          .s = differences->s };
  search->allows_intercept = differences->d + differences->D <= 1;
  search->cancellable = cancellable;

  walk_from_first_models (search);
  if (search->is_filled) {
    fill_as_predicted (search);
    forget (search);
    walk_from_first_models (search);
  }
  best = decide (search);
  forget (search);

  return best;
}
