# SPDX-License-Identifier: GPL-3.0-or-later
"""What an analyst does with files on their way in, and with uploads."""

import json
import os
import re
import subprocess

from desktop import PATIENCE, wait_for

HEADER = "Date,product_id,category,sales\n"


def write(desktop, name, text):
    path = os.path.join(desktop.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def press_in_dialog(window, name):
    window.press(name)
    window.wait_for_dialogs_to_close()


def list_batches(desktop, cli, data_dir):
    history = desktop.run([cli, "--data-dir=" + data_dir, "--format=json", "history"])
    return [upload["batch_num"] for upload in json.loads(history)]


def open_upload(window, name):
    """Unfolds the row of an upload; returns its button to take it back."""
    window.click(window.find("label", re.escape(name)))
    button = wait_for(
        "the row to unfold",
        lambda: [node for node in window.all("push button", ".*Undo Import") if window.is_at_rest(node)],
    )
    return button[0]


def test_preview(test, desktop, window, drop):
    """Files that are not plain are shown before they are taken in."""
    drop(write(desktop, "lacking.csv", "Date,product_id,category,colour\n2026-01-01,P001,Electronics,1.00\n"))
    window.wait_for_dialog()
    window.find("label", "Not all columns have been found. Choose them below.")
    test.check("a file without sales is shown, with what it lacks", True)
    desktop.key("Escape")
    window.wait_for_dialogs_to_close()
    test.check("and nothing of it stays when it is left", not window.all("list item", "lacking.csv.*"))

    drop(write(desktop, "umsatz.csv", "Datum;Artikel;Kategorie;Umsatz\n01.12.2025;P007;Büro;1.234,50\n"
               "13.12.2025;P007;Büro;\n"))
    window.wait_for_dialog()
    window.find("label", "2 new · 0 changed · 0 unchanged · 1 filled in · 0 set aside")
    test.check("a file from elsewhere is understood, and its import tried",
               window.all("label", "1234.50", in_table=True))
    press_in_dialog(window, "Import")
    window.find("list item", "umsatz.csv: Completed")
    test.check("and taken in as it was shown", True)

    drop(write(desktop, "umsatz2.csv", "Datum;Artikel;Kategorie;Umsatz\n02.12.2025;P007;Büro;7,00\n"))
    window.find("list item", "umsatz2.csv: Completed")
    test.check("the next one with the same columns goes in by itself", True)


def test_unclear(test, desktop, window, drop):
    """Two files that only a person can read, with one answer for both."""
    drop(write(desktop, "unclear.csv", HEADER + "01/02/2026,P009,Furniture,12.00\n"),
         write(desktop, "unclear2.csv", HEADER + "03/02/2026,P009,Furniture,13.00\n"))
    window.wait_for_dialog()
    window.find("label", "How Are the Dates Written.*")
    window.find("label", "1 more file with these columns waits")
    test.check("both readings are named", window.all("label", "Fri, 2 Jan 2026"))
    window.click_in_dialog(window.find("label", "Sun, 1 Feb 2026"))
    window.find("label", "1 new · .*")
    press_in_dialog(window, "Import")
    window.find("list item", "unclear.csv: Completed")
    window.find("list item", "unclear2.csv: Completed")
    desktop.key("alt+2")
    window.find("label", "2026-02-01", in_table=True)
    window.find("label", "2026-02-03", in_table=True)
    test.check("one answer decides how both are read", True)
    desktop.key("alt+1")


def test_paste(test, desktop, window, clipboard):
    offer = subprocess.Popen(
        [clipboard, "Date\tproduct_id\tcategory\tsales\n2026-02-04\tP009\tFurniture\t14.00\n"],
        env=desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    offer.stdout.readline()
    desktop.key("ctrl+v")
    window.wait_for_dialog()
    window.find("label", "1 new · .*")
    press_in_dialog(window, "Import")
    window.find("list item", "Pasted table .*: Completed")
    test.check("a table that was copied elsewhere can be pasted", True)
    offer.communicate(timeout=PATIENCE)


def test_dropped_text(test, desktop, window, drop_files):
    """A table out of another window, dropped without a file."""
    table = "Date;product_id;category;sales\n2026-02-08;P009;Furniture;13,00\n"
    subprocess.run([drop_files, "--text", window.id, table], env=desktop.env, check=True, timeout=PATIENCE)
    window.wait_for_dialog()
    window.find("label", "1 new · .*")
    press_in_dialog(window, "Import")
    wait_for("both tables", lambda: len(window.all("list item", "Pasted table .*: Completed")) == 2)
    test.check("a table out of another window can be dropped", True)


def test_rejects(test, desktop, window, drop):
    drop(write(desktop, "partly.csv", HEADER + "2026-02-05,P009,Furniture,15.00\n2026-13-05,P009,Furniture,16.00\n"))
    if not window.appears("list item", "partly.csv: Completed in part"):
        press_in_dialog(window, "Import")
    window.find("list item", "partly.csv: Completed in part")
    open_upload(window, "partly.csv")
    path = os.path.join(desktop.folder, "rejected.csv")
    window.press(".*Save Rejected Rows…")
    window.wait_for_dialog()
    desktop.key("ctrl+a")
    desktop.type(path)
    desktop.key("Return")
    window.wait_for_dialogs_to_close()
    wait_for("the file, which appears when it is whole", lambda: os.path.exists(path))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    test.check("what was set aside can be saved with its reasons",
               "2026-13-05" in text and "2026-02-05" not in text, text)


def test_undo(test, desktop, window, cli, data_dir):
    """Taken back, kept after all, and taken back for good."""
    before = list_batches(desktop, cli, data_dir)
    take_back = [node for node in window.all("push button", ".*Undo Import") if window.is_at_rest(node)]
    take_back[0].do_action(0)
    window.press(".*Undo")
    window.find("list item", "partly.csv: Completed in part")
    test.check("an import that was taken back can be kept after all",
               list_batches(desktop, cli, data_dir) == before)

    open_upload(window, "partly.csv").do_action(0)
    wait_for("the row to go", lambda: not window.all("list item", "partly.csv:.*"))
    wait_for("the import to go", lambda: len(list_batches(desktop, cli, data_dir)) == len(before) - 1)
    test.check("an import can be taken back", True)


def test_away(test, desktop, window):
    """The last of all: somebody works with another window meanwhile."""
    desktop.run(["xdotool", "windowminimize", "--sync", window.id])
    window.hand_over([write(desktop, "later.csv", HEADER + "2026-02-06,P009,Furniture,17.00\n")])
    test.check("an import that ends while nobody looks is notified", desktop.next_notification() == "Import Completed")
