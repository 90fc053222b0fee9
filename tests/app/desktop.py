# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of one's own for the window: an X server without a screen, a window manager, a
session bus, and the accessibility tree to read the window as a screen reader does."""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60.0
# What newer versions of the toolkit call the same.
NEWER_ROLES = {"push button": ("button", "toggle button"), "check box": ("switch", "toggle button")}
# What they take off every place in a window, as if it had one.
UNDRAWN_SHADOW = 17


class Impatient(Exception):
    """What was waited for has not come."""


def hear_what_changed():
    """The accessibility tree is remembered as it was, until somebody listens to what has changed."""
    while GLib.MainContext.default().iteration(False):
        pass


def wait_for(what, condition, patience=PATIENCE):
    """Asks again and again until `condition` gives something, and returns it."""
    end = time.monotonic() + patience
    while True:
        hear_what_changed()
        try:
            result = condition()
        except GLib.Error:  # the object has gone while it was looked at
            result = None
        if result:
            return result
        if time.monotonic() > end:
            raise Impatient(what)
        time.sleep(0.1)


def get_pid_of(application):
    """None for one that has gone. The registry may keep such a one on its list for ever, when it
    left before the registry was listening: the other applications are there nevertheless."""
    try:
        return application.get_process_id()
    except GLib.Error:
        return None


class Desktop:
    """Ends all it has started, and only that, when it is left."""

    def __init__(self, size="1280x900", locale="C.UTF-8"):
        self.processes = []
        self.folder = tempfile.mkdtemp(prefix="foretell-desktop-")
        self.env = {
            key: value
            for key, value in os.environ.items()
            if key in ("PATH", "LD_LIBRARY_PATH", "GSETTINGS_SCHEMA_DIR", "LOCPATH", "LANG")
        }
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            self.env[name] = os.path.join(self.folder, name.lower())
            os.mkdir(self.env[name], 0o700)
        self.env.update(
            GDK_BACKEND="x11",
            GSK_RENDERER="cairo",
            GDK_DEBUG="gl-disable",
            GSETTINGS_BACKEND="memory",
            G_DEBUG="fatal-warnings",
            LC_ALL=locale,
            TZ="UTC",
            NO_AT_BRIDGE="0",
            ADW_DISABLE_PORTAL="1",  # the desktop's settings are none of a test's business
        )
        self.size = size

    def __enter__(self):
        try:
            self._start_display()
            self._start_bus()
            self._start_notifications()
            self.start(["openbox"])
            wait_for(
                "the window manager",
                lambda: b"window id" in self.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]),
            )
        except BaseException:
            self._show_logs()
            self.__exit__()
            raise
        return self

    def _show_logs(self):
        for i, process in enumerate(self.processes):
            sys.stderr.write("%s: status %s\n" % (process.args[0], process.poll()))
            with open(os.path.join(self.folder, "log-%d" % i), "rb") as log:
                sys.stderr.write(log.read().decode(errors="replace"))

    def __exit__(self, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_display(self):
        # Without -noreset the server starts anew, and refuses who comes meanwhile, whenever its
        # last client goes.
        readable, writable = os.pipe()
        self.start(
            ["Xvfb", "-displayfd", str(writable), "-screen", "0", self.size + "x24", "-noreset",
             "-nolisten", "tcp"],
            pass_fds=[writable],
        )
        os.close(writable)
        with os.fdopen(readable) as number:
            if not select.select([number], [], [], PATIENCE)[0]:
                raise Impatient("the X server")
            self.env["DISPLAY"] = ":" + number.readline().strip()

    def _start_bus(self):
        bus = self.start(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE
        )
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        # This process looks at the windows of that desktop.
        os.environ.update(self.env)
        Atspi.init()

    def _start_notifications(self):
        server = self.start(
            [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "notification-server")],
            stdout=subprocess.PIPE,
        )
        self.notifications = server.stdout
        assert self.next_notification() == "ready"

    def next_notification(self):
        """The title of the next one, waited for."""
        if not select.select([self.notifications], [], [], PATIENCE)[0]:
            raise Impatient("a notification")
        return self.notifications.readline().decode().strip()

    def start(self, command, **options):
        log = open(os.path.join(self.folder, "log-%d" % len(self.processes)), "wb")
        options.setdefault("stdout", log)
        options.setdefault("stderr", log)
        process = subprocess.Popen(command, env=self.env, **options)
        log.close()
        self.processes.append(process)
        return process

    def run(self, command):
        return subprocess.run(
            command, env=self.env, timeout=PATIENCE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ).stdout

    def key(self, *keys):
        self.run(["xdotool", "key", "--clearmodifiers", *keys])

    def type(self, text):
        self.run(["xdotool", "type", "--clearmodifiers", text])


class Window:
    """The program under test."""

    def __init__(self, desktop, program, *arguments, env=None, is_shown_at_once=True):
        self.desktop = desktop
        self.log = open(os.path.join(desktop.folder, "window-%d" % len(desktop.processes)), "w+b")
        before = dict(desktop.env)
        desktop.env.update(env or {})
        self.command = [program, *arguments]
        self.process = desktop.start(self.command, stdout=self.log, stderr=self.log)
        desktop.env.clear()
        desktop.env.update(before)
        if is_shown_at_once:
            self.appear()

    def appear(self):
        """Waits until it is on the screen."""
        self.application = wait_for("the program's accessibility tree", self._find_application)
        self.id = wait_for("the window", self._find_window)

    def get_pid(self):
        return self.process.pid

    def _check_alive(self):
        if self.process.poll() is not None:
            self.log.seek(0)
            sys.stderr.write(self.log.read().decode(errors="replace"))
            raise AssertionError("the program has ended with status %d" % self.process.returncode)

    def _find_application(self):
        self._check_alive()
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and get_pid_of(child) == self.get_pid():
                return child
        return None

    def _find_window(self):
        self._check_alive()
        found = self.list_windows()
        return found[-1] if found else None

    def list_windows(self):
        """Their ids, in no order that means anything."""
        return self.desktop.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.get_pid())]
        ).decode().split()

    def all(self, role=None, name=None, in_table=False):
        """Everything with that role and a name that matches the pattern, as it is now. The
        cells of tables are many, and looked at only when they are asked for."""
        found = []
        roles = (role, *NEWER_ROLES.get(role, ()))

        def walk(node, depth):
            if node is None or depth > 60:
                return
            if (role is None or node.get_role_name() in roles) and (
                name is None or re.fullmatch(name, node.get_name() or "", re.DOTALL)
            ):
                found.append(node)
            if node.get_role_name() == "tree table" and not in_table:
                return
            for i in range(min(node.get_child_count(), 300)):
                walk(node.get_child_at_index(i), depth + 1)

        self._check_alive()
        walk(self.application, 0)
        return found

    def find(self, role, name, patience=PATIENCE, in_table=False):
        """The first thing with that role and name, waited for."""
        return wait_for(
            "%s “%s”" % (role, name), lambda: self.all(role, name, in_table), patience
        )[0]

    def find_last_menu_item(self, name):
        """Of the menu that is open. GTK 4.18 tells nobody what an item is called, as its label is
        left out of the accessibility tree; the place has to do there."""
        return wait_for(
            "menu item “%s”" % name, lambda: self.all("menu item", name) or self.all("menu item", "")
        )[-1]

    def press(self, name):
        """Presses a button."""
        self.find("push button", name).do_action(0)

    def hand_over(self, files):
        """Starts the program once more, as a file manager does; it leaves the files to the first one."""
        subprocess.run([*self.command, *files], env=self.desktop.env, check=True, timeout=PATIENCE)

    def wait_for_dialog(self):
        """Until a dialog is there and has the keyboard. Returns its id."""
        others = wait_for(
            "a dialog", lambda: [name for name in self.list_windows() if name != self.id]
        )
        self.desktop.run(["xdotool", "windowfocus", "--sync", others[0]])
        return others[0]

    def appears(self, role, name):
        """Whether that comes before a dialog does."""
        return wait_for("%s or a dialog" % name, lambda: (
            "thing" if self.all(role, name) else "dialog" if len(self.list_windows()) > 1 else None)) == "thing"

    def wait_for_dialogs_to_close(self):
        """GTK 4.8 has no path for a window that closes while somebody asks for it."""
        wait_for("the dialog to close", lambda: len(self.list_windows()) == 1)

    def is_at_rest(self, node):
        """Whether something is on the screen and does not move."""
        boxes = []
        for _ in range(2):
            box = node.get_extents(Atspi.CoordType.WINDOW)
            boxes.append((box.x, box.y, box.width, box.height))
            time.sleep(0.1)
        return boxes[0] == boxes[1] and boxes[0][3] > 1

    def get_window_of(self, node):
        while node.get_parent() != self.application:
            node = node.get_parent()
        return node

    def click_in_dialog(self, node):
        self.click(node, self.wait_for_dialog())

    def click(self, node, window_id=None):
        """Clicks in the middle of something that cannot be pressed otherwise."""
        box = node.get_extents(Atspi.CoordType.WINDOW)
        frame = self.get_window_of(node).get_extents(Atspi.CoordType.WINDOW)
        shift = 0 if frame.x == 0 else UNDRAWN_SHADOW
        x, y = box.x + box.width // 2 + shift, box.y + box.height // 2 + shift
        self.desktop.run(["xdotool", "mousemove", "--window", window_id or self.id, str(x), str(y), "click", "1"])

    def resize(self, width, height):
        self.desktop.run(["xdotool", "windowsize", "--sync", self.id, str(width), str(height)])

    def quit(self):
        self.desktop.run(["xdotool", "windowfocus", "--sync", self.id])
        self.desktop.key("ctrl+q")
        return self.process.wait(PATIENCE)

    def interrupt(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def read_log(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")
