#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks one line at a time of the numeric kernels and of the rules of imports: a test must fail.

    tests/stress/mutation.py FOLDER [--mutants=N] [--seed=S] [FILE...]

Works on a copy of the sources in FOLDER. A mutant of which the optimising compiler makes the same
code is equivalent and counts for nothing, like one that it refuses. Survivors are listed: either a
test is missing, or the change makes no difference that a test could see."""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What is broken, and the tests that are there for it, the quickest first.
NUMERIC = {
    "src/numeric/fore-arma.c": ("arma", "kalman", "sarimax-likelihood", "sarimax"),
    "src/numeric/fore-difference.c": ("sarimax-likelihood", "sarimax-search", "sarimax"),
    "src/numeric/fore-fourier.c": ("fourier",),
    "src/numeric/fore-innovations.c": ("whitener", "arma", "kalman", "sarimax-likelihood", "sarimax"),
    "src/numeric/fore-kalman.c": ("kalman", "sarimax-likelihood", "sarimax"),
    "src/numeric/fore-lag.c": ("whitener", "arma"),
    "src/numeric/fore-least-squares.c": ("minimize", "arma", "regression", "sarimax-search", "sarimax"),
    "src/numeric/fore-minimize.c": ("minimize", "ets-fit", "sarimax"),
    "src/numeric/fore-random.c": ("random",),
    "src/numeric/fore-stl.c": ("unit-root", "sarimax-search"),
    "src/numeric/fore-unit-root.c": ("unit-root",),
    "src/numeric/fore-whitener.c": ("whitener", "sarimax-likelihood"),
}
MODELS = {
    "src/models/fore-calibrate.c": ("calibrate", "forecaster"),
    "src/models/fore-ets.c": ("ets", "ets-fit", "ets-forecast", "holt-winters"),
    "src/models/fore-ets-fit.c": ("ets-fit", "ets", "holt-winters"),
    "src/models/fore-ets-forecast.c": ("ets-forecast", "holt-winters"),
    "src/models/fore-ets-tangent.c": ("ets-fit", "holt-winters"),
    "src/models/fore-prophet-lasso.c": ("prophet-lasso", "prophet"),
    "src/models/fore-prophet-posterior.c": ("prophet-posterior", "prophet"),
    "src/models/fore-sarimax-fit.c": ("sarimax-likelihood", "sarimax", "regression"),
    "src/models/fore-sarimax-model.c": ("sarimax-likelihood", "sarimax", "regression"),
    "src/models/fore-tsb.c": ("tsb",),
}
INGEST = {
    "src/ingest/fore-amount-text.c": ("amount-text", "import"),
    "src/ingest/fore-date-format.c": ("date-text", "dialects"),
    "src/ingest/fore-date-text.c": ("date-text", "dialects"),
    "src/ingest/fore-intake.c": ("intake", "engine", "preview"),
    "src/ingest/fore-last-amounts.c": ("import", "row-spool"),
    "src/ingest/fore-row-merge.c": ("row-spool", "import", "import-files"),
    "src/ingest/fore-row-sort.c": ("row-spool", "import", "import-files"),
    "src/ingest/fore-row-spool.c": ("row-spool", "import", "import-files"),
}
STORE = {
    "src/store/sqlite/fore-sqlite-append.c": ("append", "versions", "invoices", "undo"),
    "src/store/sqlite/fore-sqlite-calendar.c": ("append", "invoices"),
    "src/store/sqlite/fore-sqlite-ledger.c": ("append", "undo", "versions"),
    "src/store/sqlite/fore-sqlite-totals.c": ("append", "undo", "invoices"),
    "src/store/sqlite/fore-sqlite-undo.c": ("undo", "versions"),
    "src/store/sqlite/fore-sqlite-uploads.c": ("uploads", "append", "undo"),
    "src/store/sqlite/fore-sqlite-versions.c": ("versions", "undo"),
}
TARGETS = {**NUMERIC, **MODELS, **INGEST, **STORE}

EXCHANGED = [(" + ", " - "), (" - ", " + "), (" * ", " / "), (" / ", " * "), (" += ", " -= "), (" -= ", " += "),
             (" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "),
             (" && ", " || "), (" || ", " && "), ("++", "--"), ("MIN (", "MAX ("), ("MAX (", "MIN ("),
             ("TRUE", "FALSE"), ("FALSE", "TRUE"), ("continue;", "break;")]
KEYWORDS = "return|else|case|default|break|continue|goto|if|while|for|do|switch|sizeof"
# Among them what the sanitizers are for: memory asked for and given back.
UNTOUCHED = re.compile(r"^\s*(#include|/?\*|//|static\b.*\)$|typedef|G_|g_return_|g_assert|g_set_error|_ \()|^\w|"
                       r"g_new|_free \(|g_free")
STATEMENT = re.compile(rf"^(\s+)(?!(?:{KEYWORDS})\b)(?:[\w\[\].>*()-]+ (?:[+*/|&-]?= )|\w+ \().*;$")
CONSTANT = re.compile(r"(?<![\w.])(\d+\.\d+(?:e-?\d+)?|\d+)(?![\w.])")
CONDITION = re.compile(r"^(\s*(?:\} else )?if )\((.*)\)( \{)?$")
ARGUMENTS = re.compile(r"(\w+ \()([\w.>-]+), ([\w.>-]+)([,)])")


def is_in_string(line, at):
    return line[:at].count('"') % 2 == 1


def changes_of(line):
    """The line with one thing in it changed, each way there is."""
    for old, new in EXCHANGED:
        at = line.find(old)
        while at >= 0:
            if not is_in_string(line, at):
                yield line[:at] + new + line[at + len(old):]
            at = line.find(old, at + 1)
    for match in CONSTANT.finditer(line):
        if not is_in_string(line, match.start()):
            text = match.group()
            value = repr(float(text) * 1.5 + 0.25) if "." in text else str(int(text) + 1)
            yield line[:match.start()] + value + line[match.end():]
    for match in ARGUMENTS.finditer(line):
        if match.group(2) != match.group(3) and not is_in_string(line, match.start()):
            yield line[:match.start()] + "{0}{2}, {1}{3}".format(*match.groups()) + line[match.end():]
    match = CONDITION.match(line)
    if match:
        yield "{0}(!({1})){2}".format(*match.groups(default=""))
    match = STATEMENT.match(line)
    if match:
        yield match.group(1) + ";"


def mutants_of(path):
    """(file, number of the line, what it becomes), for all changes to the file."""
    in_comment = False
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").split("\n")):
        in_comment = in_comment or line.lstrip().startswith("/*")
        if not in_comment and not UNTOUCHED.search(line):
            for changed in changes_of(line):
                yield path, number, changed
        if "*/" in line:
            in_comment = False


class Laboratory:
    def __init__(self, folder):
        self.source, self.build = folder / "source", folder / "build"
        if self.source.exists():
            shutil.rmtree(self.source)
        names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                               check=True, capture_output=True, text=True).stdout
        for name in filter(None, names.split("\0")):
            if (ROOT / name).is_file():
                (self.source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.source / name)
        if not self.build.exists():
            subprocess.run(["meson", "setup", self.build, self.source, "-Dapp=disabled", "-Doptimization=1"],
                           check=True, stdout=subprocess.DEVNULL)
        commands = json.loads((self.build / "compile_commands.json").read_text(encoding="utf-8"))
        self.commands = {os.path.normpath(self.build / command["file"]): command["command"] for command in commands}
        tests = json.loads(subprocess.run(["meson", "introspect", "--tests", self.build], check=True,
                                          capture_output=True, text=True).stdout)
        self.programs = collections.defaultdict(list)
        for test in tests:
            self.programs[test["name"]].append(os.path.relpath(test["cmd"][0], self.build))

    def code(self, path):
        """What the optimising compiler makes of the file, None if it refuses it."""
        command = shlex.split(self.commands[str(self.source / path)])
        del command[command.index("-o"):command.index("-o") + 2]
        result = subprocess.run([*command, "-O2", "-g0", "-S", "-o", "-"], cwd=self.build, capture_output=True,
                                check=False)
        return result.stdout if result.returncode == 0 else None

    def passes(self, tests, patience=1):
        programs = sorted({program for test in tests for program in self.programs[test]})
        if subprocess.run(["ninja", "-C", self.build, *programs], capture_output=True, check=False).returncode != 0:
            return False
        # A mutant that hangs is found, too.
        return subprocess.run(["meson", "test", "-C", self.build, "--no-rebuild", "--maxfail=1",
                               f"--timeout-multiplier={patience}", *tests], capture_output=True,
                              check=False).returncode == 0

    def outcome(self, path, number, changed):
        file = self.source / path
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        original = self.code(path)
        lines[number] = changed
        try:
            file.write_text("\n".join(lines), encoding="utf-8")
            code = self.code(path)
            if code is None:
                return "refused"
            if code == original:
                return "equivalent"
            return "survived" if self.passes(TARGETS[path]) else "killed"
        finally:
            file.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260119)
    arguments = parser.parse_intermixed_args()
    files = arguments.files or sorted(TARGETS)
    mutants = [mutant for path in files for mutant in mutants_of(path)]
    chosen = random.Random(arguments.seed).sample(mutants, min(arguments.mutants, len(mutants)))
    laboratory = Laboratory(arguments.folder.resolve())
    counts = collections.defaultdict(collections.Counter)

    tests = sorted({test for path in files for test in TARGETS[path]})
    if not laboratory.passes(tests, 6):
        sys.exit("The tests fail without a change.")
    try:
        for path, number, changed in chosen:
            outcome = laboratory.outcome(path, number, changed)
            counts[path.split("/")[1]][outcome] += 1
            if outcome == "survived":
                print(f"{path}:{number + 1}: {changed.strip()}", flush=True)
    except KeyboardInterrupt:
        print("Stopped early.")
    for folder, count in sorted(counts.items()):
        print(f"{folder}: {count['killed']} of {count['killed'] + count['survived']} killed, "
              f"{count['equivalent']} equivalent, {count['refused']} refused by the compiler")


if __name__ == "__main__":
    main()
