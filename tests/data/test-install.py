#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into a folder of its own, and looks whether everything is there and runs.
Usage: test-install.py SOURCE-FOLDER BUILD-FOLDER PREFIX [app] [server]"""
import configparser
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE, BUILD, PREFIX = (pathlib.Path(argument) for argument in sys.argv[1:4])
WITH_APP, WITH_SERVER = (part in sys.argv[4:] for part in ("app", "server"))
APP_ID = "io.github.foretell.Foretell"

EVERYWHERE = [
    "bin/foretell-cli",
    "share/bash-completion/completions/foretell-cli",
    "share/fish/vendor_completions.d/foretell-cli.fish",
    "share/foretell/sample/sales.csv",
    f"share/glib-2.0/schemas/{APP_ID}.gschema.xml",
    "share/man/man1/foretell-cli.1",
    "share/zsh/site-functions/_foretell-cli",
]
OF_THE_WINDOW = [
    "bin/foretell",
    f"share/applications/{APP_ID}.desktop",
    f"share/dbus-1/services/{APP_ID}.service",
    f"share/gnome-shell/search-providers/{APP_ID}.search-provider.ini",
    f"share/icons/hicolor/scalable/apps/{APP_ID}.svg",
    f"share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg",
    f"share/metainfo/{APP_ID}.metainfo.xml",
    "share/man/man1/foretell.1",
]


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet",
                        "--destdir", cls.folder.name], check=True, timeout=120,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        cls.root = pathlib.Path(cls.folder.name, PREFIX.relative_to("/"))

    def entry(self, path, section):
        parser = configparser.ConfigParser(interpolation=None, strict=True)
        parser.optionxform = str
        parser.read(self.root / path, encoding="utf-8")
        return parser[section]

    def test_everything_is_there_and_nothing_else(self):
        languages = (SOURCE / "po" / "LINGUAS").read_text().split()
        expected = EVERYWHERE + [f"share/locale/{language}/LC_MESSAGES/foretell.mo" for language in languages]
        if WITH_APP:
            expected += OF_THE_WINDOW
        if WITH_SERVER:
            expected.append("lib/systemd/user/foretell.service")
        there = [str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()]
        # Whether man pages are compressed is the packager's choice.
        there = [path.removesuffix(".gz") for path in there]
        self.assertEqual(sorted(there), sorted(expected))

    def test_everyone_may_read_and_the_programs_run(self):
        for path in self.root.rglob("*"):
            wanted = 0o555 if path.is_dir() or path.parent.name == "bin" else 0o444
            self.assertEqual(path.stat().st_mode & wanted, wanted, path)

    def test_the_programs_stand_where_the_desktop_looks(self):
        if WITH_APP:
            desktop = self.entry(f"share/applications/{APP_ID}.desktop", "Desktop Entry")
            self.assertTrue((self.root / "bin" / desktop["Exec"].split()[0]).exists())
            for action in desktop["Actions"].rstrip(";").split(";"):
                entry = self.entry(f"share/applications/{APP_ID}.desktop", f"Desktop Action {action}")
                self.assertEqual(entry["Exec"], f"gapplication action {APP_ID} {action}")
            icon = desktop["Icon"]
            self.assertTrue((self.root / f"share/icons/hicolor/scalable/apps/{icon}.svg").exists())
            service = self.entry(f"share/dbus-1/services/{APP_ID}.service", "D-BUS Service")
            self.assertEqual(service["Name"], APP_ID)
            self.assertEqual(service["Exec"].split()[0], str(PREFIX / "bin" / "foretell"))

        if WITH_SERVER:
            unit = self.entry("lib/systemd/user/foretell.service", "Service")
            self.assertEqual(unit["ExecStart"].split()[0], str(PREFIX / "bin" / "foretell-cli"))

    def test_the_installed_program_runs(self):
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {"HOME": home, "XDG_DATA_HOME": f"{home}/share",
                                        "XDG_DATA_DIRS": str(self.root / "share")}

            def cli(*arguments):
                return subprocess.run([self.root / "bin" / "foretell-cli", *arguments], check=True,
                                      env=environment, text=True, timeout=120,
                                      stdin=subprocess.DEVNULL, capture_output=True).stdout
            self.assertIn("foretell-cli", cli("--version"))
            cli("import", "--no-forecast", self.root / "share/foretell/sample/sales.csv")
            self.assertIn("completed", cli("history", "--format=csv"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
