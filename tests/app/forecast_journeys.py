# SPDX-License-Identifier: GPL-3.0-or-later
"""What an analyst does on the page of forecasts: looks, asks, changes, and takes away."""

import os
import re

from desktop import PATIENCE, Atspi, wait_for


def find_chart(window):
    return window.find("image", "Sales of Electronics")


def describe_chart(window):
    return find_chart(window).get_description()


def wait_for_description(what, window, pattern):
    return wait_for(
        what, lambda: re.search(pattern, describe_chart(window) or "") and describe_chart(window)
    )


def days_in_sight(window):
    return re.search(r"In sight: (.*) to (.*)\.", describe_chart(window)).groups()


def focus_chart(window):
    """A click on it, where it is not in the way of anything."""
    chart = find_chart(window)
    wait_for("the chart to be at rest", lambda: window.is_at_rest(chart))
    window.click(chart)


def choose_category(window, name):
    """A click on it in the list, which is at the side."""
    row = wait_for("the category %s" % name, lambda: [
        label for label in window.all("label", name)
        if 0 <= label.get_extents(Atspi.CoordType.WINDOW).x < 300 and window.is_at_rest(label)
    ])
    window.click(row[0])
    window.find("image", "Sales of " + name)


def test_sentence(test, desktop, window):
    desktop.key("alt+3")
    choose_category(window, "Furniture")
    choose_category(window, "Electronics")
    test.check("the category that is chosen is shown", True)
    sentence = window.find(
        "label", r"30 days: [\d.]+, most likely between [\d.]+ and [\d.]+\.", 3 * PATIENCE
    ).get_name()
    value, lower, upper = (float(number) for number in re.findall(r"[\d.]+\d", sentence)[1:])
    test.check("the sentence tells number and range", lower <= value <= upper, sentence)
    # 30 days at about 150.00 + 28.00 + 2.70 + 0.45 for the first category
    test.check("the number is about right", 4900 < value < 6000, sentence)
    trust = window.find("label", r"Off by \d+ % on average.*80 % band held \d+ % of the time\.")
    test.check("and how far it is to be trusted", trust)
    for category in ("Electronics", "Furniture"):
        test.check("%s is in the list" % category, window.all("label", category))
    test.check("with its best model and the error of it", len(window.all("label", r".+ · \d+ % off")) == 2)


def test_leaderboard(test, window):
    """The row of another model than the one that is shown."""
    test.check("one model is the best", len(window.all("label", "Best")) == 1)
    shown = re.search(r"(\S+) expects", describe_chart(window)).group(1)
    bottom = find_chart(window).get_extents(Atspi.CoordType.WINDOW)
    rows = [
        label
        for label in window.all("label", "Prophet|SARIMAX|Holt-Winters")
        if label.get_name() != shown
        and label.get_extents(Atspi.CoordType.WINDOW).y > bottom.y + bottom.height
    ]
    window.click(rows[0])
    wait_for_description("the model in the chart", window, rows[0].get_name() + " expects")
    test.check("a row of the leaderboard shows its model", True)


def test_parts(test, window):
    window.find("page tab", "Parts").do_action(0)
    parts = window.find("image", "What the forecast of .* is made of", 3 * PATIENCE)
    wait_for("the parts", lambda: "between" in parts.get_description())
    test.check("the forecast is taken apart", "Week" in parts.get_description(), parts.get_description())
    window.find("page tab", "Days").do_action(0)
    window.find("label", "2025-11-30", in_table=True)
    test.check("the forecast is there as a table", True)
    window.find("page tab", "Models").do_action(0)


def test_keys(test, desktop, window):
    """The cursor and what is in sight, without a mouse."""
    focus_chart(window)
    desktop.run(["xdotool", "mousemove", "1", "1"])
    desktop.key("End")
    wait_for_description("the last day", window, r"^Mon, 29 Dec 2025\n.*: [\d.]+\n80 %: [\d.]+ to [\d.]+")
    desktop.key("Left")
    wait_for_description("the day before", window, r"^Sun, 28 Dec 2025\n")
    desktop.key("Home")
    wait_for_description("the first day", window, r"^Mon, 1 Sep 2025\nSales: 157\.00")
    test.check("the cursor is moved and told by keys", True)
    desktop.key("Escape")
    before = days_in_sight(window)
    desktop.key("ctrl+plus")
    wait_for("fewer days", lambda: days_in_sight(window) != before)
    after = days_in_sight(window)
    desktop.key("ctrl+Left")
    wait_for("other days", lambda: days_in_sight(window) != after)
    desktop.key("ctrl+0")
    wait_for("the usual days", lambda: days_in_sight(window) == before)
    test.check("keys zoom, move and reset what is in sight", True)


def test_mouse(test, desktop, window):
    """The wheel with Ctrl zooms; a drag over the plot shows the days that it passes."""
    focus_chart(window)
    desktop.key("ctrl+0")
    before = days_in_sight(window)
    desktop.run(["xdotool", "keydown", "ctrl", "click", "4", "click", "4", "keyup", "ctrl"])
    wait_for("fewer days", lambda: days_in_sight(window) != before)
    test.check("the wheel zooms", True)
    after = days_in_sight(window)
    desktop.run(["xdotool", "keydown", "shift", "click", "4", "keyup", "shift"])
    wait_for("other days", lambda: days_in_sight(window) != after)
    test.check("and moves", True)
    desktop.key("ctrl+0")
    wait_for("the usual days", lambda: days_in_sight(window) == before)
    for step in (("mousedown", "1"), *[("mousemove_relative", "--", "20", "0")] * 6, ("mouseup", "1")):
        desktop.run(["xdotool", *step])
    wait_for("the days that were dragged over", lambda: days_in_sight(window) != before)
    test.check("a drag shows the days that it passes", True)
    desktop.key("ctrl+0")
    wait_for("the usual days", lambda: days_in_sight(window) == before)


def test_steps(test, window):
    window.press(".*Week")
    focus_chart(window)
    window.desktop.run(["xdotool", "mousemove", "1", "1"])
    window.desktop.key("Home")
    # Mon 1 Sep 2025 to Sun 7 Sep: 7 * 150.00 + 28 * 7.00 + 0.03 * 21
    wait_for_description("the first week", window, r"^Week of Mon, 1 Sep 2025\nSales: 1246\.63")
    test.check("the chart adds up weeks", True)
    window.press(".*Month")
    focus_chart(window)
    window.desktop.run(["xdotool", "mousemove", "1", "1"])
    window.desktop.key("Home")
    wait_for_description("the first month", window, r"^September 2025\nSales: ")
    test.check("and months", True)
    window.press(".*Day")


def choose_holidays(test, desktop, window):
    """Those of the first country of the list, for all forecasts from now on."""
    desktop.key("ctrl+comma")
    dialog = window.wait_for_dialog()
    row = window.find("combo box", "Holidays")
    wait_for("the row to be at rest", lambda: window.is_at_rest(row))
    window.click(row, dialog)
    first = window.find("label", "Austria")
    wait_for("the list to be at rest", lambda: window.is_at_rest(first))
    desktop.key("Down")
    desktop.key("Return")
    wait_for("the choice", lambda: window.all("label", "Austria") and not window.all("label", "Brazil"))
    test.check("holidays are chosen once", True)
    desktop.key("Escape")
    window.wait_for_dialogs_to_close()


def test_holidays(test, desktop, cli, data_dir):
    """What has been imported meanwhile is forecast with them."""
    command = [cli, "--data-dir=" + data_dir, "forecasts"]
    wait_for("forecasts with holidays", lambda: b"  AT" in desktop.run(command), 3 * PATIENCE)
    test.check("and known to the forecasts that follow an import", True)


def test_save(test, desktop, window):
    """The numbers as a table, with the dialog of the toolkit."""
    path = os.path.join(desktop.folder, "forecast.csv")
    # A button with a menu has the name twice, and the inner one the action.
    wait_for("the button", lambda: window.all("push button", "Print and Save"))[-1].do_action(0)
    item = window.find_last_menu_item("Table .CSV.…")
    wait_for("the menu to open", lambda: window.is_at_rest(item))
    item.do_action(0)
    window.wait_for_dialog()
    desktop.key("ctrl+a")
    desktop.type(path)
    desktop.key("Return")
    window.wait_for_dialogs_to_close()
    wait_for("the file", lambda: os.path.exists(path))
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    test.check("a forecast can be saved as a table", len(lines) == 31 and "Electronics" in lines[1], lines[:2])


def test_print(test, desktop, window):
    """To the one printer there is, a file in the folder that the program was started in."""
    path = os.path.abspath("output.pdf")
    focus_chart(window)
    desktop.key("ctrl+p")
    window.wait_for_dialog()
    printer = window.find("label", "Print to File", in_table=True)
    wait_for("the dialog to be at rest", lambda: window.is_at_rest(printer))
    window.click_in_dialog(printer)
    window.press("(_Print )?Print")
    window.wait_for_dialogs_to_close()
    wait_for("the page", lambda: os.path.exists(path) and os.path.getsize(path))
    with open(path, "rb") as file:
        test.check("and printed", file.read(5) == b"%PDF-")
    os.remove(path)


def test_all(test, desktop, window):
    window.resize(1250, 880)
    test_sentence(test, desktop, window)
    test_leaderboard(test, window)
    test_parts(test, window)
    test_keys(test, desktop, window)
    test_mouse(test, desktop, window)
    test_steps(test, window)
    test_save(test, desktop, window)
    test_print(test, desktop, window)
