#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mixed load on `foretell-cli serve` for a time, and the memory that it takes meanwhile: uploads,
undo, old and new reads, charts, training, clients that go away. To be run with a program that was
built with AddressSanitizer, which tells at the end what has leaked. PAUSE, none unless given, is
the seconds that each of the five clients waits after a request, to leave the machine to others.
Usage: soak.py FORETELL-CLI MINUTES [PAUSE]"""
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import requests

CLI, MINUTES, PAUSE = sys.argv[1], float(sys.argv[2]), float((sys.argv[3:] or [0])[0])
HEAD = "Date,product_id,category,sales\n"
READS = (
    "/health", "/metadata", "/invoice-data?limit=1000", "/invoice-data", "/forecast-data",
    "/invoice-data?category=C1&start_date=2025-02-01", "/api/v1/invoices?limit=500",
    "/api/v1/uploads", "/api/v1/forecasts?limit=1000&format=csv", "/api/v1/categories",
    "/api/v1/jobs", "/api/v1/jobs/1", "/api/v1/categories/C1/chart.svg",
    "/api/v1/categories/C2/chart.png", "/invoice-data?limit=x", "/nothing", "/docs",
)


class Soak:
    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.end = time.monotonic() + 60 * MINUTES
        self.counts = {}
        self.lock = threading.Lock()
        self.serve = subprocess.Popen(
            [CLI, "--quiet", f"--data-dir={folder}", "serve", f"--port={self.port}"]
        )
        while requests_fail(lambda: requests.get(self.url + "/health", timeout=5)):
            time.sleep(0.1)

    def note(self, what):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1

    def loop(self, seed, step):
        generator, session, number = random.Random(seed), requests.Session(), 0
        while time.monotonic() < self.end:
            number += 1
            try:
                self.note(step(generator, session, f"{seed}-{number}"))
            except requests.RequestException as error:
                self.note(type(error).__name__)
            time.sleep(PAUSE)

    def read(self, generator, session, _):
        return session.get(self.url + generator.choice(READS), timeout=120).status_code

    def change(self, generator, session, name):
        rows = HEAD + "".join(
            f"2025-{m:02d}-{d:02d},p{generator.randrange(50)},C{generator.randrange(4)},"
            f"{generator.randrange(9999) / 100:.2f}\n"
            for m in range(1, 13) for d in range(1, 29)
        )
        answer = session.post(self.url + "/upload", files={"file": (f"{name}.csv", rows)}, timeout=120)
        time.sleep(generator.random() * 2)
        if answer.status_code == 202 and generator.random() < 0.9:
            batch = answer.json()["batch_num"]
            session.delete(f"{self.url}/api/v1/uploads/{batch}", timeout=120)
        if generator.random() < 0.1:
            body = {"categories": ["C1"], "models": ["holt_winters"]}
            session.post(self.url + "/api/v1/forecasts", json=body, timeout=120)
        return answer.status_code

    def leave(self, generator, _, __):
        with socket.create_connection(("127.0.0.1", self.port), 60) as connection:
            connection.sendall(generator.choice((
                b"GET /invoice-data HTTP/1.1\r\nHost: localhost\r\n\r\n",
                b"GET /api/v1/jobs/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
                b"GET /health HTT", b"\0\1\2",
                b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n"
                b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n",
            )))
            connection.settimeout(0.2)
            try:
                connection.recv(100)
            except OSError:
                pass
        return "left"

    def memory(self):
        status = pathlib.Path(f"/proc/{self.serve.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) // 1024

    def run(self):
        steps = [self.read] * 3 + [self.change, self.leave]
        threads = [threading.Thread(target=self.loop, args=a, daemon=True) for a in enumerate(steps)]
        for thread in threads:
            thread.start()
        begin = time.monotonic()
        while time.monotonic() < self.end:
            time.sleep(min(30, max(1, self.end - time.monotonic())))
            files = len(list(pathlib.Path(f"/proc/{self.serve.pid}/fd").iterdir()))
            print(f"{(time.monotonic() - begin) / 60:5.1f} min  {self.memory():5d} MiB  "
                  f"{files:4d} files  {sum(self.counts.values()):8d} requests", flush=True)
        for thread in threads:
            thread.join(180)
        self.serve.send_signal(signal.SIGTERM)
        print("answers:", dict(sorted(self.counts.items(), key=str)))
        print("exit status:", self.serve.wait(120))


def requests_fail(call):
    try:
        call()
        return False
    except requests.RequestException:
        return True


with tempfile.TemporaryDirectory(prefix="foretell-soak-") as folder:
    Soak(folder).run()
