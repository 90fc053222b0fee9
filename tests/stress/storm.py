#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many programs on one store at once, killed at random instants.

    tests/stress/storm.py FORETELL-CLI [--minutes=M] [--workers=N] [--seed=S]

Workers import files, take them back, read and forecast by the command line, while a server
answers. One operation in three is killed (SIGKILL) at a random instant, the server every few
seconds. Each worker has files of its own, so that it knows what the store must hold: a file is
wholly in or wholly out, and what a program was told to be done stays done. At the end nothing
waits, SQLite finds the file sound, and the daily sums agree with the rows."""

import argparse
import json
import pathlib
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

N_FILES, N_DAYS, N_PRODUCTS = 6, 40, 60
N_ROWS = N_DAYS * N_PRODUCTS
ABSENT, PRESENT, PENDING = "absent", "present", "pending"


class Storm:
    def __init__(self, cli, folder, minutes, seed):
        self.cli, self.folder, self.seed = cli, folder, seed
        self.store = f"--data-dir={folder}/store"
        self.end = time.monotonic() + 60 * minutes
        self.lock, self.counts, self.problems = threading.Lock(), {}, []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def note(self, what):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1

    def fail(self, text):
        with self.lock:
            self.problems.append(text)

    def run(self, generator, *arguments, kill_after=None):
        """The exit status, or None where the program was killed."""
        process = subprocess.Popen([self.cli, self.store, *arguments], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        try:
            output, errors = process.communicate(timeout=kill_after or 120)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            if kill_after is None:
                self.fail(f"{arguments}: not within two minutes")
            self.note(f"{arguments[0]} killed")
            return None, ""
        self.note(arguments[0])
        for word in ("damaged", "CRITICAL", "WARNING", "locked"):
            if word in errors:
                self.fail(f"{arguments}: {errors}")
        return process.returncode, output

    # --- one worker ---------------------------------------------------------------------------

    def work(self, number):
        generator = random.Random(self.seed * 1000 + number)
        files = [OwnFile(self, generator, f"w{number}f{k}") for k in range(N_FILES)]
        while time.monotonic() < self.end and not self.problems:
            generator.choice(files).step()
        return files

    # --- the server, which is killed again and again --------------------------------------------

    def serve(self):
        generator = random.Random(self.seed)
        while time.monotonic() < self.end and not self.problems:
            process = subprocess.Popen([self.cli, self.store, "--quiet", "serve", f"--port={self.port}"])
            deadline = time.monotonic() + generator.uniform(1, 6)
            while time.monotonic() < min(deadline, self.end):
                self.ask(generator)
            process.kill()
            process.wait()
            self.note("serve killed")

    def ask(self, generator):
        path = generator.choice(("/health", "/metadata", "/invoice-data?limit=500", "/api/v1/jobs",
                                 "/api/v1/categories", "/forecast-data?limit=200"))
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                json.load(answer)
            self.note("answers")
        except urllib.error.HTTPError as error:
            self.fail(f"{path}: {error.code} {error.read()[:300]}")
        except (OSError, ValueError):
            time.sleep(0.02)  # it does not listen yet

    # --- what must hold at the end ----------------------------------------------------------------

    def check(self, files):
        generator = random.Random(0)
        last = self.folder / "last.csv"
        last.write_text("Date,product_id,category,sales\n2025-01-01,P,Last,1\n", encoding="utf-8")
        self.run(generator, "import", "--no-forecast", str(last))
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            history = json.loads(self.run(generator, "history", "--format=json")[1])
            if all(upload["status"] in ("completed", "failed", "undone") for upload in history):
                break
            time.sleep(0.2)
        else:
            self.fail(f"still at work: {[u for u in history if u['status'] not in ('completed', 'failed')]}")
        for file in files:
            if file.state == PENDING:
                file.state = PRESENT if file.find_batch() is not None else ABSENT
            file.check()
        self.check_file()

    def check_file(self):
        database = sqlite3.connect(f"file:{self.folder}/store/foretell.db?mode=ro", uri=True)
        for text in ("integrity_check", "foreign_key_check"):
            found = database.execute(f"PRAGMA {text}").fetchall()
            if found not in ([("ok",)], []):
                self.fail(f"{text}: {found[:5]}")
        rows = dict(database.execute("SELECT category, count (*) FROM invoice_data GROUP BY 1"))
        listed = {entry["category"]: entry["num_rows"] for entry in self.list_categories()}
        if rows != {name: n for name, n in listed.items() if n > 0}:
            self.fail(f"rows {rows}, categories {listed}")

    def list_categories(self):
        process = subprocess.Popen([self.cli, self.store, "--quiet", "serve", f"--port={self.port}"])
        try:
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/categories?limit=1000") as answer:
                        return json.load(answer)
                except urllib.error.HTTPError:
                    raise
                except OSError:
                    time.sleep(0.05)
        finally:
            process.terminate()
            process.wait()


class OwnFile:
    """A file that only one worker knows, with a category of its own."""

    def __init__(self, storm, generator, name):
        self.storm, self.generator, self.category = storm, generator, name
        self.state, self.batch = ABSENT, None
        self.path = storm.folder / f"{name}.csv"
        self.total = 0
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("Date,product_id,category,sales\n")
            for row in range(N_ROWS):
                cents = generator.randrange(100, 100000)
                self.total += cents
                file.write(f"2025-{1 + row // 28 % 12:02}-{1 + row % 28:02},P{row},{name},{cents / 100:.2f}\n")

    def step(self):
        kill_after = self.generator.uniform(0, 0.4) if self.generator.random() < 1 / 3 else None
        if self.state != PRESENT:
            self.take_in(kill_after)
        else:
            self.generator.choice((self.check, self.check, self.forecast, self.undo))(kill_after)

    def run(self, *arguments, kill_after=None):
        return self.storm.run(self.generator, *arguments, kill_after=kill_after)

    def take_in(self, kill_after):
        status, _ = self.run("import", "--no-forecast", str(self.path), kill_after=kill_after)
        if status == 0:
            self.state = PRESENT
        elif status in (None, 3):
            self.state = PENDING  # another program may be at it
        else:
            self.storm.fail(f"import of {self.category}: {status}")
        if status == 3:
            self.settle()

    def find_batch(self):
        history = json.loads(self.run("history", "--format=json")[1])
        mine = [u for u in history if u["original_filename"] == self.path.name]
        standing = [u for u in mine if u["status"] == "completed"]
        if len(standing) > 1:
            self.storm.fail(f"{self.category} is in twice: {standing}")
        return standing[0]["batch_num"] if standing else None

    def settle(self):
        if self.find_batch() is not None:
            self.state = PRESENT

    def undo(self, kill_after=None):
        batch = self.find_batch()
        if batch is None:
            self.storm.fail(f"{self.category} has no upload")
            return
        status, _ = self.run("undo", batch, kill_after=kill_after)
        if status == 0:
            self.state = ABSENT
            self.check()
        elif status is None:
            self.state = PENDING
        else:
            self.storm.fail(f"undo of {self.category}: {status}")

    def forecast(self, kill_after=None):
        status, _ = self.run("forecast", f"--category={self.category}", "--model=prophet",
                             kill_after=kill_after)
        if status not in (0, None):
            self.storm.fail(f"forecast of {self.category}: {status}")

    def check(self, kill_after=None):
        status, output = self.run("invoices", f"--category={self.category}", "--format=json")
        rows = json.loads(output)
        total = round(sum(round(row["sales"] * 100) for row in rows))
        expected = (N_ROWS, self.total) if self.state == PRESENT else (0, 0)
        if status != 0 or (len(rows), total) != expected:
            self.storm.fail(f"{self.category} is {self.state}: {len(rows)} rows, {total}, not {expected}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="foretell-storm-") as folder:
        storm = Storm(arguments.cli, pathlib.Path(folder), arguments.minutes, arguments.seed)
        files = []
        workers = [threading.Thread(target=lambda n=n: files.extend(storm.work(n)))
                   for n in range(arguments.workers)]
        workers.append(threading.Thread(target=storm.serve))
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if not storm.problems:
            storm.check(files)
        print(", ".join(f"{what} {n}" for what, n in sorted(storm.counts.items())))
    for problem in storm.problems:
        print(f"PROBLEM: {problem}", file=sys.stderr)
    return 1 if storm.problems else 0


if __name__ == "__main__":
    sys.exit(main())
