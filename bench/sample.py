#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws series from files and splits them into two halves: one to choose by, one to look at last.

    bench/sample.py FOLDER SERIES FILE.csv...

The files have the columns Date,product_id,category,sales. Of each at most SERIES categories are
drawn, always the same ones, and their last 1,500 days kept. Every other one goes into
FOLDER/develop_FILE, the others into FOLDER/blind_FILE."""
import csv
import os
import random
import sys

SEED = 20261124
DAYS = 1500


def read(path):
    series = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series.setdefault(row["category"], []).append((row["Date"], row["sales"]))
    return series


def write(path, series, names):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Date", "product_id", "category", "sales"])
        for name in names:
            days = sorted({date for date, _ in series[name]})[-DAYS:]
            writer.writerows([date, "a", name, sales] for date, sales in sorted(series[name])
                             if date >= days[0])


def main():
    folder, n, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    for path in paths:
        series = read(path)
        names = random.Random(SEED).sample(sorted(series), min(n, len(series)))
        for half, part in (("develop", names[0::2]), ("blind", names[1::2])):
            if part:
                write(os.path.join(folder, f"{half}_{os.path.basename(path)}"), series,
                      sorted(part))


if __name__ == "__main__":
    main()
