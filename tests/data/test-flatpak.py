#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Flatpak is allowed: to be shown, and to have a port that others on this computer reach;
no folder, no bus, no device but the one that draws. Usage: test-flatpak.py SOURCE-FOLDER"""
import pathlib
import re
import sys
import unittest

SOURCE = pathlib.Path(sys.argv[1])
ALLOWED = ["--device=dri", "--share=ipc", "--share=network", "--socket=fallback-x11", "--socket=wayland"]


class Flatpak(unittest.TestCase):
    def test_permissions(self):
        manifests = sorted((SOURCE / "flatpak").glob("io.github.foretell.*.yml"))
        self.assertEqual(len(manifests), 2)
        for manifest in manifests:
            block = re.search(r"^finish-args:\n((?:  .*\n)+)", manifest.read_text(encoding="utf-8"), re.M)[1]
            self.assertEqual(sorted(re.findall(r"^  - (.*)$", block, re.M)), ALLOWED, manifest)

    def test_port_is_closed(self):
        """The network is shared for a server that has to be asked for."""
        (schema,) = (SOURCE / "schemas").glob("*.gschema.xml")
        key = re.search(r'<key name="server-enabled".*?</key>', schema.read_text(encoding="utf-8"), re.S)[0]
        self.assertIn("<default>false</default>", key)


unittest.main(argv=sys.argv[:1], verbosity=2)
