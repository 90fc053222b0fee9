#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the shells what they complete on the command line of foretell-cli.
Usage: test-completion.py SOURCE-FOLDER FORETELL-CLI"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

FOLDER = pathlib.Path(sys.argv[1], "data", "completion").resolve()
CLI = pathlib.Path(sys.argv[2]).resolve()
ROWS = ("Date,product_id,category,sales\n2026-01-01,P1,Electronics,1.00\n"
        "2026-01-01,P2,\"Toys, big\",2.00\n2026-01-01,P3,Säge & Öl,3.00\n")
MODELS = ["prophet", "sarimax", "holt_winters", "ensemble", "seasonal_naive"]

# Words as readline splits them; compopt works only while a person types.
BASH = """
source "$1/foretell-cli.bash"; shift
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_foretell_cli foretell-cli
for reply in "${COMPREPLY[@]}"; do echo "$reply"; done
"""
FISH = 'source $argv[1]/foretell-cli.fish; complete -C $argv[2]'


class Completion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        (self.work / "sales.csv").write_text(ROWS, encoding="utf-8")
        self.environment = os.environ | {
            "PATH": f"{CLI.parent}:{os.environ['PATH']}", "HOME": folder.name, "LC_ALL": "C.UTF-8",
            "XDG_DATA_HOME": str(self.work / "share"), "XDG_CONFIG_HOME": str(self.work / "config"),
        }

    def run_ok(self, *command):
        result = subprocess.run(command, cwd=self.work, env=self.environment, text=True, check=False,
                                stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout

    def import_rows(self, *options):
        self.run_ok(CLI, *options, "--quiet", "import", "--no-forecast", "sales.csv")
        return self.run_ok(CLI, *options, "history", "--format=csv").splitlines()[1].split(",")[0]

    def bash(self, *words):
        return self.run_ok("bash", "--norc", "-c", BASH, "bash", FOLDER, "foretell-cli",
                           *words).splitlines()

    def test_commands(self):
        self.assertIn("import", self.bash(""))
        self.assertEqual(self.bash("fore"), ["forecast", "forecasts"])
        self.assertEqual(self.bash("--format", "=", "json", "--threads", "2", "inv"), ["invoices"])

    def test_options(self):
        self.assertEqual(self.bash("import", "--st"), ["--strict"])
        self.assertEqual(self.bash("explain", "--or"), ["--order="])
        self.assertIn("--data-dir=", self.bash("--"))
        self.assertNotIn("--order=", self.bash("chart", "--"))

    def test_values(self):
        for separator in ([], ["="]):
            self.assertEqual(self.bash("history", "--format", *separator, "j"), ["json"])
            self.assertEqual(self.bash("summary", "--gaps", *separator, ""), ["zero", "missing"])
            self.assertEqual(self.bash("forecast", "--model", *separator, ""), MODELS)
        self.assertEqual(self.bash("summary", "--gaps", "="), ["zero", "missing"])
        self.assertEqual(self.bash("serve", "--holidays", "=", "D"), ["DE"])
        self.assertEqual(self.bash("explain", "--holidays", "=", "no"), ["none"])
        self.assertEqual(self.bash("forecast", "--holidays", "=", "sal"), ["sales.csv"])
        self.assertIn("product_id", self.bash("import", "--map", "="))

    def test_what_the_store_holds(self):
        batch = self.import_rows()
        self.assertEqual(self.bash("undo", ""), [batch])
        self.assertEqual(self.bash("invoices", "--batch", "=", "sa"), [batch])
        self.assertEqual(sorted(self.bash("chart", "--category", "=")),
                         ["Electronics", "Säge & Öl", "Toys, big"])
        self.assertEqual(self.bash("chart", "--category", "=", "\"Toys, b"), ["Toys, big"])
        self.assertEqual(self.bash("chart", "--category", "=", "Säge\\ "), ["Säge & Öl"])

    def test_another_store(self):
        elsewhere = self.work / "other"
        self.assertEqual(self.bash("undo", ""), [])
        batch = self.import_rows(f"--data-dir={elsewhere}")
        self.assertEqual(self.bash("--data-dir", "=", str(elsewhere), "undo", ""), [batch])
        self.assertEqual(self.bash("--data-dir", str(elsewhere), "undo", ""), [batch])

    def test_files(self):
        self.assertEqual(self.bash("import", "sal"), ["sales.csv"])
        self.assertEqual(self.bash("serve", "--token-file", "=", "s"), ["sales.csv"])

    def test_fish(self):
        if shutil.which("fish"):
            batch = self.import_rows()

            def fish(line):
                told = self.run_ok("fish", "--no-config", "-c", FISH, FOLDER, "foretell-cli " + line)
                return [candidate.split("\t")[0] for candidate in told.splitlines()]
            self.assertEqual(fish("fore"), ["forecast", "forecasts"])
            self.assertEqual(fish("explain --or"), ["--order="])
            self.assertEqual(fish("history --format=j"), ["--format=json"])
            self.assertEqual(fish("--format json history --gaps z"), ["zero"])
            self.assertEqual(fish("undo "), [batch])
            self.assertEqual(fish("import sal"), ["sales.csv"])

    def test_zsh(self):
        if shutil.which("zsh"):
            self.run_ok("zsh", "-n", FOLDER / "_foretell-cli")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
