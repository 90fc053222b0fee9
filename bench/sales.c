/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes made-up sales as CSV, always the same ones:
 *
 *     bench-sales ROWS [FIRST_DAY]
 *
 * Each day has 2000 rows, in a random order: one for each product, which belongs to one of 40
 * categories. 1.5 % of the amounts are empty. Days count from 2020-01-01. */
#include <stdio.h>
#include <stdlib.h>

#include "fore-day.h"

#define N_PRODUCTS   2000
#define N_CATEGORIES 40

/* splitmix64 (Steele, Lea & Flood 2014): small, and the same on every machine. */
static guint64
next_random (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static void
shuffle (guint32 *numbers, guint32 n, guint64 *state)
{
  for (guint32 i = n; i-- > 1;) {
    guint32 k = (guint32) (next_random (state) % (i + 1));
    guint32 number = numbers[i];

    numbers[i] = numbers[k];
    numbers[k] = number;
  }
}

static void
write_row (ForeDay day, guint32 product, guint64 *state)
{
  char date[FORE_DAY_BUFFER];
  guint64 random = next_random (state);

  fore_day_format (day, date);
  printf ("%s,P%05u,Category%02u,", date, product, product % N_CATEGORIES);
  if (random % 1000 < 15)
    putchar ('\n');
  else
    printf ("%u.%02u\n", (guint32) (random >> 10) % 800, (guint32) (random >> 40) % 100);
}

int
main (int argc, char *argv[])
{
  guint64 n = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  ForeDay first = fore_day_from_date (2020, 1, 1) + (argc > 2 ? atoi (argv[2]) : 0);
  guint32 products[N_PRODUCTS];
  guint64 state = (guint64) first;

  for (guint32 i = 0; i < N_PRODUCTS; i++)
    products[i] = i;
  puts ("Date,product_id,category,sales");
  for (guint64 i = 0; i < n; i++) {
    if (i % N_PRODUCTS == 0)
      shuffle (products, N_PRODUCTS, &state);
    write_row (first + (ForeDay) (i / N_PRODUCTS), products[i % N_PRODUCTS], &state);
  }

  return fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
