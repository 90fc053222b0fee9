/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-fit.h"
#include "fore-ets-select.h"

#include <math.h>

#include "classic-series.h"
#include "ets-forms.h"

/*
 * The highest log-likelihoods known within the region of R's forecast::ets(), from long
 * searches with many starts. R 4.2.2, forecast 8.20, stops 0.5 to 67 below. Tolerance 0.05.
 */
static const struct {
  const double *y;
  gsize n;
  const char *form;
  double log_likelihood;
} best[] = {
  { air_passengers, 144, "AAA", -718.5006 },    { air_passengers, 144, "ANA", -739.5360 },
  { air_passengers, 144, "MAM", -675.9972 },    { air_passengers, 144, "MAMd", -679.1227 },
  { air_passengers, 144, "MNM", -684.1015 },    { air_passengers, 144, "MAA", -701.1522 },
  { air_passengers, 144, "AANd", -863.7084 },   { air_passengers, 144, "ANN", -863.8934 },
  { accidental_deaths, 72, "AAA", -552.0868 },  { accidental_deaths, 72, "AAAd", -551.0149 },
  { accidental_deaths, 72, "ANA", -552.2175 },  { accidental_deaths, 72, "MAM", -552.5552 },
  { accidental_deaths, 72, "MAMd", -550.9544 }, { accidental_deaths, 72, "MNM", -552.6401 },
  { accidental_deaths, 72, "MAA", -553.3567 },  { accidental_deaths, 72, "AANd", -628.1377 },
  { accidental_deaths, 72, "ANN", -628.1714 },
};

static double *
scale (const double *y, gsize n, double factor, double shift)
{
  double *scaled = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    scaled[t] = y[t] * factor + shift;
  return scaled;
}

static double
log_likelihood (const ForeEts *start, gsize n, const double *y)
{
  g_autoptr (ForeEts) ets = fore_ets_copy (start);
  ForeEtsSums sums;

  g_assert_true (fore_ets_filter (ets, n, y, NULL, NULL, &sums));
  return fore_ets_log_likelihood (&sums);
}

static void
test_best_known (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (best); k++) {
    ForeEtsForm form = parse_form (best[k].form, 12);
    double unit = 0x1p-14;
    g_autofree double *y = scale (best[k].y, best[k].n, unit, 0.0);
    g_autoptr (ForeEts) ets = fore_ets_fit (&form, best[k].n, y, 0, NULL, NULL, NULL);
    double reached;

    g_assert_nonnull (ets);
    g_assert_cmpfloat (ets->alpha, >=, 1e-4);
    g_assert_cmpfloat (ets->alpha, <=, 0.9999);
    g_assert_cmpfloat (ets->beta, <=, ets->alpha);
    g_assert_cmpfloat (ets->gamma, <=, 1.0 - ets->alpha + 1e-15);
    reached = log_likelihood (ets, best[k].n, y) + (double) best[k].n * log (unit);
    g_test_message ("%s %.4f", best[k].form, reached - best[k].log_likelihood);
    g_assert_cmpfloat (reached, >, best[k].log_likelihood - 0.05);
    g_assert_cmpfloat (reached, <, best[k].log_likelihood + 1.0);
  }
}

/* R's own choice has an AICc of 1400.638 and 1148.716. */
static void
test_choice (void)
{
  g_autofree double *air = scale (air_passengers, 144, 0x1p-10, 0.0);
  g_autofree double *deaths = scale (accidental_deaths, 72, 0x1p-14, 0.0);
  g_auto (ForeEtsChoice) choice = { 0 };
  g_auto (ForeEtsChoice) other = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *other_name = NULL;

  g_assert_true (fore_ets_select (144, air, 12, FALSE, &choice, NULL, NULL));
  name = fore_ets_form_to_string (&choice.ets->form);
  g_assert_cmpstr (name, ==, "ETS(M,A,M)");
  g_assert_cmpfloat (choice.aicc - 2.0 * 144 * log (0x1p-10), <, 1390.86);

  g_assert_true (fore_ets_select (72, deaths, 12, FALSE, &other, NULL, NULL));
  other_name = fore_ets_form_to_string (&other.ets->form);
  g_assert_cmpstr (other_name, ==, "ETS(A,N,A)");
  g_assert_cmpfloat (other.aicc - 2.0 * 72 * log (0x1p-14), <, 1143.01);
}

/* Additive forms do not care where zero is, multiplicative ones not about the unit. */
static void
test_invariants (void)
{
  static const char *const forms[] = { "ANN", "AAAd", "ANA", "MAM", "MAA" };

  for (gsize k = 0; k < G_N_ELEMENTS (forms); k++) {
    ForeEtsForm form = parse_form (forms[k], 12);
    gboolean is_additive = form.error == FORE_ETS_ADDITIVE;
    double factor = is_additive ? 1.0 : 0.37, shift = is_additive ? -0.7 : 0.0;
    g_autofree double *y = scale (accidental_deaths, 72, 0x1p-14, 0.0);
    g_autofree double *moved = scale (y, 72, factor, shift);
    g_autoptr (ForeEts) ets = fore_ets_fit (&form, 72, y, 0, NULL, NULL, NULL);
    g_autoptr (ForeEts) other = fore_ets_fit (&form, 72, moved, 0, NULL, NULL, NULL);

    g_assert_cmpfloat_with_epsilon (ets->alpha, other->alpha, 1e-4);
    g_assert_cmpfloat_with_epsilon (ets->gamma, other->gamma, 1e-4);
    g_assert_cmpfloat_with_epsilon (ets->l * factor + shift, other->l, 1e-4);
    g_assert_cmpfloat_with_epsilon (log_likelihood (ets, 72, y) - 72 * log (factor),
                                    log_likelihood (other, 72, moved), 1e-5);
  }
}

/* A line with a season is found without error, and so is the smallest form that has it. */
static void
test_exact (void)
{
  double y[60];
  g_auto (ForeEtsChoice) choice = { 0 };
  g_auto (ForeEtsChoice) constant = { 0 };

  for (guint t = 0; t < 60; t++)
    y[t] = 0.3 + 0.01 * t - 0.05 * (t % 4 == 1);
  g_assert_true (fore_ets_select (60, y, 4, FALSE, &choice, NULL, NULL));
  g_assert_true (choice.ets->form.trend == FORE_ETS_ADDITIVE && !choice.ets->form.damped);
  g_assert_true (choice.ets->form.season == FORE_ETS_ADDITIVE);
  g_assert_cmpfloat (choice.sums.sse, <, 1e-12);
  g_assert_cmpfloat_with_epsilon (choice.ets->b, 0.01, 1e-6);

  for (guint t = 0; t < 60; t++)
    y[t] = 0.5;
  g_assert_true (fore_ets_select (60, y, 4, FALSE, &constant, NULL, NULL));
  g_assert_cmpuint (fore_ets_form_n_parameters (&constant.ets->form), ==, 2);
  g_assert_cmpfloat_with_epsilon (constant.ets->l, 0.5, 1e-9);
  g_assert_true (isfinite (constant.log_likelihood));
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree double *y = scale (air_passengers, 144, 0x1p-10, 0.0);
  g_auto (ForeEtsChoice) choice = { 0 };

  g_cancellable_cancel (cancellable);
  g_assert_false (fore_ets_select (144, y, 12, FALSE, &choice, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ets-fit/best-known", test_best_known);
  g_test_add_func ("/ets-fit/choice", test_choice);
  g_test_add_func ("/ets-fit/invariants", test_invariants);
  g_test_add_func ("/ets-fit/exact", test_exact);
  g_test_add_func ("/ets-fit/cancel", test_cancel);
  return g_test_run ();
}
