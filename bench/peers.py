#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of `bench-models --order=p,d,q,P,D,Q` on the same files, series and origins: SARIMAX of
statsmodels at that order. On Debian: apt install python3-statsmodels

    OMP_NUM_THREADS=1 bench/peers.py p,d,q,P,D,Q FILE.csv…"""
import statistics
import sys
import time
import warnings

import pandas
from statsmodels.tsa.statespace.sarimax import SARIMAX

HORIZON, ORIGINS, STEP, LONGEST, SHORTEST, PERIOD = 30, 3, 30, 1826, 120, 7


def series_of_file(path):
    rows = pandas.read_csv(path, parse_dates=["Date"])
    last = rows["Date"].max()
    for _, part in rows.groupby("category", sort=True):
        days = pandas.date_range(part["Date"].min(), last)
        yield part.groupby("Date")["sales"].sum().reindex(days, fill_value=0).to_numpy()[-LONGEST:]


def fit(y, order):
    # Differenced first, so that the likelihood is that of the series given its first values.
    model = SARIMAX(y, order=order[:3], seasonal_order=order[3:] + [PERIOD],
                    trend="c" if order[1] + order[4] == 0 else None, simple_differencing=False)
    return model.fit(disp=False, maxiter=200)


def log_likelihood(y, order):
    return SARIMAX(y, order=order[:3], seasonal_order=order[3:] + [PERIOD],
                   trend="c" if order[1] + order[4] == 0 else None,
                   simple_differencing=True).fit(disp=False, maxiter=200).llf


def score(train, actual, forecast):
    scale = sum(abs(b - a) for a, b in zip(train, train[PERIOD:])) / (len(train) - PERIOD)
    mean = forecast.predicted_mean
    wide, narrow = forecast.conf_int(alpha=0.05), forecast.conf_int(alpha=0.2)
    return (sum(abs(actual - mean)) / len(actual) / scale,
            sum((actual >= narrow[:, 0]) & (actual <= narrow[:, 1])) / len(actual),
            sum((actual >= wide[:, 0]) & (actual <= wide[:, 1])) / len(actual))


def main():
    warnings.simplefilter("ignore")
    order = [int(text) for text in sys.argv[1].split(",")]
    rows, seconds, optimum = [], [], 0
    for path in sys.argv[2:]:
        for y in series_of_file(path):
            if len(y) < SHORTEST:
                continue
            optimum += log_likelihood(y, order)
            for back in range(ORIGINS):
                n = len(y) - HORIZON - back * STEP
                start = time.process_time()
                forecast = fit(y[:n], order).get_forecast(HORIZON)
                seconds.append(time.process_time() - start)
                rows.append(score(y[:n], y[n:n + HORIZON], forecast))
    mase, narrow, wide = zip(*rows)
    print("%-16s %6s %10s %10s %12s %12s %9s" % ("peer", "fits", "mean MASE", "med. MASE",
                                                 "coverage 80", "coverage 95", "CPU s"))
    print("%-16s %6d %10.4f %10.4f %12.4f %12.4f %9.4f" % (
        "statsmodels", len(rows), statistics.mean(mase), statistics.median(mase),
        statistics.mean(narrow), statistics.mean(wide), statistics.mean(seconds)))
    print("sum of the log-likelihoods of the whole series: %.4f" % optimum)


main()
