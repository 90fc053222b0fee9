#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the requests per second of `foretell-cli serve` with those of Flask.

    bench/rest/compare.py BUILD [--rounds=3] [--seconds=3]

Needs wrk, gunicorn and Python's flask and sqlalchemy, and a BUILD configured with -Dbench=true.
Both hold the same 100,000 rows and take turns in one run, 1,000 rows an answer. "other rows" asks
for another part of the rows each time, so that no answer can be one that was kept; "same rows"
asks for the same rows again, and "not changed" with the tag of the answer that the client has.
Printed are medians and, as what holds on other machines, their ratios to Flask's; then how long
answers take at half the peak rate while a million rows are imported, and what 1,000 connections
cost that are open and ask for nothing. Where other programs keep the processors busy, the ratios
of CPU time say more than those of requests per second."""

import argparse
import contextlib
import csv
import os
import pathlib
import re
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = """
CREATE TABLE invoice_data (
  date TEXT NOT NULL, product_id TEXT NOT NULL, category TEXT NOT NULL, sales REAL NOT NULL,
  is_imputed INTEGER NOT NULL, batch_num TEXT NOT NULL, file_hash TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (date, category, product_id)) WITHOUT ROWID"""
N_ROWS, N_IMPORTED = 100_000, 1_000_000
# The made-up rows have 2,000 a day, from 1 January 2020: a start date and a limit that change
# with each request make about 1,000 rows that were never asked for.
CHANGING = """
local number = 0
function request ()
  number = number + 1
  return wrk.format ("GET", string.format ("/invoice-data?limit=%%d&start_date=2020-%%02d-%%02d",
                     990 + math.floor (number / 36) %% 20, 1 + number %% 2, 1 + math.floor (number / 2) %% 18))
end
function delay ()
  return %d
end
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fill_peer(path, sales):
    connection = sqlite3.connect(path)
    connection.execute(SCHEMA)
    with open(sales, newline="") as file:
        reader = csv.DictReader(file)
        connection.executemany(
            "INSERT OR REPLACE INTO invoice_data VALUES (?, ?, ?, ?, 0, 'sales_1700000000_abcdef',"
            f" '{'0' * 64}', '2026-01-19T10:30:00', '2026-01-19T10:30:00', 1)",
            ((row["Date"], row["product_id"], row["category"], float(row["sales"] or 0))
             for row in reader))
    connection.commit()
    connection.close()


@contextlib.contextmanager
def running(command, port, **environment):
    with subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL) as process:
        try:
            while True:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.1)
            yield process
        finally:
            process.terminate()


def cpu_seconds(process):
    """What a program and its children have used."""
    total = 0
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if process.pid in (int(path.parent.name), int(fields[1])):
                total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def measure(url, seconds, script=None, header=None, n_connections=8):
    """The requests, those per second, and the milliseconds within which 99 of 100 were answered."""
    command = ["wrk", "-t1", f"-c{n_connections}", f"-d{seconds}s", "--latency"]
    command += ["-s", str(script)] if script is not None else []
    command += ["-H", header] if header is not None else []
    output = subprocess.run(command + [url], check=True, stdout=subprocess.PIPE, text=True).stdout
    if "Non-2xx" in output and header is None:
        raise SystemExit(f"{url}: {output}")
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    return (int(re.search(r"(\d+) requests in", output)[1]),
            float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
            float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def write_script(folder, delay):
    script = pathlib.Path(folder, f"changing-{delay}.lua")
    script.write_text(CHANGING % delay)
    return script


def get_tag(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.headers["ETag"]


def compare(ours, peers, processes, folder, arguments):
    """Prints the rates; returns that of Foretell's answers with other rows."""
    same = f"{ours}/invoice-data?limit=1000"
    runs = {
        "Flask, mapper": (f"{peers}/invoice-data", {}),
        "Flask, cursor": (f"{peers}/raw", {}),
        "Foretell, other rows": (ours, {"script": write_script(folder, 0)}),
        "Foretell, same rows": (same, {}),
        "Foretell, not changed": (same, {"header": f"If-None-Match: {get_tag(same)}"}),
        "Flask, /health": (f"{peers}/health", {}),
        "Foretell, /health": (f"{ours}/health", {}),
    }
    rates, costs = {name: [] for name in runs}, {name: [] for name in runs}
    for _ in range(arguments.rounds):
        for name, (url, options) in runs.items():
            before = cpu_seconds(processes[name.split(",")[0]])
            n, rate, _ = measure(url, arguments.seconds, **options)
            rates[name].append(rate)
            costs[name].append((cpu_seconds(processes[name.split(",")[0]]) - before) / n)
    rates = {name: statistics.median(values) for name, values in rates.items()}
    costs = {name: statistics.median(values) for name, values in costs.items()}
    for name, rate in rates.items():
        print(f"{name:22} {rate:9.1f} requests/s {1e6 * costs[name]:9.0f} us of CPU each")
    for our_name in runs:
        for peer_name in runs:
            if our_name.startswith("Foretell") and peer_name.startswith("Flask") and (
                    our_name.endswith("/health") == peer_name.endswith("/health")):
                print(f"{our_name} / {peer_name}: {rates[our_name] / rates[peer_name]:.1f} times as many,"
                      f" {costs[peer_name] / costs[our_name]:.1f} times less CPU time")
    return rates["Foretell, other rows"]


def measure_beside_import(url, peak, cli, store, folder):
    n_connections = 8
    delay = round(1000 * n_connections / (peak / 2))
    script = write_script(folder, delay)
    with subprocess.Popen([cli, store, "--quiet", "import", "--no-forecast", f"{folder}/imported.csv"]) as job:
        _, rate, slowest = measure(url, 3, script, n_connections=n_connections)
        while_running = job.poll() is None
    print(f"beside an import: {rate:.1f} requests/s, 99 % within {slowest:.1f} ms"
          + ("" if while_running else " (the import ended before)"))


def measure_beside_idle(url, port):
    before = measure(f"{url}/health", 2)[1]
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(1000)]
    after = measure(f"{url}/health", 2)[1]
    for idle in sockets:
        idle.close()
    print(f"/health beside 1,000 idle connections: {after / before:.2f} of the rate without")


def write_sales(build, path, n_rows):
    with open(path, "wb") as file:
        subprocess.run([f"{build}/bench/bench-sales", str(n_rows)], check=True, stdout=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    arguments = parser.parse_args()
    cli = f"{arguments.build}/src/cli/foretell-cli"

    with tempfile.TemporaryDirectory() as folder:
        write_sales(arguments.build, f"{folder}/sales.csv", N_ROWS)
        write_sales(arguments.build, f"{folder}/imported.csv", N_IMPORTED)
        our_port, peer_port = free_port(), free_port()
        store = f"--data-dir={folder}/store"
        subprocess.run([cli, store, "--quiet", "import", "--no-forecast", f"{folder}/sales.csv"], check=True)
        fill_peer(f"{folder}/peer.db", f"{folder}/sales.csv")
        ours, peers = f"http://127.0.0.1:{our_port}", f"http://127.0.0.1:{peer_port}"
        with running([cli, store, "--quiet", "serve", f"--port={our_port}"], our_port) as we:
            with running(["gunicorn", "--workers=2", f"--bind=127.0.0.1:{peer_port}", f"--chdir={HERE}",
                          "peer:application"], peer_port, PEER_DATABASE=f"{folder}/peer.db") as they:
                peak = compare(ours, peers, {"Foretell": we, "Flask": they}, folder, arguments)
            measure_beside_import(ours, peak, cli, store, folder)
            measure_beside_idle(ours, our_port)


if __name__ == "__main__":
    main()
