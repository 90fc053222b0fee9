#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""build-aux/release refuses what it has to refuse, and the pictures that README and metainfo show
are there. Usage: test-release.py SOURCE-FOLDER"""
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv[1])
PLACES = ["meson.build", "NEWS", "data/io.github.foretell.Foretell.metainfo.xml.in",
          "build-aux/deb/debian/changelog"]


class Release(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in PLACES + ["build-aux/release"]:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SOURCE / name, self.root / name)
        self.version = re.search(r"version: '(.*?)'", (SOURCE / "meson.build").read_text()).group(1)

    def replace(self, name, old, new):
        text = (self.root / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        (self.root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def release(self, *arguments):
        return subprocess.run([self.root / "build-aux" / "release", *arguments], text=True, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
                       cwd=self.root, check=True, timeout=60, capture_output=True)

    def test_the_sources_agree(self):
        result = self.release("--check")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn(self.version, result.stdout)

    def test_one_place_with_another_version(self):
        for name in PLACES:
            with self.subTest(name):
                self.replace(name, self.version, "7.7.7")
                for arguments in (["--check"], []):
                    result = self.release(*arguments)
                    self.assertEqual(result.returncode, 1)
                    self.assertIn("7.7.7", result.stderr)
                self.assertFalse((self.root / "build-release").exists())
                self.replace(name, "7.7.7", self.version)

    def test_a_place_without_a_version(self):
        self.replace("NEWS", "Foretell " + self.version, "News")
        self.assertEqual(self.release("--check").returncode, 1)

    def test_only_from_a_clean_tag_with_one_date(self):
        metainfo = (self.root / PLACES[2]).read_text(encoding="utf-8")
        date = re.search(r'<release version="[^"]*" date="([^"]*)"', metainfo).group(1)
        heading = (self.root / "NEWS").read_text(encoding="utf-8").splitlines()[0]
        self.replace("NEWS", heading, f"Foretell {self.version} (2001-01-01)")
        self.assertIn("2001-01-01", self.release().stderr)
        self.replace("NEWS", "2001-01-01", date)
        self.git("init", "-q")
        self.assertIn("not committed", self.release().stderr)
        self.git("add", "-A")
        self.git("commit", "-qm", "Everything")
        result = self.release()
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"v{self.version}", result.stderr)
        self.assertFalse((self.root / "build-release").exists())

    def test_the_two_flatpaks_are_one(self):
        release, development = (
            (SOURCE / "flatpak" / f"io.github.foretell.Foretell{ending}.yml").read_text(encoding="utf-8")
            for ending in ("", ".Devel"))
        development = development.split("\n", 1)[1].replace("Foretell.Devel", "Foretell")
        development = development.replace("      - -Dprofile=development\n", "")
        self.assertEqual(release.split("\n", 1)[1], development)
        # Files come in through portals only.
        self.assertNotIn("--filesystem", release)

    def test_pictures_are_there(self):
        metainfo = (SOURCE / PLACES[2]).read_text(encoding="utf-8")
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        names = re.findall(r"<image>[^<]*/(data/screenshots/[^<]*)</image>", metainfo)
        self.assertEqual(len(names), metainfo.count("<image>"))
        for name in names + re.findall(r"!\[[^]]*\]\(([^)]*)\)", readme):
            with open(SOURCE / name, "rb") as picture:
                width, height = struct.unpack(">II", picture.read(24)[16:])
            # What software centres show without scaling.
            self.assertLessEqual((width, height), (1000, 700), name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
