/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-error.h"

/* What G_DEFINE_QUARK() makes is written by each thread that comes first. */
GQuark
fore_error_quark (void)
{
  static gsize quark;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, g_quark_from_static_string ("fore-error-quark"));

  return (GQuark) quark;
}
