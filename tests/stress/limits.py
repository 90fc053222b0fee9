#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far Foretell goes, and what it says beyond.

    tests/stress/limits.py FORETELL-CLI [--rows=50000000]

Each case is one import into a store of its own, and what is read back. Printed are seconds, the
peak of resident memory, and the bytes of the store."""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HEAD = "Date,product_id,category,sales\n"


class Limits:
    def __init__(self, cli, folder):
        self.cli, self.folder, self.failed = cli, folder, False

    def run(self, store, *arguments, stdout=subprocess.DEVNULL):
        """Exit status, standard error, seconds, MiB."""
        begin = time.monotonic()
        with open(self.folder / "errors", "w+b") as errors:
            process = subprocess.Popen([self.cli, f"--data-dir={store}", *arguments], stdout=stdout, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            errors.seek(0)
            text = errors.read().decode(errors="replace")
        return os.waitstatus_to_exitcode(status), text, time.monotonic() - begin, usage.ru_maxrss // 1024

    def read(self, store, *arguments):
        output = subprocess.run([self.cli, f"--data-dir={store}", "--format=json", *arguments],
                                check=True, capture_output=True, text=True).stdout
        return json.loads(output)

    def expect(self, what, is_so, detail=""):
        if not is_so:
            self.failed = True
            print(f"FAILED: {what} {detail}"[:500], file=sys.stderr)

    def take(self, name, write, n_rows=None, status=0, error="", most=128):
        """Imports what @write gives and returns the store."""
        store = self.folder / re.sub(r"\W", "-", name)
        path = self.folder / "limits.csv"
        with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
            file.write(HEAD)
            write(file)
        got, text, seconds, memory = self.run(store, "--quiet", "import", "--no-forecast", str(path))
        size = (store / "foretell.db").stat().st_size
        print(f"{name:45} {seconds:8.1f} s {memory:6d} MiB {size / 1e6:10.1f} MB", flush=True)
        self.expect(name, got == status and error in text, f"status {got}: {text}")
        self.expect(f"{name}: memory", memory <= most, f"{memory} MiB")
        if n_rows is not None:
            upload = self.read(store, "history")[0]
            self.expect(name, upload["num_inserted_rows"] == n_rows, str(upload))
        path.unlink()
        return store


def many_rows(n_rows):
    def write(file):
        n_products = 5000
        for day in range((n_rows + n_products - 1) // n_products):
            date = time.strftime("%Y-%m-%d", time.gmtime(86400 * day))
            for product in range(min(n_products, n_rows - day * n_products)):
                file.write(f"{date},P{product},C{product % 50},{product % 977}.5\n")
    return write


def many_categories(file):
    for day in range(1, 29):
        file.writelines(f"2025-01-{day:02},P,Category {k},{k % 100}\n" for k in range(10_000))


def many_products(file):
    for number in range(2_000_000):
        file.write(f"2025-01-{1 + number % 28:02},P{number},C{number % 10},1\n")


def queue_many(limits, n_files):
    """All files at once to one command, and each is in at the end."""
    store, paths = limits.folder / "queue", []
    for number in range(n_files):
        paths.append(limits.folder / f"{number}.csv")
        paths[-1].write_text(f"{HEAD}2025-01-01,P{number},Queued,1\n", encoding="utf-8")
    status, text, seconds, memory = limits.run(store, "--quiet", "import", "--no-forecast", *map(str, paths))
    uploads = limits.read(store, "history")
    print(f"{n_files} files at once{seconds:33.1f} s {memory:6d} MiB")
    limits.expect("queue", status == 0 and len(uploads) == n_files, text)
    limits.expect("queue", all(upload["status"] == "completed" for upload in uploads))
    limits.expect("queue", len(limits.read(store, "invoices", "--category=Queued")) == n_files)


def name_files(limits):
    """Names as long as the file system has them, and in any characters."""
    store = limits.folder / "names"
    deep = limits.folder
    while len(str(deep)) < 3500:
        deep = deep / ("d" * 200)
    deep.mkdir(parents=True)
    for number, path in enumerate((deep / ("n" * 251 + ".csv"), limits.folder / "ünï 😀\n\x1b[31m'\"$(x).csv",
                                   limits.folder / os.fsdecode(b"bad\xff\xfe.csv"), limits.folder / "-rf.csv")):
        path.write_text(f"{HEAD}2025-01-01,P{number},Named,1\n", encoding="utf-8")
        status, text, _, _ = limits.run(store, "--quiet", "import", "--no-forecast", "--", str(path))
        limits.expect(repr(path.name), status == 0, text)
    for upload in limits.read(store, "history"):
        limits.expect("batch", len(upload["batch_num"]) <= 100 and "/" not in upload["stored_filename"], str(upload))
    limits.expect("names", len(limits.read(store, "invoices")) == 4)
    print("4 file names")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("--rows", type=int, default=50_000_000)
    arguments = parser.parse_args()
    emoji, long_name = "😀" * 100, "x" * 5000

    with tempfile.TemporaryDirectory(prefix="foretell-limits-", dir=os.environ.get("TMPDIR")) as folder:
        limits = Limits(arguments.cli, pathlib.Path(folder))
        limits.take("10,000 categories", many_categories, 280_000)
        limits.take("2,000,000 products", many_products, 2_000_000, most=200)
        limits.take("a category of 100 emoji", lambda file: file.write(f"2025-01-01,P,{emoji},1\n"), 1)
        limits.take("a category of 5,000 letters", lambda file: file.write(f"2025-01-01,P,{long_name},1\n"),
                    status=4, error="line 2, column category")
        store = limits.take("years 1 and 9999", lambda file: file.write("0001-01-01,P,C,1\n9999-12-31,P,C,2\n"), 2)
        status, text, seconds, memory = limits.run(store, "--quiet", "forecast")
        print(f"forecast from year 1 to 9999: status {status}, {seconds:.1f} s, {memory} MiB, {text.strip()[:200]}")
        limits.expect("forecast of ten thousand years", status in (0, 1) and memory < 1000, text)
        limits.take("amounts at the limits",
                    lambda file: file.write("2025-01-01,P,C,9999999999.99\n2025-01-02,P,C,-9999999999.99\n"), 2)
        queue_many(limits, 500)
        name_files(limits)
        limits.take(f"{arguments.rows:,} rows", many_rows(arguments.rows), arguments.rows)
    return 1 if limits.failed else 0


if __name__ == "__main__":
    sys.exit(main())
