/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-gsl.h"

#include <gsl/gsl_errno.h>

/**
 * fore_gsl_return_errors:
 *
 * Makes GSL tell of a matrix that is not positive definite, instead of ending the program.
 */
void
fore_gsl_return_errors (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once)) {
    gsl_set_error_handler_off ();
    g_once_init_leave (&once, 1);
  }
}
