/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-random.h"

#include <math.h>

static void
test_seed_decides (void)
{
  g_autoptr (ForeRandom) one = fore_random_new (20260119);
  g_autoptr (ForeRandom) same = fore_random_new (20260119);
  g_autoptr (ForeRandom) other = fore_random_new (20260119 + (G_GUINT64_CONSTANT (1) << 40));
  int n_equal = 0;

  for (int i = 0; i < 1000; i++) {
    gulong number = gsl_rng_get (one);

    g_assert_cmpuint (number, ==, gsl_rng_get (same));
    n_equal += number == gsl_rng_get (other);
  }
  g_assert_cmpint (n_equal, <, 5);
}

/* The mean and variance of each distribution that models draw from, within five standard
 * errors of 100,000 draws. */
static void
test_moments (void)
{
  enum { N = 100000, KINDS = 4 };
  static const double mean[KINDS] = { 0.5, 0, 0, 2.5 };
  static const double variance[KINDS] = { 1.0 / 12, 1, 2 * 0.7 * 0.7, 2.5 };
  g_autoptr (ForeRandom) random = fore_random_new (1);
  double sum[KINDS] = { 0 }, squares[KINDS] = { 0 };

  for (int i = 0; i < N; i++) {
    const double draw[KINDS] = { gsl_rng_uniform_pos (random),
                                 gsl_ran_gaussian_ziggurat (random, 1),
                                 gsl_ran_laplace (random, 0.7), gsl_ran_poisson (random, 2.5) };

    for (int kind = 0; kind < KINDS; kind++) {
      sum[kind] += draw[kind];
      squares[kind] += (draw[kind] - mean[kind]) * (draw[kind] - mean[kind]);
    }
  }
  for (int kind = 0; kind < KINDS; kind++) {
    g_assert_cmpfloat_with_epsilon (sum[kind] / N, mean[kind], 5 * sqrt (variance[kind] / N));
    /* No fourth moment here exceeds six times the squared variance (Laplace's). */
    g_assert_cmpfloat_with_epsilon (squares[kind] / N, variance[kind],
                                    5 * variance[kind] * sqrt (5.0 / N));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/seed-decides", test_seed_decides);
  g_test_add_func ("/random/moments", test_moments);
  return g_test_run ();
}
