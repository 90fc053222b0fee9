/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * ForeRandom:
 *
 * A stream of random numbers that depends on its seed alone. Numbers are drawn with GSL:
 * gsl_rng_uniform_pos(), gsl_ran_gaussian_ziggurat(), gsl_ran_laplace(), gsl_ran_poisson(), …
 */
typedef gsl_rng ForeRandom;

ForeRandom *fore_random_new (guint64 seed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRandom, gsl_rng_free)

G_END_DECLS
