#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets the models beside their peers, fit by fit, and tells how far the ensemble is ahead.

    bench-models --each FILE.csv... > ours; Rscript bench/peers.R --each FILE.csv... > peers
    bench/ratio.py ours peers...

Only fits that everybody has are counted. Lines that are no fits are passed over."""
import csv
import statistics
import sys

MODELS = ["seasonal_naive", "holt_winters", "sarimax", "prophet", "ensemble"]


def read(path):
    fits = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            if len(row) == 8:
                fits.setdefault(row[0], {})[row[1], row[2]] = [float(x) for x in row[3:]]
    return fits


def main():
    fits = {}
    for path in sys.argv[1:]:
        for name, some in read(path).items():
            fits.setdefault(name, {}).update(some)
    keys = set.intersection(*(set(some) for some in fits.values()))
    mean = {}
    print(f"{len(keys)} fits\n{'':16}  MASE  median  80 %  95 %    CPU s")
    for name, some in fits.items():
        mase, held_80, held_95, _, seconds = zip(*(some[key] for key in keys))
        mean[name] = statistics.fmean(mase)
        print(f"{name:16} {mean[name]:.3f}   {statistics.median(mase):.3f}"
              f"  {100 * statistics.fmean(held_80):4.1f}  {100 * statistics.fmean(held_95):4.1f}"
              f"  {statistics.fmean(seconds):7.3f}")
    peers = [name for name in mean if name not in MODELS]
    if peers and "ensemble" in mean:
        best = min(peers, key=mean.get)
        print(f"ensemble / {best}, the best peer: {mean['ensemble'] / mean[best]:.3f}")


if __name__ == "__main__":
    main()
