/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"

G_BEGIN_DECLS

/* Appends JSON to a string. A tree of a library could neither be streamed nor write an
 * amount with its two places, 1500.50. */
void fore_json_append_string (GString *json, const char *text); /* %NULL is null */
void fore_json_append_double (GString *json, double value);     /* not finite is null */
void fore_json_append_cents (GString *json, ForeCents cents);
void fore_json_append_variant (GString *json, GVariant *value);

G_END_DECLS
