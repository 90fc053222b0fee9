/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-forecast.h"
#include "fore-ets-step.h"

#include <math.h>

#include "ets-forms.h"

/*
 * Means and standard deviations 1, 12, 13 and 30 steps ahead from given states: R 4.2.2,
 * forecast 8.20, ets (AirPassengers, ...). Those of ETS(A,N,A) are Hyndman et al.'s (2008), as
 * that version puts gamma into the wrong season. Relative tolerance 1e-9.
 * ETS(M,Ad,M) is left out: that version forgets the damping there.
 */
static const struct {
  const char *form;
  double alpha, beta, gamma, phi, sigma2, l, b;
  double s[12];
  double mean[4];
  double deviation[4];
} given[] = {
  { "AAA",
    0.993480362872374,
    0.000191179159524254,
    0.000580032514321104,
    1,
    325.697038066638,
    461.074889533819,
    1.41993372926846,
    { -25.2085506215661, -34.3297920564042, -3.79757070688252, -8.09593420670284, -4.23560883831095,
      33.5866196001978, 66.2239901893256, 65.1511213773996, 15.0722885219917, -20.726686589769,
      -54.3946112441187, -29.1647622734752 },
    { 437.286272641522, 448.949332011566, 454.325477392743, 537.259521012071 },
    { 18.0470783803539, 62.2091068171812, 64.75569248924, 98.5029336298735 } },
  { "ANA",
    0.999899619706658,
    0,
    0.000100251318452054,
    1,
    327.408670105851,
    459.515720942561,
    0,
    { -23.926727186993, -35.8322061411919, -1.80461799943319, -8.19581848521747, -2.52072154510958,
      33.0676195012578, 64.4177710174487, 63.4581905093512, 15.2231462439902, -22.2621711087546,
      -54.0772165056432, -27.5157229339395 },
    { 435.588993755568, 431.999998008621, 435.588993755568, 492.583340443819 },
    { 18.0944375459933, 62.6752027458704, 65.2348804313062, 99.0983617064821 } },
  { "AANd",
    0.999899475835426,
    0.000100015563586359,
    0,
    0.979999688964894,
    1167.58603551244,
    431.995789646254,
    0.113043090524527,
    { 0 },
    { 432.106571839808, 433.188265334692, 433.275197643575, 434.513391467298 },
    { 34.1699580847334, 118.417046531314, 123.257506833914, 187.360818895778 } },
  { "MAA",
    0.968959707756299,
    0.000550425644114662,
    0.0127569364222142,
    1,
    0.00509685107986887,
    461.090234170283,
    3.95755109177929,
    { -30.605551152977, -36.2066094719859, -4.6449282461465, -6.34336778924841, -0.286655990000706,
      36.1848510580333, 63.7587982921498, 58.2031127226215, 16.3226943882759, -20.5687094374146,
      -49.5425983449954, -29.4061489367142 },
    { 434.442234109085, 479.17469833492, 481.932847210436, 616.001617981695 },
    { 31.0158016502584, 119.129783073907, 124.146626647538, 206.801616403884 } },
  { "MNM",
    0.407252818635288,
    0,
    0.592661612133222,
    1,
    0.00253894157485048,
    430.923232693152,
    0,
    { 1.01750746492562, 0.953073775563909, 1.05861969579447, 1.12763458196362, 1.14298794066356,
      1.29235231196334, 1.49305045516306, 1.46704085469355, 1.21916079486395, 1.08053000304392,
      0.911068541027519, 1.00256102445788 },
    { 438.467606075164, 432.026837631549, 438.736302023193, 557.587395125511 },
    { 22.093466710892, 36.6397110152834, 43.3149307860655, 77.1605954611593 } },
  { "MAM",
    0.394996850495014,
    0.0107004419033437,
    0.399539202400559,
    1,
    0.00158214813524167,
    485.38500363605,
    3.17744080078812,
    { 0.918969053556559, 0.864741360297774, 0.97837292414237, 1.01308246117524, 1.0356494072583,
      1.17670282429885, 1.34048092140601, 1.31170033135787, 1.08041740715403, 0.949930165573732,
      0.808520328369176, 0.890745031602459 },
    { 448.9737671674, 466.317755681308, 484.161951054417, 683.776888538575 },
    { 17.8584819205223, 32.9715305186282, 38.2620763920346, 84.8434973677616 } },
};

static const gsize step[] = { 1, 12, 13, 30 };

static void
test_moments (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (given); k++) {
    ForeEtsForm form = parse_form (given[k].form, 12);
    g_autoptr (ForeEts) end = fore_ets_new (&form);
    double mean[30], variance[30];

    end->alpha = given[k].alpha;
    end->beta = given[k].beta;
    end->gamma = given[k].gamma;
    end->phi = given[k].phi;
    end->l = given[k].l;
    end->b = given[k].b;
    for (guint j = 0; j < form.m; j++)
      end->s[j] = given[k].s[j];

    fore_ets_forecast_moments (end, given[k].sigma2, 30, mean, variance);
    for (guint i = 0; i < 4; i++) {
      assert_close (mean[step[i] - 1], given[k].mean[i], 1e-9);
      assert_close (sqrt (variance[step[i] - 1]), given[k].deviation[i], 1e-9);
    }
  }
}

/* Simple smoothing: v_h = sigma2 (1 + (h - 1) alpha^2). */
static void
test_simple_smoothing (void)
{
  ForeEtsForm form = parse_form ("ANN", 1);
  g_autoptr (ForeEts) end = fore_ets_new (&form);
  double mean[20], variance[20];

  end->alpha = 0.4;
  end->l = 7.0;
  fore_ets_forecast_moments (end, 2.5, 20, mean, variance);
  for (guint h = 1; h <= 20; h++) {
    g_assert_cmpfloat (mean[h - 1], ==, 7.0);
    assert_close (variance[h - 1], 2.5 * (1.0 + (h - 1) * 0.16), 1e-14);
  }
}

/* Adds what @end can come to in one step more to the sums of the value @ahead steps from here. */
static void
enumerate (const ForeEts *end,
           double deviation,
           guint t,
           guint horizon,
           double weight,
           double *sums)
{
  static const double share[] = { 1.0 / 6.0, 4.0 / 6.0, 1.0 / 6.0 };
  gboolean is_relative = end->form.error == FORE_ETS_MULTIPLICATIVE;

  for (int side = -1; side <= 1; side++) {
    g_autoptr (ForeEts) ets = fore_ets_copy (end);
    double e = side * sqrt (3.0) * deviation;
    double *s = &ets->s[t % ets->form.m];
    double q = ets->l + ets->phi * ets->b;
    double mu = ets->form.season == FORE_ETS_MULTIPLICATIVE ? q * *s : q + *s;
    double y = is_relative ? mu * (1.0 + e) : mu + e;
    double w = weight * share[side + 1];

    if (t + 1 == horizon) {
      sums[0] += w * y;
      sums[1] += w * y * y;
      continue;
    }
    fore_ets_step (ets, s, y);
    enumerate (ets, deviation, t + 1, horizon, w, sums);
  }
}

/* The moments depend on the first four of the innovations, which the normal distribution
 * shares with three points; every path of these is gone through. */
static void
test_every_path (void)
{
  static const char *const forms[] = { "ANN", "AANd", "AAAd", "MAN", "MAAd", "MNM", "MAM", "MAMd" };

  for (gsize k = 0; k < G_N_ELEMENTS (forms); k++) {
    ForeEtsForm form = parse_form (forms[k], 2);
    g_autoptr (ForeEts) end = fore_ets_new (&form);
    double mean[6], variance[6];

    end->alpha = 0.4;
    end->beta = form.trend != FORE_ETS_NONE ? 0.2 : 0.0;
    end->gamma = form.season != FORE_ETS_NONE ? 0.3 : 0.0;
    end->phi = form.damped ? 0.85 : 1.0;
    end->l = 20.0;
    end->b = form.trend != FORE_ETS_NONE ? 1.5 : 0.0;
    if (form.season != FORE_ETS_NONE) {
      end->s[0] = form.season == FORE_ETS_ADDITIVE ? -2.0 : 0.9;
      end->s[1] = form.season == FORE_ETS_ADDITIVE ? 2.0 : 1.1;
    }
    fore_ets_forecast_moments (end, 0.09, 6, mean, variance);
    for (guint h = 1; h <= 6; h++) {
      double sums[2] = { 0.0, 0.0 };

      enumerate (end, 0.3, 0, h, 1.0, sums);
      assert_close (mean[h - 1], sums[0], 1e-12);
      assert_close (variance[h - 1], sums[1] - sums[0] * sums[0], 1e-10);
    }
  }
}

/* Without smoothing of the season, the moments of a multiplicative season are those of the
 * form without season, times the season. */
static void
test_season_that_stays (void)
{
  ForeEtsForm form = parse_form ("MAMd", 4), plain_form = parse_form ("MANd", 4);
  g_autoptr (ForeEts) end = fore_ets_new (&form);
  g_autoptr (ForeEts) plain = fore_ets_new (&plain_form);
  double mean[15], variance[15], plain_mean[15], plain_variance[15];

  end->alpha = plain->alpha = 0.4;
  end->beta = plain->beta = 0.1;
  end->phi = plain->phi = 0.9;
  end->l = plain->l = 20.0;
  end->b = plain->b = 1.5;
  for (guint j = 0; j < 4; j++)
    end->s[j] = 0.7 + 0.2 * j;
  fore_ets_forecast_moments (end, 0.04, 15, mean, variance);
  fore_ets_forecast_moments (plain, 0.04, 15, plain_mean, plain_variance);
  for (guint h = 0; h < 15; h++) {
    double s = end->s[h % 4];

    assert_close (mean[h], s * plain_mean[h], 1e-13);
    assert_close (variance[h], s * s * plain_variance[h], 1e-12);
  }
}

/* R 4.2.2, HoltWinters (AirPassengers): final coefficients and forecasts 1 and 30 steps ahead. */
static const struct {
  const char *form;
  double l, b;
  double s[12];
  double forecast_1, forecast_30;
} classic[] = {
  { "AAA",
    477.82778054015,
    3.12762656581609,
    { -27.4576853546445, -54.6924644198332, -20.1746081488594, 12.9191198504451, 18.8736067977692,
      75.2944258145916, 152.888368490516, 134.613463850627, 33.7783493138057, -18.3790601121016,
      -87.7724075001664, -45.8277805401504 },
    453.497721751322,
    646.951003329225 },
  { "AAM",
    469.32322056716,
    3.02153914012539,
    { 0.946461079873013, 0.882923928081034, 0.97173693430701, 1.03048249824487, 1.0476883709462,
      1.18052722799293, 1.35907775097163, 1.33317056270707, 1.10833805434786, 0.986881288901184,
      0.836133303901185, 0.920987666123333 },
    447.055931344916,
    661.059117369796 },
};

static void
test_classic_holt_winters (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (classic); k++) {
    ForeEtsForm form = parse_form (classic[k].form, 12);
    g_autoptr (ForeEts) end = fore_ets_new (&form);
    double value[30], level[30];

    end->l = classic[k].l;
    end->b = classic[k].b;
    for (guint j = 0; j < 12; j++)
      end->s[j] = classic[k].s[j];
    fore_ets_forecast (end, 30, value, level);
    assert_close (value[0], classic[k].forecast_1, 1e-11);
    assert_close (value[29], classic[k].forecast_30, 1e-11);
    assert_close (level[29], classic[k].l + 30 * classic[k].b, 1e-13);
  }
}

/* Of a lognormal variable with log-mean 1 and log-variance 0.25; of a normal one. */
static void
test_quantiles (void)
{
  double mean = exp (1.125), variance = mean * mean * expm1 (0.25);

  assert_close (fore_ets_forecast_quantile (mean, variance, TRUE, -2.0), exp (0.0), 1e-14);
  assert_close (fore_ets_forecast_quantile (mean, variance, TRUE, 1.0), exp (1.5), 1e-14);
  assert_close (fore_ets_forecast_quantile (5.0, 4.0, FALSE, -1.5), 2.0, 1e-14);
  assert_close (fore_ets_forecast_quantile (-5.0, 4.0, TRUE, 1.5), -2.0, 1e-14);
  g_assert_true (isfinite (fore_ets_forecast_quantile (5.0, INFINITY, TRUE, 2.0)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ets-forecast/moments", test_moments);
  g_test_add_func ("/ets-forecast/simple-smoothing", test_simple_smoothing);
  g_test_add_func ("/ets-forecast/every-path", test_every_path);
  g_test_add_func ("/ets-forecast/season-that-stays", test_season_that_stays);
  g_test_add_func ("/ets-forecast/classic-holt-winters", test_classic_holt_winters);
  g_test_add_func ("/ets-forecast/quantiles", test_quantiles);
  return g_test_run ();
}
