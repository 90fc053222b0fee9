#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file with more rows than lie in memory at a time, in no order, and one that updates some of
them, beside the same job done in the plainest way: the store holds the same values, row by row."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from datetime import date, timedelta

FORETELL = os.path.abspath(sys.argv.pop(1))
N_PRODUCTS = 150
CATEGORIES = ["Büro, \"A\"", "Toys & Games", "x"]


def make_rows(seed, first_day, n_rows):
    """Rows as text, with repeated keys and empty cells; an amount is its number of cents."""
    random.seed(seed)
    days = [(first_day + timedelta(days=i)).isoformat() for i in range(600)]
    numbers = random.choices(range(len(days) * N_PRODUCTS * len(CATEGORIES)), k=n_rows)
    rows = []
    for number in numbers:
        day, product = divmod(number, N_PRODUCTS * len(CATEGORIES))
        product, category = divmod(product, len(CATEGORIES))
        cents = random.randrange(-9999, 10000000) if random.random() > 0.03 else None
        rows.append((days[day], product, category, cents))
    return rows


def write_file(path, rows):
    quoted = ['"%s"' % name.replace('"', '""') for name in CATEGORIES]
    with open(path, "w", encoding="utf-8") as file:
        file.write("Date,product_id,category,sales\n")
        for day, product, category, cents in rows:
            amount = "" if cents is None else "%s%d.%02d" % ("-" * (cents < 0), abs(cents) // 100,
                                                             abs(cents) % 100)
            file.write("%s,P%d,%s,%s\n" % (day, product, quoted[category], amount))


def take_in(store, rows):
    """The last row of a key counts; an empty cell takes the amount before it, if it is new."""
    last, cleaned = {}, {}
    for day, product, category, cents in sorted(rows, key=lambda row: row[0]):
        amount = cents if cents is not None else last.get((product, category), 0)
        last[product, category] = amount
        cleaned[day, product, category] = (amount, int(cents is None))
    for key, (amount, is_imputed) in cleaned.items():
        if key not in store:
            store[key] = (amount, is_imputed, 1)
        elif not is_imputed:
            store[key] = (amount, 0, store[key][2] + 1)


class Spilled(unittest.TestCase):
    def compare(self, folder, store):
        connection = sqlite3.connect("file:%s/foretell.db?mode=ro" % folder, uri=True)
        names = {name: i for i, name in enumerate(CATEGORIES)}
        n = 0
        for day, product, category, sales, is_imputed, version in connection.execute(
                "SELECT date, product_id, category, sales, is_imputed, version FROM invoice_data"):
            key = (day, int(product[1:]), names[category])
            self.assertEqual((round(sales * 100), is_imputed, version), store[key], key)
            n += 1
        connection.close()
        self.assertEqual(n, len(store))

    def test_values(self):
        with tempfile.TemporaryDirectory() as folder:
            store = {}
            for seed, first_day, n_rows in ((1, date(2023, 1, 1), 1060000),
                                            (2, date(2024, 1, 1), 100000)):
                rows = make_rows(seed, first_day, n_rows)
                path = os.path.join(folder, "file-%d.csv" % seed)
                write_file(path, rows)
                take_in(store, rows)
                subprocess.run([FORETELL, "--data-dir=" + folder, "import", "--no-forecast",
                                "--quiet", path], check=True)
            self.compare(folder, store)


if __name__ == "__main__":
    unittest.main(verbosity=2)
