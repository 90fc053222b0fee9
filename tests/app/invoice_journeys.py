# SPDX-License-Identifier: GPL-3.0-or-later
"""What an analyst does with the table of invoices."""

import os
import re

from desktop import wait_for


def choose_row(desktop, window, amount):
    desktop.key("alt+2")
    window.click(window.find("label", re.escape(amount), in_table=True))


def test_history(test, desktop, window, import_file, correction):
    """`correction` replaces the amount of the row that comes first."""
    import_file(correction)
    window.find("list item", re.escape(os.path.basename(correction)) + ": Completed")
    choose_row(desktop, window, "1.00")
    desktop.key("Return")
    newest = window.find("label", r"Version 2 · .*")
    test.check("a row tells its last version and the file it came with",
               newest.get_name().endswith(os.path.basename(correction)), newest.get_name())
    test.check("and the one before", window.all("label", r"Version 1 · .*"))
    desktop.key("Escape")
    window.wait_for_dialogs_to_close()


def test_copy(test, desktop, window, clipboard):
    choose_row(desktop, window, "1.00")
    desktop.key("shift+Down")
    desktop.key("ctrl+c")
    copied = wait_for("the clipboard", lambda: desktop.run([clipboard])).decode().splitlines()
    test.check("rows can be copied for a spreadsheet, under their titles",
               len(copied) == 3 and copied[0].startswith("Date\tProduct\tCategory\tSales\t")
               and copied[1].split("\t")[3] == "1.00", copied)


def click_title(window, title):
    window.click(window.find("label", title, in_table=True))


def test_order(test, desktop, window):
    """By a title and back again. The smallest amounts are those of the first week and 1.00."""
    desktop.key("alt+2")
    click_title(window, "Sales")
    window.find("label", "87.00", in_table=True)
    test.check("rows are ordered by the column whose title is pressed", True)
    click_title(window, "Sales")
    window.find("label", "201.49", in_table=True)
    test.check("and the other way round when it is pressed again", True)
    click_title(window, "Date")
    window.find("label", "2025-09-01", in_table=True)
    click_title(window, "Date")
    window.find("label", "2025-11-29", in_table=True)


def test_export(test, desktop, window, folder):
    """Only what the filter shows."""
    path = os.path.join(folder, "shown.csv")
    desktop.key("alt+2")
    desktop.key("ctrl+f")
    desktop.type("p001")
    window.find("label", r"90 rows · .*")
    window.press("Save These Rows")
    window.wait_for_dialog()
    desktop.key("ctrl+a")
    desktop.type(path)
    desktop.key("Return")
    window.wait_for_dialogs_to_close()
    wait_for("the file, which appears when it is whole", lambda: os.path.exists(path))
    with open(path, encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    test.check("the rows that are shown are saved, under their header",
               len(lines) == 91 and lines[0].startswith("date,product_id,category,sales")
               and all(",P001," in line for line in lines[1:]), lines[:2])
    desktop.key("ctrl+f")
    desktop.key("ctrl+a", "BackSpace")
    window.find("label", r"180 rows · .*")
