/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeCents:
 *
 * An exact amount with two decimal places, counted in hundredths. A stored amount is a
 * DECIMAL(12,2), within %FORE_CENTS_MAX; a sum may be larger.
 */
typedef gint64 ForeCents;

#define FORE_CENTS_MAX G_GINT64_CONSTANT (999999999999)

/* Bytes of the longest amount with its sign, point and end. */
#define FORE_CENTS_BUFFER 24

/**
 * ForeCentsResult:
 * @FORE_CENTS_OK: read
 * @FORE_CENTS_NOT_A_NUMBER: the text is not a plain decimal number
 * @FORE_CENTS_OUT_OF_RANGE: a number, outside DECIMAL(12,2)
 */
typedef enum {
  FORE_CENTS_OK,
  FORE_CENTS_NOT_A_NUMBER,
  FORE_CENTS_OUT_OF_RANGE,
} ForeCentsResult;

ForeCentsResult fore_cents_parse (const char *text, gsize length, ForeCents *cents);
const char *fore_cents_format (ForeCents cents, char buffer[FORE_CENTS_BUFFER]);
ForeCents fore_cents_from_double (double amount);

static inline double
fore_cents_to_double (ForeCents cents)
{
  return (double) cents / 100.0;
}

G_END_DECLS
