/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-country-private.h"

/**
 * fore_country_count:
 *
 * Returns: how many countries there are
 */
guint
fore_country_count (void)
{
  return fore_n_countries;
}

/**
 * fore_country_get:
 * @i: which one
 *
 * Returns: (transfer none): a country; they are ordered by their codes
 */
const ForeCountry *
fore_country_get (guint i)
{
  g_return_val_if_fail (i < fore_n_countries, NULL);
  return &fore_countries[i];
}

/**
 * fore_country_find:
 * @code: (nullable): two letters of ISO 3166-1, large or small
 *
 * Returns: (transfer none) (nullable): the country
 */
const ForeCountry *
fore_country_find (const char *code)
{
  for (guint i = 0; code != NULL && i < fore_n_countries; i++)
    if (g_ascii_strcasecmp (fore_countries[i].code, code) == 0)
      return &fore_countries[i];
  return NULL;
}

/**
 * fore_country_of_locale:
 *
 * Returns: (transfer none) (nullable): the country that dates are written for here
 */
const ForeCountry *
fore_country_of_locale (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_TIME");
  g_auto (GStrv) parts = g_strsplit_set (names[0], "_.@", 3);

  return fore_country_find (strchr (names[0], '_') != NULL ? parts[1] : NULL);
}

/**
 * fore_country_code:
 * @country: a country
 *
 * Returns: its two letters of ISO 3166-1
 */
const char *
fore_country_code (const ForeCountry *country)
{
  return country->code;
}

/**
 * fore_country_name:
 * @country: a country
 *
 * Returns: its name in the language of the program
 */
const char *
fore_country_name (const ForeCountry *country)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "country", country->name);
}
