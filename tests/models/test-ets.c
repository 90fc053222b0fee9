/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-tangent.h"
#include "fore-ets.h"

#include <math.h>

#include "classic-series.h"
#include "ets-forms.h"

#define AIR_N  G_N_ELEMENTS (air_passengers)
#define AIR    air_passengers, AIR_N
#define DEATHS accidental_deaths, G_N_ELEMENTS (accidental_deaths)

/*
 * Sums of squares, log-likelihood (R's convention), last level and forecasts 1 and 30 steps
 * ahead with alpha = 0.3, beta = 0.04, gamma = 0.12, phi = 0.92 and the initial states of
 * new_example(). Computed in long double by an implementation of its own and confirmed by
 * statsmodels 0.13.5; relative tolerance 1e-10.
 */
static const struct {
  const double *y;
  gsize n;
  const char *form;
  double sse, sum_e2, log_likelihood, last_level, forecast_1, forecast_30;
} given[] = {
  { AIR, "AAA", 114008.77673215287, 114008.77673215282, -838.37021135700047, 496.13304829988772,
    476.09946245630783, 622.25119962675797 },
  { AIR, "AAAd", 112468.32508013134, 112468.32508013138, -837.39073724203172, 487.53310179115977,
    470.0041987378786, 543.36421458337384 },
  { AIR, "ANA", 105508.57740628719, 105508.57740628719, -832.79142223363124, 470.05396329410058,
    459.50672620289942, 523.38386027995682 },
  { AIR, "MAM", 37150.636867777037, 0.32848619415102348, -717.66983488174162, 497.48389868052266,
    455.56136936316238, 697.93149270726872 },
  { AIR, "MAMd", 39347.651089367515, 0.34963096268913862, -720.65109644874019, 486.5952464242792,
    450.83583628191496, 586.9772018808037 },
  { AIR, "MNM", 45710.761347605607, 0.44240147676879171, -735.14899027220736, 467.23105155527867,
    442.46562782167535, 548.27017418912124 },
  { AIR, "MAA", 114008.77673215287, 0.90268234896891186, -791.22332705915812, 496.13304829988772,
    476.09946245630783, 622.25119962675797 },
  { AIR, "AAM", 37150.636867777037, 37150.636867777037, -757.63700590624956, 497.48389868052266,
    455.56136936316238, 697.93149270726872 },
  { AIR, "AAMd", 39347.651089367515, 39347.651089367515, -761.77379226891492, 486.5952464242792,
    450.83583628191496, 586.9772018808037 },
  { AIR, "AANd", 341431.61102178216, 341431.6110217821, -917.34499277186467, 471.52023790328377,
    468.59990825043872, 438.00822142819578 },
  { AIR, "ANN", 300810.57079435379, 300810.57079435379, -908.22499291503436, 461.76658863311889,
    461.76658863311889, 461.76658863311889 },
  { DEATHS, "AAA", 9757174.2547900043, 9757174.2547900025, -579.36648216220499, 9104.1100178198922,
    8397.092830390091, 11724.779718787526 },
  { DEATHS, "AAAd", 9392164.3932023346, 9392164.3932023328, -577.99390767955197, 9112.0528667523122,
    8369.7988400458307, 10571.984477137155 },
  { DEATHS, "ANA", 8893940.1928208172, 8893940.192820821, -576.03170612120641, 9117.5266560895689,
    8303.1916612532277, 10046.366388809141 },
  { DEATHS, "MAM", 8592879.1751482282, 0.12106919290490305, -577.06456387660273, 9130.8248945465566,
    8419.5664067773796, 12066.771791560386 },
  { DEATHS, "MAMd", 8260653.1307077836, 0.11560232060043726, -575.6445232605754, 9140.299826857452,
    8395.7237095855016, 10703.092520349512 },
  { DEATHS, "MNM", 7992718.8701376561, 0.11040093500707217, -574.32235935132337, 9135.8146804966109,
    8326.8587459499067, 10069.624198859623 },
  { DEATHS, "MAA", 9757174.2547900043, 0.14185643189980263, -582.74142921814314, 9104.1100178198922,
    8397.092830390091, 11724.779718787526 },
  { DEATHS, "AAM", 8592879.1751482282, 8592879.1751482282, -574.79199895260945, 9130.8248945465566,
    8419.5664067773796, 12066.771791560386 },
  { DEATHS, "AAMd", 8260653.1307077836, 8260653.1307077846, -573.37251169987553, 9140.299826857452,
    8395.7237095855016, 10703.092520349512 },
  { DEATHS, "AANd", 68097069.555670425, 68097069.555670425, -649.31201059341265, 9229.6249447598602,
    9256.2147864052677, 9534.7546106600021 },
  { DEATHS, "ANN", 58421095.531170294, 58421095.531170294, -643.79475386716581, 9112.1245127221246,
    9112.1245127221246, 9112.1245127221246 },
};

/* Level and season from the first year, trend from the first two. */
static ForeEts *
new_example (const char *name, const double *y, guint m)
{
  ForeEtsForm form = parse_form (name, m);
  ForeEts *ets = fore_ets_new (&form);
  double second = 0.0;

  for (guint j = 0; j < m; j++) {
    ets->l += y[j] / m;
    second += y[j + m] / m;
  }
  ets->alpha = 0.3;
  if (form.trend != FORE_ETS_NONE) {
    ets->beta = 0.04;
    ets->b = (second - ets->l) / m;
  }
  if (form.damped)
    ets->phi = 0.92;
  if (form.season != FORE_ETS_NONE) {
    ets->gamma = 0.12;
    for (guint j = 0; j < m; j++)
      ets->s[j] = form.season == FORE_ETS_ADDITIVE ? y[j] - ets->l : y[j] / ets->l;
  }
  return ets;
}

static double
expected_ahead (const ForeEts *end, gsize horizon)
{
  g_autofree double *unknown = g_new (double, horizon);
  g_autofree double *mu = g_new (double, horizon);
  g_autoptr (ForeEts) ets = fore_ets_copy (end);
  ForeEtsSums sums;

  for (gsize h = 0; h < horizon; h++)
    unknown[h] = NAN;
  g_assert_true (fore_ets_filter (ets, horizon, unknown, mu, NULL, &sums));
  g_assert_cmpuint (sums.n, ==, 0);
  return mu[horizon - 1];
}

static void
test_given_parameters (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (given); k++) {
    g_autoptr (ForeEts) ets = new_example (given[k].form, given[k].y, 12);
    ForeEtsSums sums;

    g_assert_true (fore_ets_filter (ets, given[k].n, given[k].y, NULL, NULL, &sums));
    g_assert_cmpuint (sums.n, ==, given[k].n);
    assert_close (sums.sse, given[k].sse, 1e-10);
    assert_close (sums.sum_e2 / given[k].sum_e2, 1.0, 1e-10);
    assert_close (fore_ets_log_likelihood (&sums), given[k].log_likelihood, 1e-10);
    assert_close (ets->l, given[k].last_level, 1e-10);
    assert_close (expected_ahead (ets, 1), given[k].forecast_1, 1e-10);
    assert_close (expected_ahead (ets, 30), given[k].forecast_30, 1e-10);
  }
}

static void
test_names (void)
{
  static const struct {
    const char *form, *name;
    guint n_parameters;
  } expected[] = {
    { "ANN", "ETS(A,N,N)", 2 },  { "MAN", "ETS(M,A,N)", 4 },    { "AANd", "ETS(A,Ad,N)", 5 },
    { "MNM", "ETS(M,N,M)", 14 }, { "AAAd", "ETS(A,Ad,A)", 17 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (expected); k++) {
    ForeEtsForm form = parse_form (expected[k].form, 12);
    g_autofree char *name = fore_ets_form_to_string (&form);

    g_assert_cmpstr (name, ==, expected[k].name);
    g_assert_cmpuint (fore_ets_form_n_parameters (&form), ==, expected[k].n_parameters);
  }
}

/* What is expected does not depend on how level and season share what they have in common. */
static void
test_normalize (void)
{
  static const char *const forms[] = { "AAA", "MAM", "AAMd", "ANN" };

  for (gsize k = 0; k < G_N_ELEMENTS (forms); k++) {
    g_autoptr (ForeEts) ets = new_example (forms[k], air_passengers, 12);
    g_autoptr (ForeEts) other = fore_ets_copy (ets);
    gboolean is_additive = ets->form.season != FORE_ETS_MULTIPLICATIVE;
    ForeEtsSums sums, other_sums;
    double sum = 0.0;

    if (ets->form.season != FORE_ETS_NONE) {
      for (guint j = 0; j < 12; j++)
        other->s[j] = is_additive ? other->s[j] + 5.0 : other->s[j] * 3.0;
      other->l = is_additive ? other->l - 5.0 : other->l / 3.0;
      other->b = is_additive ? other->b : other->b / 3.0;
    }
    fore_ets_normalize (other);
    for (guint j = 0; j < other->form.m; j++)
      sum += other->s[j];
    assert_close (sum, is_additive ? 0.0 : 12.0, 1e-12);
    g_assert_true (fore_ets_filter (ets, AIR_N, air_passengers, NULL, NULL, &sums));
    g_assert_true (fore_ets_filter (other, AIR_N, air_passengers, NULL, NULL, &other_sums));
    assert_close (other_sums.sse, sums.sse, 1e-11);
  }
}

/* A value that is as expected and one that is missing leave the same state. */
static void
test_missing (void)
{
  g_autofree double *y = g_memdup2 (air_passengers, sizeof air_passengers);
  g_autofree double *mu = g_new (double, AIR_N);
  g_autoptr (ForeEts) with_gap = new_example ("MAM", y, 12);
  g_autoptr (ForeEts) as_expected = fore_ets_copy (with_gap);
  ForeEtsSums sums, other_sums;

  y[50] = y[51] = y[143] = NAN;
  g_assert_true (fore_ets_filter (with_gap, AIR_N, y, mu, NULL, &sums));
  g_assert_cmpuint (sums.n, ==, AIR_N - 3);
  y[50] = mu[50];
  y[51] = mu[51];
  y[143] = mu[143];
  g_assert_true (fore_ets_filter (as_expected, AIR_N, y, NULL, NULL, &other_sums));
  assert_close (with_gap->l, as_expected->l, 1e-13);
  assert_close (sums.sum_e2 / other_sums.sum_e2, 1.0, 1e-13);
  for (guint j = 0; j < 12; j++)
    assert_close (with_gap->s[j], as_expected->s[j], 1e-13);
}

static double *
free_quantity (ForeEts *ets, const ForeEtsTangent *tangent, int i)
{
  if (i == 0)
    return &ets->alpha;
  if (i == tangent->beta)
    return &ets->beta;
  if (i == tangent->gamma)
    return &ets->gamma;
  if (i == tangent->phi)
    return &ets->phi;
  if (i == tangent->l)
    return &ets->l;
  if (i == tangent->b)
    return &ets->b;
  return &ets->s[i - tangent->s];
}

static double
objective_at (const ForeEts *at,
              int i,
              double shift,
              const double *y,
              const ForeEtsTangent *tangent)
{
  g_autoptr (ForeEts) ets = fore_ets_copy (at);
  ForeEtsSums sums;

  *free_quantity (ets, tangent, i) += shift;
  g_assert_true (fore_ets_filter (ets, AIR_N, y, NULL, NULL, &sums));
  return -fore_ets_log_likelihood (&sums);
}

/* Derivatives against central differences, with missing values too. */
static void
test_tangents (void)
{
  static const char *const forms[] = { "ANN", "AAN",  "AANd", "ANA",  "AAAd", "MNN", "MANd",
                                       "MAA", "MAAd", "MNM",  "MAMd", "AAM",  "MAM" };

  for (gsize k = 0; k < G_N_ELEMENTS (forms); k++) {
    g_autofree double *y = g_memdup2 (air_passengers, sizeof air_passengers);
    g_autoptr (ForeEts) ets = NULL;
    g_autoptr (ForeEtsTangent) tangent = NULL;

    for (gsize t = 0; t < AIR_N; t++)
      y[t] /= 512.0;
    ets = new_example (forms[k], y, 12);
    y[30] = y[31] = NAN;
    tangent = fore_ets_tangent_new (&ets->form);
    g_assert_true (fore_ets_tangent_run (tangent, ets, AIR_N, y));
    assert_close (tangent->objective, objective_at (ets, 0, 0.0, y, tangent), 1e-12);
    g_assert_cmpuint (tangent->n_free, ==, fore_ets_form_n_parameters (&ets->form));
    for (guint i = 0; i < tangent->n_free; i++) {
      double h = 1e-5;
      double slope = (objective_at (ets, (int) i, h, y, tangent) -
                      objective_at (ets, (int) i, -h, y, tangent)) /
                     (2.0 * h);

      assert_close (tangent->gradient[i], slope, 1e-5);
      g_assert_cmpfloat (tangent->curvature[i * tangent->stride + i], >, 0.0);
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ets/given-parameters", test_given_parameters);
  g_test_add_func ("/ets/names", test_names);
  g_test_add_func ("/ets/normalize", test_normalize);
  g_test_add_func ("/ets/missing", test_missing);
  g_test_add_func ("/ets/tangents", test_tangents);
  return g_test_run ();
}
