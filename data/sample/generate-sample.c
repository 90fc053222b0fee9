/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Writes the sample data to standard output: a small shop's daily sales over three years,
 * with what real sales have: weeks and years, a trend that breaks, a promotion, returns,
 * empty cells and a closed weekday. Arithmetic is exact or rounded the same everywhere, so
 * that every machine writes the same bytes.
 */

#include <stdint.h>
#include <stdio.h>

#include "fore-day.h"

#define N_DAYS     1096
#define N_PRODUCTS 12

typedef struct {
  const char *name;
  const char *prefix;
  double price;      /* of the first product; the others follow */
  double pieces;     /* sold on a plain day */
  double weekday[7]; /* factor from Monday to Sunday, 0 where closed */
  double yearly;     /* height of the yearly wave */
  int peak;          /* day of the year on which it is highest */
  double growth;     /* a year */
  int break_day;     /* from which growth is another */
  double growth_after;
  int promotion[2]; /* first and last day of it */
  double promotion_lift;
} Category;

static const Category categories[] = {
  { "Electronics",
    "E",
    89.90,
    3.0,
    { 0.9, 0.9, 0.95, 1.0, 1.3, 1.5, 0.7 },
    0.25,
    340,
    0.10,
    560,
    -0.12,
    { 1056, 1066 },
    1.8 },
  { "Furniture",
    "F",
    149.00,
    1.6,
    { 0.8, 0.85, 0.9, 1.0, 1.2, 1.7, 0.0 },
    0.15,
    110,
    0.04,
    2000,
    0.0,
    { 474, 483 },
    1.5 },
  { "Groceries",
    "G",
    2.49,
    40.0,
    { 1.0, 0.9, 0.9, 1.0, 1.3, 1.4, 0.5 },
    0.06,
    180,
    0.03,
    2000,
    0.0,
    { 700, 706 },
    1.4 },
  { "Toys & Games",
    "T",
    19.95,
    5.0,
    { 0.8, 0.8, 0.9, 0.9, 1.2, 1.6, 0.8 },
    0.60,
    350,
    0.06,
    800,
    0.25,
    { 880, 889 },
    1.6 },
};

static uint64_t state = UINT64_C (20230101);

/* SplitMix64 (Steele, Lea & Flood 2014), as a number from 0 to 1. */
static double
uniform (void)
{
  uint64_t z = (state += UINT64_C (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);
  return (double) ((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

/* A wave of period 1 that is 1 at 0 and -1 at 0.5, without the library's cosine, whose last
 * digit differs between systems (Bhaskara's approximation). */
static double
wave (double turns)
{
  double x = turns - (double) (int64_t) turns;
  double sign = 1.0;

  x = x < 0.0 ? x + 1.0 : x;
  x = x > 0.5 ? 1.0 - x : x;
  if (x > 0.25) {
    x = 0.5 - x;
    sign = -1.0;
  }
  return sign * (1.0 - 16.0 * x * x) / (1.0 + 4.0 * x * x);
}

static double
expected_pieces (const Category *category, ForeDay day, int i)
{
  double years = i / 365.25;
  double years_after = i > category->break_day ? (i - category->break_day) / 365.25 : 0.0;
  double trend = 1.0 + category->growth * (years - years_after) +
                 category->growth_after * years_after;
  double season = 1.0 + category->yearly * wave ((i % 365 - category->peak) / 365.25);
  double promotion = i >= category->promotion[0] && i <= category->promotion[1]
                         ? category->promotion_lift
                         : 1.0;

  return category->pieces * category->weekday[fore_day_weekday (day)] * trend * season * promotion;
}

/* A Poisson number for small means, by counting what fits into the unit of time, a rounded
 * noisy mean for large ones. */
static int
draw_pieces (double mean)
{
  double noise = uniform () + uniform () + uniform () + uniform () - 2.0;

  if (mean > 12.0)
    return (int) (mean * (1.0 + 0.2 * noise) + 0.5);
  for (int n = 0, steps = 0;; steps++) {
    n += uniform () < mean / 100.0;
    if (steps == 99)
      return n;
  }
}

static void
write_row (const Category *category, int product, ForeDay day, int i)
{
  char date[FORE_DAY_BUFFER];
  double price = category->price * (4 + product) / 4.0;
  double popularity = 1.6 / (1.0 + 0.15 * product);
  int pieces = draw_pieces (expected_pieces (category, day, i) * popularity);
  int cents = (int) (price * 100.0 + 0.5);

  if (pieces == 0)
    return;
  if (uniform () < 0.004)
    pieces = -1;
  printf ("%s,%s%03d,%s,", fore_day_format (day, date), category->prefix, product + 1,
          category->name);
  if (uniform () < 0.015) {
    printf ("\n");
    return;
  }
  cents *= pieces < 0 ? -pieces : pieces;
  printf ("%s%d.%02d\n", pieces < 0 ? "-" : "", cents / 100, cents % 100);
}

int
main (void)
{
  ForeDay first_day = fore_day_from_date (2023, 1, 1);

  printf ("Date,product_id,category,sales\n");
  for (int i = 0; i < N_DAYS; i++) {
    for (unsigned c = 0; c < sizeof categories / sizeof *categories; c++) {
      if (categories[c].weekday[fore_day_weekday (first_day + i)] == 0.0)
        continue;
      for (int product = 0; product < N_PRODUCTS; product++)
        write_row (&categories[c], product, first_day + i, i);
    }
  }
  return 0;
}
