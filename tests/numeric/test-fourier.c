/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-fourier.h"

#include <math.h>

static void
test_harmonics (void)
{
  double row[20];

  for (int time = -3000; time < 30000; time += 17) {
    fore_fourier_fill (time, 365.25, 10, row);
    for (int j = 1; j <= 10; j++) {
      double angle = 2 * G_PI * j * fmod (time, 365.25) / 365.25;

      g_assert_cmpfloat_with_epsilon (row[2 * j - 2], sin (angle), 2e-14);
      g_assert_cmpfloat_with_epsilon (row[2 * j - 1], cos (angle), 2e-14);
    }
  }
}

/* The terms of the same weekday are the same to the last digit, however far apart the days. */
static void
test_period (void)
{
  double near[6], far[6];

  for (int day = 0; day < 7; day++) {
    fore_fourier_fill (day, 7, 3, near);
    fore_fourier_fill (day + 7 * 100000, 7, 3, far);
    g_assert_cmpmem (near, sizeof near, far, sizeof far);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fourier/harmonics", test_harmonics);
  g_test_add_func ("/fourier/period", test_period);
  return g_test_run ();
}
