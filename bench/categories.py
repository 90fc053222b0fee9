#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes made-up daily sales of many categories as CSV, always the same ones:

    categories.py [CATEGORIES [DAYS]]

Each has a level, a week, a year, a trend that bends once, and noise; one in seven is closed on
Sundays, and one in seven sells on some days only."""
import datetime
import math
import random
import sys


def sales(category, days):
    rng = random.Random(category)
    level, slope, bend = rng.uniform(20, 2000), rng.uniform(-2e-4, 6e-4), rng.randrange(days)
    week = [rng.uniform(0.6, 1.5) for _ in range(7)]
    year, phase, noise = rng.uniform(0, 0.3), rng.uniform(0, 2 * math.pi), rng.uniform(0.05, 0.3)
    carried = 0.0
    for t in range(days):
        carried = 0.5 * carried + rng.gauss(0, noise)
        if (category % 7 == 3 and t % 7 == 6) or (category % 7 == 5 and rng.random() < 0.6):
            continue
        trend = 1 + slope * t - (1.5 * slope * max(t - bend, 0))
        amount = level * trend * week[t % 7] * (1 + year * math.sin(2 * math.pi * t / 365.25 + phase))
        yield t, max(amount * math.exp(carried), 0)


def main():
    n, days = (int(text) for text in (sys.argv[1:] + ["1000", "1000"][len(sys.argv) - 1:])[:2])
    first = datetime.date(2023, 1, 2)
    print("Date,product_id,category,sales")
    for category in range(n):
        for t, amount in sales(category, days):
            print(f"{first + datetime.timedelta(t)},P{category},Category {category:04d},{amount:.2f}")


main()
