/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-ets.h"

/* "MAMd" -> ETS(M,Ad,M) */
static inline ForeEtsForm
parse_form (const char *name, guint m)
{
  static const ForeEtsKind kind[] = {
    ['N'] = FORE_ETS_NONE, ['A'] = FORE_ETS_ADDITIVE, ['M'] = FORE_ETS_MULTIPLICATIVE
  };
  ForeEtsForm form = { .error = kind[(guchar) name[0]],
                       .trend = kind[(guchar) name[1]],
                       .damped = name[3] == 'd',
                       .season = kind[(guchar) name[2]] };

  form.m = form.season == FORE_ETS_NONE ? 1 : m;
  return form;
}

static inline void
assert_close (double value, double expected, double relative)
{
  g_assert_cmpfloat_with_epsilon (value, expected, relative * MAX (1.0, ABS (expected)));
}
