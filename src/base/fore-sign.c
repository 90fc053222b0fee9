/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-sign.h"

/**
 * fore_sign_add:
 * @is_negative: whether the number is below zero
 * @digits: its magnitude, as it is written for people
 *
 * Where a language is read from right to left, a sign goes to the wrong end of its number unless
 * an invisible character holds it; the translation has that.
 *
 * Returns: (transfer full): the number, with a minus if it needs one
 */
char *
fore_sign_add (gboolean is_negative, const char *digits)
{
  if (!is_negative)
    return g_strdup (digits);
  /* Translators: a number below zero. Where one reads from right to left, begin with U+200E, so
   * that the sign stays to the left of the digits. */
  return g_strdup_printf (C_ ("number", "−%s"), digits);
}

/**
 * fore_sign_mark:
 * @is_negative: whether the number is below zero
 * @digits: its magnitude, as it is written for people
 *
 * Returns: (transfer full): the number with its sign, also when that is a plus
 */
char *
fore_sign_mark (gboolean is_negative, const char *digits)
{
  if (is_negative)
    return fore_sign_add (TRUE, digits);
  /* Translators: a number above zero, with its sign. See the one below zero. */
  return g_strdup_printf (C_ ("number", "+%s"), digits);
}
