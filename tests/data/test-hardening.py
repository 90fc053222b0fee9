#!/usr/bin/python3
"""What each program carries against wrong steps in memory, as its own file tells it.
Usage: test-hardening.py PROGRAM…"""
import subprocess
import sys
import unittest

PROGRAMS = sys.argv[1:]


def readelf(option, program):
    return subprocess.run(["readelf", "-W", option, program], check=True, capture_output=True,
                          text=True, env={"LC_ALL": "C"}).stdout


class HardeningTest(unittest.TestCase):
    def test_programs(self):
        self.assertTrue(PROGRAMS)
        for program in PROGRAMS:
            with self.subTest(program):
                segments = readelf("-l", program)
                self.assertIn("DYN", readelf("-h", program), "can be loaded anywhere")
                self.assertRegex(readelf("-d", program), r"BIND_NOW|\bNOW\b", "links at its start")
                self.assertIn("GNU_RELRO", segments, "keeps what is linked from being overwritten")
                self.assertRegex(segments, r"GNU_STACK.* RW +0x", "runs nothing on its stack")
                self.assertIn("__stack_chk_fail", readelf("--dyn-syms", program), "watches its stack")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
