/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sarimax-search.h"
#include "fore-sarimax-columns.h"

#include <math.h>

#include "sarimax-cases.h"

/* What R's auto.arima (forecast 8.20, no approximation) reaches: the corrected criterion of
 * ARIMA(0,1,1)(0,1,1)[12] and of ARIMA(1,1,2)(0,1,1)[12]. With the same differences a search
 * may end at other orders, but not at more than 2 above. */
static void
test_published_results (void)
{
  static const struct {
    const double *y;
    gsize n;
    gboolean takes_logs;
    double aicc;
  } results[] = {
    { air_passengers, G_N_ELEMENTS (air_passengers), TRUE, -483.204 },
    { wine_sales, G_N_ELEMENTS (wine_sales), FALSE, 3004.48 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autofree double *y = g_new (double, results[i].n);
    ForeArimaOrder order = { .s = 12 };
    g_autoptr (ForeSarimaxFit) fit = NULL;

    for (gsize t = 0; t < results[i].n; t++)
      y[t] = results[i].takes_logs ? log (results[i].y[t]) : results[i].y[t];
    fore_sarimax_choose_differences (results[i].n, y, 12, &order.d, &order.D);
    g_assert_cmpuint (order.d, ==, 1);
    g_assert_cmpuint (order.D, ==, 1);
    fit = fore_sarimax_search (results[i].n, y, 0, NULL, &order, NULL);
    g_assert_cmpfloat (fit->aicc, <, results[i].aicc + 2.0);
  }
}

/* Normal enough, and the same in every run. */
static double
draw (GRand *random)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);

  return sum;
}

/* The order that made a series is always in reach: the search may find one that fits better,
 * but none that is worse. */
static void
test_made_series (void)
{
  static const struct {
    ForeArimaOrder order;
    double coefficients[4];
  } made[] = {
    { { 1, 0, 0, 0, 0, 0, 7 }, { 0.8 } },
    { { 0, 1, 1, 0, 0, 0, 7 }, { -0.6 } },
    { { 2, 0, 0, 0, 0, 1, 7 }, { 0.5, -0.4, 0.5 } },
    { { 1, 0, 1, 1, 0, 0, 7 }, { 0.7, 0.4, 0.6 } },
  };
  const gsize n = 400, warm = 200;

  for (guint i = 0; i < G_N_ELEMENTS (made); i++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (i + 1);
    g_autofree double *y = g_new0 (double, n + warm);
    g_autofree double *e = g_new0 (double, n + warm);
    g_autoptr (ForeSarimax)
        model = fore_sarimax_new (n, y, 0, NULL, &made[i].order, made[i].order.d == 0);
    g_autoptr (ForeSarimaxFit) truth = NULL;
    g_autoptr (ForeSarimaxFit) found = NULL;

    fore_sarimax_set_coefficients (model, made[i].coefficients);
    for (gsize t = 0; t < n + warm; t++) {
      y[t] = e[t] = draw (random);
      for (guint k = 1; k <= model->arma->p && k <= t; k++)
        y[t] += model->arma->phi[k - 1] * y[t - k];
      for (guint k = 1; k <= model->arma->q && k <= t; k++)
        y[t] += model->arma->theta[k] * e[t - k];
    }
    for (gsize t = 1; t < n + warm && made[i].order.d > 0; t++)
      y[t] += y[t - 1];

    fore_sarimax_free (model);
    model = fore_sarimax_new (n, y + warm, 0, NULL, &made[i].order, made[i].order.d == 0);
    truth = fore_sarimax_fit (model, NULL, NULL);
    found = fore_sarimax_search (n, y + warm, 0, NULL, &made[i].order, NULL);
    g_assert_cmpfloat (found->aicc, <, truth->aicc + 2.0);
    g_assert_cmpuint (found->order.d, ==, made[i].order.d);
  }
}

static void
test_differences (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double noise[300], walk[300], season[300];
  guint d, D;

  for (gsize t = 0; t < 300; t++) {
    noise[t] = draw (random);
    walk[t] = noise[t] + (t > 0 ? walk[t - 1] : 0.0);
    season[t] = noise[t] + 10.0 * (double) (t % 7);
  }
  fore_sarimax_choose_differences (300, noise, 7, &d, &D);
  g_assert_cmpuint (d + D, ==, 0);
  fore_sarimax_choose_differences (300, walk, 7, &d, &D);
  g_assert_cmpuint (d, ==, 1);
  g_assert_cmpuint (D, ==, 0);
  season[40] = season[41] = NAN;
  fore_sarimax_choose_differences (300, season, 7, &d, &D);
  g_assert_cmpuint (D, ==, 1);
  fore_sarimax_choose_differences (300, season, 1, &d, &D);
  g_assert_cmpuint (D, ==, 0);
}

/* A year of one wave is found with its size, and none where there is none. */
static void
test_year (void)
{
  const ForeSarimaxColumns columns = { .year = 365.25 };
  const gsize n = 800;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (3);
    g_autofree double *y = g_new (double, n);
    g_autoptr (ForeSarimaxFit) fit = NULL;

    for (gsize t = 0; t < n; t++)
      y[t] = draw (random) + (i > 0 ? 5.0 * sin (2.0 * G_PI * (double) t / 365.25) : 0.0);
    fit = fore_sarimax_columns_search (&columns, n, y, 7, NULL);
    if (i == 0) {
      g_assert_null (fit);
      continue;
    }
    g_assert_cmpuint (fit->n_regressors, >=, 2);
    g_assert_cmpfloat_with_epsilon (fit->beta[0], 5.0, 0.3);
    g_assert_cmpfloat_with_epsilon (fit->beta[1], 0.0, 0.3);
  }
}

static void
test_too_short (void)
{
  const double y[] = { 1.0, 2.0 };
  const ForeArimaOrder order = { .s = 7 };

  g_assert_null (fore_sarimax_search (1, y, 0, NULL, &order, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sarimax-search/published-results", test_published_results);
  g_test_add_func ("/sarimax-search/made-series", test_made_series);
  g_test_add_func ("/sarimax-search/differences", test_differences);
  g_test_add_func ("/sarimax-search/year", test_year);
  g_test_add_func ("/sarimax-search/too-short", test_too_short);

  return g_test_run ();
}
