#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares imports by foretell-cli with the same job done by other tools.

    bench/ingest.py BUILD [--rows=1000000] [--rounds=5]

All tools take turns in one run, so that a machine that is busy is so for all of them. The job:
take a CSV in, fill missing amounts forward within each product and category, and upsert it into
a store; then the same with a second file, half of whose rows are updates. Printed are medians
and, as what holds on other machines, their ratios to foretell-cli. BUILD is configured with
-Dbench=true. DuckDB is measured where node finds its package @duckdb/node-api; what sqlite3 needs
for the rows alone, as numbers and in the order of their key, is the floor under all of them. Last
come the times of the window's questions, by bench-store, for as many rows. With --alone, nothing
but foretell-cli and bench-store is measured."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS invoice_data (
  date TEXT NOT NULL, product_id TEXT NOT NULL, category TEXT NOT NULL, sales REAL NOT NULL,
  is_imputed INTEGER NOT NULL, batch_num TEXT NOT NULL, file_hash TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (date, product_id, category)) WITHOUT ROWID;
CREATE TEMP TABLE staging (date TEXT, product_id TEXT, category TEXT, sales TEXT);
"""
COLUMNS = "(date, product_id, category, sales, is_imputed, batch_num, file_hash, created_at, updated_at)"
STAMP = "'sales_1700000000_abcdef', '%s', '2026-01-19T10:30:00', '2026-01-19T10:30:00'" % ("0" * 64)
UPSERT = """
 ON CONFLICT (date, product_id, category) DO UPDATE SET
  sales = excluded.sales, is_imputed = excluded.is_imputed, batch_num = excluded.batch_num,
  file_hash = excluded.file_hash, updated_at = excluded.updated_at, version = version + 1"""
FILLED = f"""
INSERT INTO invoice_data {COLUMNS}
SELECT date, product_id, category,
       coalesce (max (amount) OVER (PARTITION BY product_id, category, run), 0.0),
       amount IS NULL, {STAMP}
  FROM (SELECT date, product_id, category, amount,
               count (amount) OVER (PARTITION BY product_id, category ORDER BY date) AS run
          FROM (SELECT date, product_id, category, CAST (nullif (sales, '') AS REAL) AS amount
                  FROM staging))
 WHERE true{UPSERT};"""
PLAIN = f"""
INSERT INTO invoice_data {COLUMNS}
SELECT date, product_id, category, CAST (sales AS REAL), sales = '', {STAMP}
  FROM staging WHERE true;"""
FLOOR = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE invoice (key INTEGER PRIMARY KEY, amount INTEGER NOT NULL, batch INTEGER NOT NULL,
  past INTEGER NOT NULL);
INSERT INTO invoice
SELECT ((738000 + value / 2000) << 35) + (value %% 2000 / 50 << 21) + value %% 50,
       value * 2654435761 %% 160000, 1, 0 FROM generate_series (0, %d);
"""
DUCKDB = """
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const [database, file] = process.argv.slice(1);
  const connection = await (await DuckDBInstance.create(database, { threads: '1' })).connect();
  await connection.run(`CREATE TABLE IF NOT EXISTS invoice_data (
    date DATE, product_id VARCHAR, category VARCHAR, sales DECIMAL(12,2), is_imputed BOOLEAN,
    batch_num VARCHAR, file_hash VARCHAR, created_at TIMESTAMP, updated_at TIMESTAMP,
    version INTEGER DEFAULT 1, PRIMARY KEY (date, product_id, category))`);
  await connection.run(`INSERT INTO invoice_data %s
    SELECT Date, product_id, category, coalesce(last_value(sales IGNORE NULLS) OVER (
      PARTITION BY product_id, category ORDER BY Date), 0), sales IS NULL, %s
    FROM read_csv('${file}', columns = {'Date': 'DATE', 'product_id': 'VARCHAR',
      'category': 'VARCHAR', 'sales': 'DECIMAL(12,2)'}) %s`);
  await connection.run('CHECKPOINT');
})();
""" % (COLUMNS, STAMP, UPSERT.replace("version + 1", "invoice_data.version + 1"))


def run(command, **options):
    """Runs a command; returns its CPU seconds, wall seconds and peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("%s: exit status %d" % (command[0], process.returncode))
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss * 1024 / 1e6


def sqlite(insert):
    def ingest(folder, file):
        script = SCHEMA + f'.mode csv\n.import --skip 1 "{file}" staging\nBEGIN;{insert}\nCOMMIT;\n'
        path = os.path.join(folder, "script.sql")
        with open(path, "w", encoding="utf-8") as text:
            text.write(script)
        with open(path, encoding="utf-8") as text:
            return run(["sqlite3", "-bail", os.path.join(folder, "store.db")], stdin=text)

    return ingest


def floor(n_rows):
    def insert(folder, _):
        return run(["sqlite3", "-bail", os.path.join(folder, "store.db"), FLOOR % (n_rows - 1)])

    return insert


def foretell(build):
    program = os.path.join(build, "src", "cli", "foretell-cli")

    def ingest(folder, file):
        return run([program, "--data-dir=" + folder, "import", "--no-forecast", "--quiet", file])

    return ingest


def duckdb(folder, file):
    return run(["node", "-e", DUCKDB, os.path.join(folder, "store.db"), file])


def has_duckdb():
    return shutil.which("node") is not None and subprocess.run(
        ["node", "-e", "require('@duckdb/node-api')"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def stored_bytes(folder):
    """The size of a store without the stored copies of files."""
    return sum(entry.stat().st_size for entry in os.scandir(folder)
               if entry.is_file() and entry.name != "script.sql")


def measure(tools, files, rounds):
    results = {name: [] for name in tools}
    for _ in range(rounds):
        for name, (ingest, n_files) in tools.items():
            with tempfile.TemporaryDirectory(dir=os.path.dirname(files[0])) as folder:
                steps = []
                for file in files[:n_files]:
                    steps.append((*ingest(folder, file), stored_bytes(folder)))
                results[name].append(steps)
    return results


def show(results, step, n_rows, title):
    print("\n%s\n%-34s %7s %7s %7s %7s %7s %7s" %
          (title, "", "CPU s", "ratio", "wall s", "ratio", "MB", "B/row"))
    base = None
    for name, rounds in results.items():
        if len(rounds[0]) <= step:
            continue
        cpu, wall, memory, size = (statistics.median(one[step][i] for one in rounds) for i in range(4))
        base = base or (cpu, wall)
        print("%-34s %7.3f %7.2f %7.3f %7.2f %7.1f %7.1f" %
              (name, cpu, cpu / base[0], wall, wall / base[1], memory, size / n_rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("build")
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--alone", action="store_true")
    options = parser.parse_args()
    tools = {"foretell-cli import": (foretell(options.build), 2)}
    if not options.alone:
        tools["sqlite3, filled forward, upsert"] = (sqlite(FILLED), 2)
        tools["sqlite3, plain insert"] = (sqlite(PLAIN), 1)
        tools["sqlite3, floor: numbers in order"] = (floor(options.rows), 1)
    if not options.alone and has_duckdb():
        tools["DuckDB, filled forward, upsert"] = (duckdb, 2)

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for first_day in (0, options.rows // 2000 // 2):
            files.append(os.path.join(folder, "sales-%d.csv" % first_day))
            with open(files[-1], "w", encoding="utf-8") as file:
                subprocess.run([os.path.join(options.build, "bench", "bench-sales"),
                                str(options.rows), str(first_day)], stdout=file, check=True)
        results = measure(tools, files, options.rounds)
    show(results, 0, options.rows, "A first file of %d rows" % options.rows)
    show(results, 1, options.rows * 3 // 2, "A second file of as many, half of them updates")
    print("\nThe store by itself and its questions", flush=True)
    subprocess.run([os.path.join(options.build, "bench", "bench-store"),
                    str(options.rows / 1e6)], check=True)


if __name__ == "__main__":
    main()
