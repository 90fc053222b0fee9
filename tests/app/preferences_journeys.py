# SPDX-License-Identifier: GPL-3.0-or-later
"""What an analyst does with all of the data at once, and with other programs: preferences."""

import json
import os
import socket
import sqlite3
import urllib.error
import urllib.request

from desktop import PATIENCE, Atspi, wait_for


def open_preferences(desktop, window, page="Data"):
    desktop.run(["xdotool", "windowfocus", "--sync", window.id])
    desktop.key("ctrl+comma")
    window.wait_for_dialog()
    tab = wait_for("its pages", lambda: [node for node in window.all("page tab", page) if window.is_at_rest(node)])
    tab[0].do_action(0)


def press_and_choose(desktop, window, button, path):
    before = set(window.list_windows())
    window.press(button)
    chooser = wait_for("the dialog with folders", lambda: set(window.list_windows()) - before).pop()
    desktop.run(["xdotool", "windowfocus", "--sync", chooser])
    desktop.key("ctrl+l")
    # At once: what is typed gets mixed up with what the dialog completes.
    entry = wait_for("the place to type in", lambda: [
        node for node in window.all("text") if node.get_state_set().contains(Atspi.StateType.FOCUSED)])[0]
    entry.get_editable_text_iface().set_text_contents(path)
    desktop.key("Return")
    wait_for("the dialog to close", lambda: chooser not in window.list_windows())


def list_uploads(desktop, cli, data_dir):
    return json.loads(desktop.run([cli, "--data-dir=" + data_dir, "--format=json", "history"]))


def make_folder(desktop, name):
    path = os.path.join(desktop.folder, name)
    os.mkdir(path)
    return path


def test_backup(test, desktop, window, cli, data_dir):
    target = make_folder(desktop, "backups")
    before = list_uploads(desktop, cli, data_dir)
    open_preferences(desktop, window)
    press_and_choose(desktop, window, ".*Back Up…", target)
    # It has another name until it is whole.
    (name,) = wait_for("the copy", lambda: [name for name in os.listdir(target) if not name.endswith(".part")])
    test.check("all data can be backed up", True)
    path = os.path.join(target, name)
    test.check("and the copy holds what the data does", list_uploads(desktop, cli, path) == before)
    stored = {upload["stored_filename"] for upload in before}
    test.check("with the files that came in", stored <= set(os.listdir(os.path.join(path, "uploads"))))
    return path


def is_window(window, question):
    """Or whether it is a part of the preferences, as in newer toolkits."""
    return window.get_window_of(question) != window.get_window_of(window.find("page tab", "Data"))


def close_question(desktop, window, heading):
    question = window.find("label", heading)
    n = len(window.list_windows())

    def is_closed():
        return len(window.list_windows()) < n if has_window else not window.all("label", heading)

    has_window = is_window(window, question)
    desktop.key("Escape")
    wait_for("the question to close", is_closed)


def test_refused_folders(test, desktop, window):
    letters = make_folder(desktop, "letters")
    with open(os.path.join(letters, "letter.txt"), "w", encoding="utf-8") as file:
        file.write("Dear reader")
    press_and_choose(desktop, window, ".*Open…", letters)
    heading = "The Folder Cannot Be Opened"
    window.find("label", heading)
    test.check("a folder with something else is refused with a reason",
               window.all("label", "The folder “.*letters” holds no data of Foretell.*"))
    close_question(desktop, window, heading)

    newer = make_folder(desktop, "newer")
    with sqlite3.connect(os.path.join(newer, "foretell.db")) as database:
        database.executescript("PRAGMA application_id = 0x466f7265; PRAGMA user_version = 1000;")
    press_and_choose(desktop, window, ".*Open…", newer)
    window.find("label", "The store “.*” was written by a newer Foretell.*")
    test.check("so is one of a newer version", True)
    close_question(desktop, window, heading)


def wait_for_another_window(window, former):
    def look():
        windows = window.list_windows()
        return former not in windows and windows and windows[-1]

    window.id = wait_for("another window", look)


def test_other_data(test, desktop, window, path):
    """The window with the former data goes, and one with the other data comes."""
    former = window.id
    press_and_choose(desktop, window, ".*Open…", path)
    wait_for_another_window(window, former)
    window.find("list item", ".*: Completed.*")
    test.check("other data can be opened without a restart", True)


def test_erase(test, desktop, window, cli, path):
    former = window.id
    open_preferences(desktop, window)
    window.press(".*Erase…")
    if is_window(window, window.find("label", r"Erase All Data\?")):
        wait_for("the question to have the keyboard", lambda: len(window.list_windows()) == 3)
        desktop.run(["xdotool", "windowfocus", "--sync", window.list_windows()[-1]])
    desktop.key("Return")
    test.check("nothing is erased before the word has been typed", list_uploads(desktop, cli, path))
    desktop.type("erase")
    desktop.key("Return")
    wait_for_another_window(window, former)
    window.find("label", "See What You Will Sell")
    test.check("all data can be erased, and the window begins anew", True)
    test.check("nothing of it is left", list_uploads(desktop, cli, path) == [] and
               os.listdir(os.path.join(path, "uploads")) == [])


def ask(address, token=None):
    request = urllib.request.Request(address + "api/v1/uploads")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:  # the server begins anew with what has just been chosen
        return None


def toggle(window, name):
    """A switch, which has the role of a check box and, unlike one, an action."""
    window.find("check box", name).do_action(0)


def choose_free_port(window):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    window.find("spin button", "Port.*").get_value_iface().set_current_value(port)
    return port


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_server(test, desktop, window, clipboard):
    open_preferences(desktop, window)
    port = choose_free_port(window)
    window.find("label", "Switched off")
    test.check("nobody is answered unless that is wanted", not is_open(port))
    toggle(window, "Answer Other Programs")
    address = window.find("label", r"http://127\.0\.0\.1:\d+/").get_name()
    test.check("other programs are answered once that is switched on", ask(address) == 200)
    window.press("Copy Address")
    wait_for("the address in the clipboard", lambda: desktop.run([clipboard]).decode() == address)
    test.check("where, can be copied", True)
    toggle(window, "Ask for a Token")
    wait_for("the token to be asked for", lambda: ask(address) == 401)
    window.press("Show Token")
    token = window.find("label", "[0-9a-f]{32}").get_name()
    test.check("with a token, only those who know it are", ask(address, token) == 200 and ask(address) == 401)
    window.press("Renew Token")
    wait_for("another token", lambda: ask(address, token) == 401)
    window.press(".*Undo")
    wait_for("the former token", lambda: ask(address, token) == 200)
    test.check("a new token can be had, and the former one had back", True)
    window.press(".*Show…")
    window.find("label", "GET /api/v1/uploads")
    test.check("the log shows what was asked, and what came of it",
               window.all("label", r".* · 200 · [\d.]+ ms") and window.all("label", r".* · 401 · [\d.]+ ms"))
    window.press(".*Clear")
    window.find("label", "No Requests Yet")
    test.check("and can be cleared", True)


def test_all(test, desktop, window, cli, data_dir, clipboard):
    path = test_backup(test, desktop, window, cli, data_dir)
    test_refused_folders(test, desktop, window)
    test_other_data(test, desktop, window, path)
    test_erase(test, desktop, window, cli, path)
    test_server(test, desktop, window, clipboard)
