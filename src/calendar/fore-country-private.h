/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-chinese-days.h"
#include "fore-country.h"

G_BEGIN_DECLS

/* Inside of the folder: how the holidays of a country are written down. */

/**
 * ForeRuleKind:
 * @FORE_RULE_DATE: a day of a month
 * @FORE_RULE_WEEKDAY: the @number-th weekday of a month, counted from its end when negative
 * @FORE_RULE_UNTIL: the last such weekday of a month up to the @number-th day of it
 * @FORE_RULE_EASTER: so many days after Easter Sunday
 * @FORE_RULE_CHINESE: so many days after a day of the Chinese calendar
 * @FORE_RULE_EQUINOX: the equinox of that month in Japan
 */
typedef enum {
  FORE_RULE_DATE,
  FORE_RULE_WEEKDAY,
  FORE_RULE_UNTIL,
  FORE_RULE_EASTER,
  FORE_RULE_CHINESE,
  FORE_RULE_EQUINOX,
} ForeRuleKind;

/**
 * ForeSubstitute:
 * @FORE_SUBSTITUTE_NONE: a holiday on a weekend has none
 * @FORE_SUBSTITUTE_NEAREST: Friday for Saturday, Monday for Sunday
 * @FORE_SUBSTITUTE_NEXT_WORKDAY: after a weekend, the next day that is nothing else
 * @FORE_SUBSTITUTE_AFTER_SUNDAY: after a Sunday, the next day that is no holiday
 */
typedef enum {
  FORE_SUBSTITUTE_NONE,
  FORE_SUBSTITUTE_NEAREST,
  FORE_SUBSTITUTE_NEXT_WORKDAY,
  FORE_SUBSTITUTE_AFTER_SUNDAY,
} ForeSubstitute;

/**
 * ForeHolidayRule:
 * @name: in the country's own language
 * @kind: how to find the day
 * @month: from 1
 * @weekday: 0 for Monday
 * @number: see #ForeRuleKind
 * @festival: for %FORE_RULE_CHINESE
 * @first_year: the first year with it, 0 for no first one
 * @last_year: the last year with it, 0 for no last one
 */
typedef struct {
  const char *name;
  ForeRuleKind kind;
  int month;
  int weekday;
  int number;
  ForeChineseFestival festival;
  int first_year;
  int last_year;
} ForeHolidayRule;

/**
 * ForeCountry:
 * @code: of ISO 3166-1, two letters
 * @name: untranslated
 * @n_rules: number of rules
 * @rules: (array length=n_rules): the rules
 * @substitute: what becomes of a holiday on a weekend
 * @substitute_name: (nullable): how its substitute is called, after the holiday where it has a
 *   place for that
 * @between_name: (nullable): how a day between two holidays is called where it is one as well
 */
struct _ForeCountry {
  const char *code;
  const char *name;
  guint n_rules;
  const ForeHolidayRule *rules;
  ForeSubstitute substitute;
  const char *substitute_name;
  const char *between_name;
};

extern const ForeCountry fore_countries[];
extern const guint fore_n_countries;

G_END_DECLS
