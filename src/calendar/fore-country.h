/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-day.h"

G_BEGIN_DECLS

/**
 * ForeCountry:
 *
 * A country whose public holidays are known by rule: those that hold in the whole of it. Regions
 * have more of them.
 */
typedef struct _ForeCountry ForeCountry;

/* Called for one holiday after the other, by day. @name is that of the country's own language. */
typedef void (*ForeCountryFunc) (ForeDay day, const char *name, gpointer data);

guint fore_country_count (void);
const ForeCountry *fore_country_get (guint i);
const ForeCountry *fore_country_find (const char *code);
const ForeCountry *fore_country_of_locale (void);
const char *fore_country_code (const ForeCountry *country);
const char *fore_country_name (const ForeCountry *country);
void fore_country_each_holiday (const ForeCountry *country,
                                ForeDay from,
                                ForeDay to,
                                ForeCountryFunc func,
                                gpointer data);

G_END_DECLS
