#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man pages tell every command and option that --help tells, and are well formed.
Usage: test-man.py SOURCE-FOLDER FORETELL-CLI [FORETELL]"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

PAGES = pathlib.Path(sys.argv[1], "data", "man")
CLI, *WINDOW = sys.argv[2:]
OPTION = re.compile(r"^  (?:-[a-z], )?(--[a-z-]+)", re.M)
COMMAND = re.compile(r"^  ([a-z][a-z-]*)  ", re.M)


def tell(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30,
                          env=os.environ | {"LC_ALL": "C"}).stdout


def read(name):
    """The text of each section (.SH) and subsection (.SS), by the first word of its heading."""
    text = (PAGES / name).read_text(encoding="utf-8").replace("\\-", "-")
    parts = re.split(r"^\.S[HS] (.*)\n", text, flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2]))


def has_option(text, option):
    return re.search(rf"^\.B[RI]?.* ?{option}\b(?!-)", text, re.M) is not None


class Man(unittest.TestCase):
    def test_every_command_and_option_is_told(self):
        sections = read("foretell-cli.1")
        commands = {heading.split()[0]: text for heading, text in sections.items()}
        common = OPTION.findall(tell(CLI, "--help"))
        self.assertGreater(len(common), 5)
        for option in common:
            self.assertTrue(has_option(sections["COMMON OPTIONS"], option), option)
        names = COMMAND.findall(tell(CLI, "--help"))
        self.assertGreater(len(names), 9)
        for name in names:
            self.assertIn(name, commands)
            for option in OPTION.findall(tell(CLI, name, "--help")):
                self.assertTrue(option in common or has_option(commands[name], option),
                                f"{name} {option}")

    def test_nothing_is_told_that_is_not_there(self):
        sections = read("foretell-cli.1")
        for name in COMMAND.findall(tell(CLI, "--help")):
            text = next(text for heading, text in sections.items() if heading.split()[0] == name)
            known = OPTION.findall(tell(CLI, name, "--help"))
            for option in re.findall(r"^\.B[RI]? (--[a-z-]+)", text, re.M):
                self.assertIn(option, known, name)

    def test_every_option_of_the_window_is_told(self):
        options = read("foretell.1")["OPTIONS"]
        for program in WINDOW:
            # What GLib and GTK add to every program stands in their own documentation.
            for option in set(OPTION.findall(tell(program, "--help"))) - {"--help-all", "--help-gapplication"}:
                self.assertTrue(has_option(options, option), option)

    def test_the_pages_are_well_formed(self):
        for page in sorted(PAGES.glob("*.1")):
            if shutil.which("groff"):
                result = subprocess.run(["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", page],
                                        capture_output=True, text=True, check=False, timeout=30)
                self.assertEqual((result.returncode, result.stderr), (0, ""))
            if shutil.which("mandoc"):
                result = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page],
                                        capture_output=True, text=True, check=False, timeout=30)
                self.assertEqual((result.returncode, result.stdout), (0, ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
