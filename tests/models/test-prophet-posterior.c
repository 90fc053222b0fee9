/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Box and Jenkins' airline air_passengers with multiplicative seasonality: what R's prophet 1.0
 * (rstan 2.21.7) finds, and the maximum of the same posterior, found by an independent proximal
 * Gauss-Newton method whose result satisfies the conditions of Karush, Kuhn and Tucker. */
#include "fore-prophet-posterior.h"

#include <math.h>
#include <string.h>

#include "classic-series.h"
#include "fore-prophet-band.h"
#include "fore-prophet-expansion.h"
#include "fore-prophet-fit.h"
#include "fore-random.h"

enum { N = 144, HORIZON = 30 };

/* k, m, beta, delta of R's prophet. */
static const double found_by_r[2 + 20 + 25] = {
  0.394576968861236,       0.182694298590305,      0.011790931121692501,   -0.17577841909856101,
  -0.0038339820659918601,  0.133263702549477,      0.0057963755289609899,  -0.027473973726170099,
  0.059073227238665801,    0.0079901233018630502,  -0.0131110254485812,    -0.065579774686289602,
  -0.086533944986077693,   -0.014232814078561499,  -0.0126683943666368,    0.070094518263197098,
  0.075775343792716193,    0.024485524230525298,   0.036151268210227197,   0.025331820610743998,
  -0.036430166417378999,   -0.068310611649721298,  3.0202673756144098e-09, 3.9161546181585103e-07,
  0.00060600429500093399,  0.086416313897440505,   8.8015518115056307e-06, 3.9145456128390299e-05,
  3.2648398199340002e-09,  7.2611422267811001e-09, 3.78672527499159e-09,   -8.8035149672605105e-09,
  -8.3874380784032803e-09, 4.8263221358735302e-08, 0.00023001351375539201, 0.14946744690757899,
  0.13367956935855299,     3.73649384482734e-09,   6.7420571239446802e-09, -1.5098072218721099e-08,
  -0.0021377216068210201,  -0.066825725514577897,  -0.074510646497112504,  -0.034542871498553299,
  1.6773608881661599e-08,  1.3632304796942699e-10, 0.22292974515363501,
};

#define SIGMA_FOUND_BY_R 0.0164962101267335

static ForeProphetDesign *
new_airline_design (gboolean is_multiplicative)
{
  ForeProphetSettings settings = FORE_PROPHET_SETTINGS_INIT;
  ForeProphetTerm term[2];
  ForeDay day[N + HORIZON];

  for (int i = 0; i < N + HORIZON; i++)
    day[i] = fore_day_from_date (1949 + i / 12, 1 + i % 12, 1);
  settings.n_terms = fore_prophet_default_terms (N, day, air_passengers, is_multiplicative, term);
  settings.term = term;
  g_assert_cmpuint (settings.n_terms, ==, 1);
  return fore_prophet_design_new (&settings, N, HORIZON, day, air_passengers);
}

static void
test_value_at_given_parameters (void)
{
  g_autoptr (ForeProphetDesign) design = new_airline_design (TRUE);
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit_new (design);
  double squares;

  memcpy (fit->x, found_by_r, sizeof found_by_r);
  squares = fore_prophet_evaluate (design, fit);
  g_assert_cmpfloat_with_epsilon (
      fore_prophet_log_posterior (design, fit->x, SIGMA_FOUND_BY_R, squares), 503.52869386326563,
      1e-9);
}

static void
test_maximum (void)
{
  static const double value[] = { 452.433819093831, 652.494562532281, 541.307151382654,
                                  528.4144734005, 591.25245048828 };
  static const double trend[] = { 497.088236657535, 522.245898652058, 547.403560646587,
                                  572.798559075027, 597.956221069556 };
  static const double season[] = { -0.0898319740253044, 0.249401027784806, -0.0111369558077628,
                                   -0.0774863780142879, -0.0112111394531283 };
  g_autoptr (ForeProphetDesign) design = new_airline_design (TRUE);
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit (design, NULL, NULL, NULL);

  g_assert_cmpfloat (fit->log_posterior, >=, 503.888316753568 - 1e-6);
  g_assert_cmpfloat (fore_prophet_optimality_gap (design, fit), <, 1e-7);
  for (gsize i = 0; i < G_N_ELEMENTS (value); i++) {
    gsize row = N + 7 * i;

    g_assert_cmpfloat_with_epsilon (design->y_scale * fit->trend[row], trend[i], 1e-2);
    g_assert_cmpfloat_with_epsilon (fit->multiplicative[row], season[i], 1e-5);
    g_assert_cmpfloat_with_epsilon (
        design->y_scale * fit->trend[row] * (1 + fit->multiplicative[row]), value[i], 1e-2);
  }
}

/* Both places to start from lead to the same maximum. */
static void
test_maximum_from_additive (void)
{
  g_autoptr (ForeProphetDesign) additive_design = new_airline_design (FALSE);
  g_autoptr (ForeProphetDesign) design = new_airline_design (TRUE);
  g_autoptr (ForeProphetFit) additive = fore_prophet_fit (additive_design, NULL, NULL, NULL);
  g_autofree double *start = fore_prophet_multiplicative_start (design, additive);
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit (design, start, NULL, NULL);

  g_assert_cmpfloat (fore_prophet_optimality_gap (additive_design, additive), <, 1e-7);
  g_assert_cmpfloat (fore_prophet_optimality_gap (design, fit), <, 1e-7);
  g_assert_cmpfloat_with_epsilon (fit->log_posterior, 503.888316753568, 1e-6);
}

/* Equally spaced among the first 0.8 * 144 values, a half rounded to even: R's list. */
static void
test_changepoints (void)
{
  static const char *const date[25] = { "1949-06-01", "1949-10-01", "1950-03-01", "1950-07-01",
                                        "1950-12-01", "1951-04-01", "1951-09-01", "1952-01-01",
                                        "1952-06-01", "1952-11-01", "1953-03-01", "1953-08-01",
                                        "1953-12-01", "1954-05-01", "1954-09-01", "1955-02-01",
                                        "1955-07-01", "1955-11-01", "1956-04-01", "1956-08-01",
                                        "1957-01-01", "1957-05-01", "1957-10-01", "1958-02-01",
                                        "1958-07-01" };
  g_autoptr (ForeProphetDesign) design = new_airline_design (TRUE);

  g_assert_cmpuint (design->S, ==, 25);
  for (gsize j = 0; j < 25; j++) {
    ForeDay day = fore_day_parse (date[j], -1);

    g_assert_cmpfloat (design->t_change[j], ==, (day - design->t_start) / 4352.0);
    g_assert_cmpfloat (design->t[design->change_row[j]], ==, design->t_change[j]);
  }
}

/* R's 80 % and 95 % quantiles of 10,000 draws; their Monte Carlo error is 3 % of a half width. */
static void
test_band (void)
{
  static const struct {
    gsize h;
    double q025, q10, q90, q975;
  } drawn[] = {
    { 0, 431.694218934936, 438.41637320922, 464.716009743163, 471.701773792361 },
    { 14, 518.370335078924, 525.609437850992, 552.467333714688, 559.464471301831 },
    { 29, 642.769263104636, 651.930863238715, 685.455343279753, 694.417374496338 },
  };
  static const double level[] = { 0.80, 0.95 };
  g_autoptr (ForeProphetDesign) design = new_airline_design (TRUE);
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit_new (design);
  double change = 0;

  memcpy (fit->x, found_by_r, sizeof found_by_r);
  fore_prophet_evaluate (design, fit);
  for (gsize j = 0; j < 25; j++)
    change += fabs (found_by_r[22 + j]) / 25;
  for (gsize i = 0; i < G_N_ELEMENTS (drawn); i++) {
    gsize row = N + drawn[i].h;
    double ahead = design->t[row] - 1, factor = 1 + fit->multiplicative[row];
    ForeProphetFuture future = { SIGMA_FOUND_BY_R, 25 * ahead, change * ahead * factor };
    double half_width[2];

    fore_prophet_half_widths (&future, 2, level, half_width);
    g_assert_cmpfloat_with_epsilon (
        2 * half_width[0] * design->y_scale / (drawn[i].q90 - drawn[i].q10), 1, 0.03);
    g_assert_cmpfloat_with_epsilon (
        2 * half_width[1] * design->y_scale / (drawn[i].q975 - drawn[i].q025), 1, 0.03);
  }
}

/* A made-up shop with a kink, 300 of its 900 days unknown. */
static ForeProphetDesign *
new_shop_design (guint64 seed, gboolean is_multiplicative)
{
  enum { DAYS = 900 };
  g_autoptr (ForeRandom) random = fore_random_new (seed);
  ForeProphetSettings settings = FORE_PROPHET_SETTINGS_INIT;
  ForeProphetTerm term[2];
  g_autofree double *y = g_new (double, DAYS);
  g_autofree ForeDay *day = g_new (ForeDay, DAYS);

  for (int i = 0; i < DAYS; i++) {
    day[i] = 18000 + i;
    y[i] = 100 + 0.1 * i + 0.4 * MAX (i - 500, 0) + 20 * sin (i * 2 * G_PI / 7) +
           30 * cos (i * 2 * G_PI / 365.25) + 15 * gsl_ran_gaussian_ziggurat (random, 1);
    if (gsl_rng_uniform (random) < 1 / 3.0)
      y[i] = NAN;
  }
  settings.n_terms = fore_prophet_default_terms (DAYS, day, y, is_multiplicative, term);
  settings.term = term;
  return fore_prophet_design_new (&settings, DAYS, 0, day, y);
}

/* No step from the maximum, large or small, in one parameter or in all, goes up. */
static void
check_nothing_is_higher (const ForeProphetDesign *design, const ForeProphetFit *fit, guint64 seed)
{
  g_autoptr (ForeRandom) random = fore_random_new (seed);
  g_autoptr (ForeProphetFit) trial = fore_prophet_fit_new (design);
  gsize P = fore_prophet_n_parameters (design);

  for (int i = 0; i < 1000; i++) {
    double size = pow (10, -6 + i % 6), squares;
    gsize only = gsl_rng_uniform_int (random, 2 * P);

    for (gsize k = 0; k < P; k++)
      trial->x[k] = fit->x[k] +
                    (only >= P || only == k ? size * gsl_ran_gaussian_ziggurat (random, 1) : 0);
    squares = fore_prophet_evaluate (design, trial);
    g_assert_cmpfloat (fore_prophet_log_posterior (
                           design, trial->x, fore_prophet_sigma (design->T, squares), squares),
                       <=, fit->log_posterior + 1e-9);
  }
}

static void
test_nothing_is_higher (void)
{
  for (guint64 seed = 1; seed <= 6; seed++) {
    g_autoptr (ForeProphetDesign) design = new_shop_design (seed, seed % 2);
    g_autoptr (ForeProphetFit) fit = fore_prophet_fit (design, NULL, NULL, NULL);

    g_assert_cmpfloat (fore_prophet_optimality_gap (design, fit), <, 1e-7);
    check_nothing_is_higher (design, fit, seed + 100);
  }
}

/* Nor does the best point for any other sigma, far or near. */
static void
test_no_sigma_is_higher (void)
{
  for (guint64 seed = 11; seed <= 14; seed++) {
    g_autoptr (ForeProphetDesign) design = new_shop_design (seed, FALSE);
    g_autoptr (ForeProphetFit) fit = fore_prophet_fit (design, NULL, NULL, NULL);
    g_autoptr (ForeProphetFit) trial = fore_prophet_fit_new (design);
    gsize B = 2 + design->K;
    g_autoptr (ForeProphetQuadratic)
        quadratic = fore_prophet_quadratic_new (design->T, B, design->S, design->tau);

    fore_prophet_evaluate (design, trial);
    fore_prophet_expand (design, trial, FALSE, quadratic);
    for (double sigma = 1e-3; sigma < 2; sigma *= 1.1) {
      double squares = fore_prophet_quadratic_maximise (quadratic, sigma, trial->x);

      g_assert_cmpfloat_with_epsilon (squares, fore_prophet_evaluate (design, trial), 1e-9);
      g_assert_cmpfloat (fore_prophet_log_posterior (design, trial->x, sigma, squares), <=,
                         fit->log_posterior + 1e-9);
    }
  }
}

/* The cross products from running sums against the sums themselves. */
static void
test_cross_products (void)
{
  g_autoptr (ForeProphetDesign) design = new_shop_design (9, TRUE);
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit_new (design);
  gsize B = 2 + design->K, P = B + design->S;
  g_autoptr (ForeProphetQuadratic)
      quadratic = fore_prophet_quadratic_new (design->T, B, design->S, design->tau);
  g_autofree double *G = g_new0 (double, P *P);
  g_autofree double *J = g_new (double, P);

  for (gsize k = 0; k < P; k++)
    fit->x[k] = 0.1 * sin ((double) k);
  fore_prophet_evaluate (design, fit);
  fore_prophet_expand (design, fit, FALSE, quadratic);

  for (gsize i = 0; i < design->n; i++) {
    double factor = 1 + fit->multiplicative[i];

    if (isnan (design->y[i]))
      continue;
    J[0] = design->t[i] * factor;
    J[1] = factor;
    for (gsize k = 0; k < design->K; k++)
      J[2 + k] = design->X[i * design->stride + k] * fit->trend[i];
    for (gsize j = 0; j < design->S; j++)
      J[B + j] = MAX (design->t[i] - design->t_change[j], 0) * factor;
    for (gsize a = 0; a < P; a++)
      for (gsize b = 0; b < P; b++)
        G[a * P + b] += J[a] * J[b];
  }
  for (gsize a = 0; a < P * P; a++)
    g_assert_cmpfloat_with_epsilon (quadratic->G[a], G[a], 1e-10);
}

/* The paper writes logistic growth with rates and offsets that jump at the changepoints. */
static double
published_logistic (const ForeProphetDesign *design, const double *x, gsize row)
{
  double k = x[0], m = x[1];

  for (gsize j = 0; j < design->S && design->t_change[j] <= design->t[row]; j++) {
    double next = k + x[2 + design->K + j];

    m += (design->t_change[j] - m) * (1 - k / next);
    k = next;
  }
  return design->cap[row] / (1 + exp (-k * (design->t[row] - m)));
}

static void
test_logistic_growth (void)
{
  enum { DAYS = 400, AHEAD = 30 };
  g_autoptr (ForeRandom) random = fore_random_new (8);
  ForeProphetSettings settings = FORE_PROPHET_SETTINGS_INIT;
  ForeProphetTerm term[2];
  ForeDay day[DAYS + AHEAD];
  double y[DAYS], cap[DAYS + AHEAD];

  for (int i = 0; i < DAYS + AHEAD; i++) {
    day[i] = 18000 + i;
    cap[i] = 1000 + i;
    if (i < DAYS)
      y[i] = cap[i] / (1 + exp (-0.02 * (i - 150))) * (1 + 0.1 * sin (i * 2 * G_PI / 7)) +
             20 * gsl_ran_gaussian_ziggurat (random, 1);
  }
  settings.growth = FORE_GROWTH_LOGISTIC;
  settings.cap = cap;
  settings.term = term;
  for (int is_multiplicative = 0; is_multiplicative < 2; is_multiplicative++) {
    g_autoptr (ForeProphetDesign) design = NULL;
    g_autoptr (ForeProphetFit) fit = NULL;
    gsize last = DAYS + AHEAD - 1;

    settings.n_terms = fore_prophet_default_terms (DAYS, day, y, is_multiplicative, term);
    design = fore_prophet_design_new (&settings, DAYS, AHEAD, day, y);
    fit = fore_prophet_fit (design, NULL, NULL, NULL);
    g_assert_cmpfloat (fore_prophet_optimality_gap (design, fit), <, 1e-7);
    check_nothing_is_higher (design, fit, 11);
    for (gsize row = 0; row <= last; row++)
      g_assert_cmpfloat_with_epsilon (fit->trend[row], published_logistic (design, fit->x, row),
                                      1e-9);
    g_assert_cmpfloat (fit->trend[last], <, design->cap[last]);
    g_assert_cmpfloat (fit->trend[last], >, 0.95 * design->cap[last]);
  }
}

/* Prophet standardises regressors, so that their unit and zero are of no consequence. */
static void
test_regressor_unit_is_of_no_consequence (void)
{
  enum { DAYS = 60, AHEAD = 5 };
  double y[DAYS], price[2][DAYS + AHEAD], value[2];
  ForeDay day[DAYS + AHEAD];
  g_autoptr (ForeRandom) random = fore_random_new (5);

  for (int i = 0; i < DAYS + AHEAD; i++) {
    day[i] = 18000 + i;
    price[0][i] = gsl_rng_uniform (random);
    price[1][i] = 40 - 7 * price[0][i];
    if (i < DAYS)
      y[i] = 50 + 20 * price[0][i] + gsl_ran_gaussian_ziggurat (random, 1);
  }
  for (int unit = 0; unit < 2; unit++) {
    ForeProphetTerm term = { "regressors", 0, 0, 10, FALSE, price[unit] };
    ForeProphetSettings settings = FORE_PROPHET_SETTINGS_INIT;
    g_autoptr (ForeProphetDesign) design = NULL;
    g_autoptr (ForeProphetFit) fit = NULL;

    settings.n_terms = 1;
    settings.term = &term;
    design = fore_prophet_design_new (&settings, DAYS, AHEAD, day, y);
    fit = fore_prophet_fit (design, NULL, NULL, NULL);
    value[unit] = design->y_scale * (fit->trend[DAYS + 2] + fit->additive[DAYS + 2]);
  }
  g_assert_cmpfloat_with_epsilon (value[0], value[1], 1e-9);
  g_assert_cmpfloat_with_epsilon (value[0], 50 + 20 * price[0][DAYS + 2], 3);
}

/* Yearly from a span of 730 days on, weekly from 14 days on unless the values are weekly. */
static void
test_default_terms (void)
{
  g_autofree double *y = g_new0 (double, 800);
  g_autofree ForeDay *daily = g_new (ForeDay, 800);
  g_autofree ForeDay *weekly = g_new (ForeDay, 800);
  ForeProphetTerm term[2];

  for (int i = 0; i < 800; i++) {
    daily[i] = 100 + i;
    weekly[i] = 100 + 7 * i;
  }
  g_assert_cmpuint (fore_prophet_default_terms (14, daily, y, FALSE, term), ==, 0);
  g_assert_cmpuint (fore_prophet_default_terms (15, daily, y, FALSE, term), ==, 1);
  g_assert_cmpstr (term[0].name, ==, "weekly");
  g_assert_cmpuint (fore_prophet_default_terms (730, daily, y, FALSE, term), ==, 1);
  g_assert_cmpuint (fore_prophet_default_terms (731, daily, y, FALSE, term), ==, 2);
  g_assert_cmpuint (fore_prophet_default_terms (105, weekly, y, FALSE, term), ==, 0);
  g_assert_cmpuint (fore_prophet_default_terms (106, weekly, y, FALSE, term), ==, 1);
  g_assert_cmpstr (term[0].name, ==, "yearly");
  /* What is not known spans nothing. */
  y[730] = NAN;
  g_assert_cmpuint (fore_prophet_default_terms (731, daily, y, FALSE, term), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prophet/value-at-given-parameters", test_value_at_given_parameters);
  g_test_add_func ("/prophet/maximum", test_maximum);
  g_test_add_func ("/prophet/maximum-from-additive", test_maximum_from_additive);
  g_test_add_func ("/prophet/changepoints", test_changepoints);
  g_test_add_func ("/prophet/band", test_band);
  g_test_add_func ("/prophet/nothing-is-higher", test_nothing_is_higher);
  g_test_add_func ("/prophet/no-sigma-is-higher", test_no_sigma_is_higher);
  g_test_add_func ("/prophet/cross-products", test_cross_products);
  g_test_add_func ("/prophet/logistic-growth", test_logistic_growth);
  g_test_add_func ("/prophet/regressor-unit-is-of-no-consequence",
                   test_regressor_unit_is_of_no_consequence);
  g_test_add_func ("/prophet/default-terms", test_default_terms);
  return g_test_run ();
}
