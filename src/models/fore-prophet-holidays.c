/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-holidays.h"

#include <math.h>

/* On the smallest of the years the day was at least this much of what it was on average. */
#define LEAST_OF_MEAN 0.4

typedef struct {
  double sum;
  double smallest; /* absolute value */
  guint n;
  guint n_positive;
} Effect;

/* The rules of each day, n x FORE_CALENDAR_RULES_OF_DAY; places left over name no rule. */
static ForeCalendarRule *
list_rules (gsize n, const ForeDay *day)
{
  ForeCalendarRule *rule = g_new (ForeCalendarRule, n * FORE_CALENDAR_RULES_OF_DAY);

  for (gsize i = 0; i < n; i++) {
    ForeCalendarRule *met = rule + i * FORE_CALENDAR_RULES_OF_DAY;
    gsize n_met = fore_calendar_rules_of_day (day[i], met);

    for (; n_met < FORE_CALENDAR_RULES_OF_DAY; n_met++)
      met[n_met] = FORE_CALENDAR_RULES;
  }
  return rule;
}

static void
sum_effects (gsize n, const ForeCalendarRule *rule, const double *residual, Effect *effect)
{
  for (gsize i = 0; i < n; i++) {
    double size = fabs (residual[i]);

    if (isnan (residual[i]))
      continue;
    for (gsize k = 0; k < FORE_CALENDAR_RULES_OF_DAY; k++) {
      Effect *sums = &effect[rule[i * FORE_CALENDAR_RULES_OF_DAY + k]];

      sums->smallest = sums->n == 0 ? size : MIN (sums->smallest, size);
      sums->sum += residual[i];
      sums->n_positive += residual[i] > 0.0;
      sums->n++;
    }
  }
}

static void
subtract (gsize n,
          const ForeCalendarRule *rule,
          ForeCalendarRule what,
          double mean,
          double *residual)
{
  for (gsize i = 0; i < n * FORE_CALENDAR_RULES_OF_DAY; i++)
    if (rule[i] == what)
      residual[i / FORE_CALENDAR_RULES_OF_DAY] -= mean;
}

/* The logarithm of how much likelier the residuals of these days are with an effect of their own,
 * ~ N (0, prior_scale^2), than without, times the probability that of all rules it is this one. */
static double
evidence (const Effect *effect, double sigma, double prior_scale)
{
  double count = effect->n, variance = sigma * sigma;
  double shrunk = count + variance / (prior_scale * prior_scale);
  double mean = effect->sum / count;

  /* One year is no rule, and neither is what comes and goes. */
  if (effect->n < 2 || (effect->n_positive != 0 && effect->n_positive != effect->n) ||
      effect->smallest < LEAST_OF_MEAN * fabs (mean))
    return 0.0;
  return 0.5 * effect->sum * effect->sum / (variance * shrunk) -
         0.5 * log (1.0 + count * prior_scale * prior_scale / variance) - log (FORE_CALENDAR_RULES);
}

/**
 * fore_prophet_find_holidays:
 * @n: number of days
 * @day: (array length=n): the days, rising
 * @residual: (array length=n) (inout): what the model leaves unexplained, NaN where missing; what
 *   the holidays explain of it is taken away
 * @sigma: standard deviation of the noise
 * @prior_scale: scale of the prior of an effect
 * @rule: (out caller-allocates): what was found
 *
 * Looks for days of the year that are out of the ordinary each year, such as Christmas in a shop
 * that is closed then, or Thanksgiving. Whether there is one is a comparison of two models by
 * their Bayes factor; the one with most evidence comes first and the next one is looked for in
 * what it leaves.
 *
 * Returns: number of holidays
 */
gsize
fore_prophet_find_holidays (gsize n,
                            const ForeDay *day,
                            double *residual,
                            double sigma,
                            double prior_scale,
                            ForeCalendarRule rule[FORE_PROPHET_MOST_HOLIDAYS])
{
  g_autofree ForeCalendarRule *rule_of_day = list_rules (n, day);
  gsize n_found = 0;

  while (n_found < FORE_PROPHET_MOST_HOLIDAYS) {
    /* The last one takes what has no rule. */
    g_autofree Effect *effect = g_new0 (Effect, FORE_CALENDAR_RULES + 1);
    ForeCalendarRule best = FORE_CALENDAR_RULES;
    double most = 0.0;

    sum_effects (n, rule_of_day, residual, effect);
    for (ForeCalendarRule k = 0; k < FORE_CALENDAR_RULES; k++) {
      double value = evidence (&effect[k], sigma, prior_scale);

      if (value > most) {
        most = value;
        best = k;
      }
    }
    if (best == FORE_CALENDAR_RULES)
      break;
    subtract (n, rule_of_day, best, effect[best].sum / effect[best].n, residual);
    rule[n_found++] = best;
  }
  return n_found;
}

/**
 * fore_prophet_mark_holiday:
 * @rule: a rule
 * @n: number of days
 * @day: (array length=n): days
 * @mark: (array length=n) (out caller-allocates): 1 for those that meet the rule, 0 for the others
 */
void
fore_prophet_mark_holiday (ForeCalendarRule rule, gsize n, const ForeDay *day, double *mark)
{
  for (gsize i = 0; i < n; i++) {
    ForeCalendarRule met[FORE_CALENDAR_RULES_OF_DAY];
    gsize n_rules = fore_calendar_rules_of_day (day[i], met);

    mark[i] = 0.0;
    for (gsize k = 0; k < n_rules; k++)
      if (met[k] == rule)
        mark[i] = 1.0;
  }
}
