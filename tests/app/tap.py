# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test says to the program that runs it."""


class Test:
    """Prints what holds in the manner of TAP."""

    def __init__(self):
        self.n = 0
        self.n_failed = 0

    def check(self, what, holds, seen=""):
        self.n += 1
        self.n_failed += not holds
        print("%s %d - %s" % ("ok" if holds else "not ok", self.n, what), flush=True)
        if not holds:
            print("# seen: %s" % (seen,), flush=True)

    def end(self):
        print("1..%d" % self.n)
        return 1 if self.n_failed else 0
