/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-random.h"

/**
 * fore_random_new:
 * @seed: where the stream starts
 *
 * The generator is named here and not taken from GSL's environment variables, so that nothing
 * outside the program changes a result.
 *
 * Returns: (transfer full): a stream of random numbers, the same for the same @seed; free it
 *   with gsl_rng_free(). One stream belongs to one thread.
 */
ForeRandom *
fore_random_new (guint64 seed)
{
  ForeRandom *random = gsl_rng_alloc (gsl_rng_mt19937);

  /* The generator takes 32 bits of seed; the upper half of @seed must count as well. */
  gsl_rng_set (random,
               (gulong) ((seed ^ (seed >> 32) * G_GUINT64_CONSTANT (2654435761)) & G_MAXUINT32));

  return random;
}
