"""A running `foretell-cli serve`, for the tests of the REST API. The program is their first
argument."""
import signal
import socket
import subprocess
import sys
import time

import requests

CLI = sys.argv.pop(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, folder, *arguments, **options):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process = subprocess.Popen(
            [CLI, f"--data-dir={folder}", "serve", f"--port={self.port}", *arguments],
            stdin=subprocess.DEVNULL, **options,
        )
        self.wait_for(self.is_up, 20)

    def is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"serve ended with {self.process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    @staticmethod
    def wait_for(condition, seconds=60):
        """Asks until the condition gives something; there is no event to wait for in HTTP."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            value = condition()
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"not within {seconds} s")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def get(self, path, **headers):
        return requests.get(self.url + path, headers=headers, timeout=20)

    def post(self, name, content, **headers):
        return requests.post(
            self.url + "/upload", files={"file": (name, content)}, headers=headers, timeout=30
        )

    def settled(self, batch):
        def look():
            uploads = [u for u in self.get("/metadata").json() if u["batch_num"] == batch]
            return uploads and uploads[0]["status"] in ("completed", "failed") and uploads[0]
        return self.wait_for(look)

    def raw(self, data):
        with socket.create_connection(("127.0.0.1", self.port), 20) as connection:
            connection.sendall(data)
            return connection.recv(65536)
