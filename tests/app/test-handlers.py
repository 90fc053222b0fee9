#!/usr/bin/python3
"""Each handler that a template names is bound by the class of that template. GTK finds one that
is not bound only where the program happens to export it.
Usage: test-handlers.py SOURCES"""
import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(sys.argv.pop(1))


class HandlersTest(unittest.TestCase):
    def test_handlers(self):
        n_handlers = 0
        for template in sorted(ROOT.glob("ui/*.ui")):
            tree = xml.etree.ElementTree.parse(template)
            names = {element.get("handler") for element in tree.iter("signal")}
            names |= {element.get("function") for tag in ("closure", "lookup") for element in tree.iter(tag)}
            source = ROOT / "src" / "app" / f"{template.stem}.c"
            text = source.read_text(encoding="utf-8") if names - {None} else ""
            bound = set(re.findall(r"bind_template_callback \(\w+,\s*(\w+)\)", text))
            self.assertEqual(names - {None} - bound, set(), template.name)
            n_handlers += len(names - {None})
        self.assertGreater(n_handlers, 20)


if __name__ == "__main__":
    unittest.main()
