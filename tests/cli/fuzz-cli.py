#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command lines of any options and values, and files of any dialect with options that may fit.

    fuzz-cli.py FORETELL-CLI [--lines=N] [--seed=S]

Options are read from each command's --help, so that a new one is tried by itself. Whatever is
asked: the program ends by itself with a status it documents, says why where it fails, prints
text, and JSON where JSON was asked for; a file is read as a whole, row by row counted."""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

COMMANDS = ("import", "history", "invoices", "forecast", "forecasts", "summary", "backtest", "explain", "chart",
            "undo", "rejects", "versions", "serve")
VALUES = [
    "", "0", "1", "7", "-1", "1e9", "0x10", "4294967296", "18446744073709551616", "1.5", "nan", "inf", " 3", "3 ",
    "2026-01-31", "0001-01-01", "9999-12-31", "2026-02-30", "Books", "Toys", "no such", "prophet", "sarimax",
    "holt_winters", "ensemble", "seasonal_naive", "SARIMAX", "zero", "missing", "json", "csv", "table",
    "spreadsheet", "xml", "last", "sum", "linear", "logistic", "flat", ";", ",", "\\t", "\t", "\"", "\n", "ab", ".",
    "'", "%d.%m.%Y", "%Y%m%d", "%", "%n%s%x", "%%%%%%", "date=Day", "sales=Umsatz", "=", "price=x", "date=",
    "1,1,1,0,1,1", "9,9,9,9,9,9", "0,0,0,0,0,0", "1,2", "sales.csv", "none.csv", "out.csv", "out.png", "out.svg",
    "/dev/full", "/dev/null", "no/such/folder/x.png", "127.0.0.1", "::1", "256.1.1.1", "%s%n%s", "$(id)", "`id`", "; id", "--",
    "-h", "--help", "ünï", "😀" * 40, "x" * 5000, b"\xff\xfe", b"\xc3", "\x1b[31m", "‮", "' OR 1=1 --",
]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Fuzz:
    def __init__(self, cli, folder, seed):
        self.cli, self.folder, self.random = os.path.abspath(cli), folder, random.Random(seed)
        self.statuses, self.problems = collections.Counter(), []
        self.options = {command: self.options_of(command) for command in COMMANDS}

    def run(self, *arguments):
        command = [self.cli, f"--data-dir={self.folder}/store", *arguments]
        try:
            return subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=120, check=False)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, "does not end", b"", b"")

    def options_of(self, command):
        text = self.run(command, "--help").stdout.decode()
        found = re.findall(r"^  (?:-\w, )?(--[\w-]+)(=\S+)?", text, re.MULTILINE)
        return [(name, bool(value)) for name, value in found if name != "--data-dir"]

    def expect(self, is_so, what, arguments, result):
        if not is_so:
            self.problems.append(f"{what}: {arguments!r}: {result.returncode} {result.stdout[:300]} "
                                 f"{result.stderr[:600]}")

    def check(self, arguments):
        """What holds for any command line."""
        result = self.run(*arguments)
        self.statuses[str(result.returncode)] += 1
        self.expect(result.returncode in range(5), "status", arguments, result)
        self.expect(result.returncode == 0 or result.stderr.strip(), "says nothing", arguments, result)
        self.expect(result.returncode != 2 or not result.stdout, "usage on standard output", arguments, result)
        for output in (result.stdout, result.stderr):
            try:
                text = output.decode()
                self.expect("\x1b" not in text, "moves the terminal's cursor", arguments, result)
            except UnicodeDecodeError:
                self.expect(False, "is no text", arguments, result)
        return result

    def line(self):
        """A command line; serve gets an argument too many, as it would not end."""
        command = self.random.choice(COMMANDS)
        arguments = [command] + ["one too many"] * (command == "serve")
        for _ in range(self.random.choice((0, 1, 1, 2, 2, 3, 5))):
            name, has_value = self.random.choice(self.options[command])
            value = self.random.choice(VALUES)
            if not has_value and self.random.random() < 0.95:
                arguments.append(name)
            elif isinstance(value, bytes):
                arguments.append(os.fsencode(name) + b"=" + value)
            else:
                arguments += [f"{name}={value}"] if self.random.random() < 0.9 else [name, value]
        for _ in range(self.random.choice((0, 0, 1, 1, 2))):
            arguments.insert(self.random.randrange(1, len(arguments) + 1), self.random.choice(VALUES))
        result = self.check(arguments)
        formats = [argument for argument in arguments if str(argument).startswith("--format")]
        if formats == ["--format=json"] and result.returncode == 0 and command not in ("chart", "rejects") and \
                not {"--help", "--version", "-h"} & set(map(str, arguments)):
            self.is_json(arguments, result)

    def is_json(self, arguments, result):
        try:
            return json.loads(result.stdout)
        except ValueError:
            self.expect(False, "is no JSON", arguments, result)
            return None

    def dialect(self):
        """A file of some dialect, read with the options for it, or one of them wrong."""
        delimiter, mark = self.random.choice(",;\t|"), self.random.choice(".,")
        date_format = self.random.choice(("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%Y%m%d", "%d %b %Y"))
        headers = self.random.sample(("Day", "Umsatz", "Art", "Kind", "日付", "a\"b", "x y", "ü"), 4)
        options = [f"--delimiter={delimiter}", f"--decimal-mark={mark}", f"--date-format={date_format}",
                   f"--duplicates={self.random.choice(('last', 'sum'))}"]
        options += [f"--map={field}={header}" for field, header in
                    zip(("date", "product_id", "category", "sales"), headers)]
        self.random.shuffle(options)
        if self.random.random() < 0.5:
            options[self.random.randrange(len(options))] = \
                f"--{self.random.choice(('delimiter', 'decimal-mark', 'date-format', 'map', 'duplicates'))}=" \
                f"{self.random.choice([value for value in VALUES if isinstance(value, str)])}"
        n_rows = self.random.randrange(1, 40)
        rows = [headers] + [self.row(mark, date_format) for _ in range(n_rows)]
        quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
        (self.folder / "dialect.csv").write_text("\n".join(quoted) + "\n", encoding="utf-8")
        arguments = ["import", "--dry-run", "--format=json", *options, "dialect.csv"]
        result = self.check(arguments)
        if result.returncode == 0:
            answer = self.is_json(arguments, result)
            counts = answer[0] if isinstance(answer, list) else answer
            self.expect(counts["num_total_rows"] == n_rows, "rows", arguments, result)

    def row(self, mark, date_format):
        day = f"2025-{self.random.randrange(1, 13):02}-{self.random.randrange(1, 29):02}"
        names = {"%Y-%m-%d": day, "%Y%m%d": day.replace("-", ""),
                 "%d.%m.%Y": f"{day[8:]}.{day[5:7]}.{day[:4]}", "%m/%d/%Y": f"{day[5:7]}/{day[8:]}/{day[:4]}",
                 "%d %b %Y": f"{day[8:]} {MONTHS[int(day[5:7]) - 1]} {day[:4]}"}
        amount = self.random.choice((f"{self.random.uniform(-999, 999):.2f}", "12", "", "n/a", "9999999999.99"))
        return [names[date_format], f"P{self.random.randrange(9)}", self.random.choice(("A", "B;C", "D,\"E")),
                amount.replace(".", mark)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20260119)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rows = [f"2025-{1 + i // 28:02}-{1 + i % 28:02},P{i % 3},{('Toys', 'Books')[i % 2]},{i % 7}.50\n"
                for i in range(80)]
        (folder / "sales.csv").write_text("Date,product_id,category,sales\n" + "".join(rows), encoding="utf-8")
        fuzz = Fuzz(arguments.cli, folder, arguments.seed)
        fuzz.run("import", "--no-forecast", "sales.csv")
        for number in range(arguments.lines):
            fuzz.dialect() if number % 3 == 0 else fuzz.line()
        fuzz.check(["history", "--format=json"])
        for problem in fuzz.problems:
            print("FAILED:", problem)
        print(f"{arguments.lines} command lines, by status: {sorted(fuzz.statuses.items())}, "
              f"{len(fuzz.problems)} problems")
    return 1 if fuzz.problems else 0


if __name__ == "__main__":
    sys.exit(main())
