#!/usr/bin/python3
"""What a careless or hostile client can do to a running `foretell-cli serve`: nothing.
Usage: test-rest-safety.py FORETELL-CLI"""
import pathlib
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import requests

sys.dont_write_bytecode = True
from rest_server import CLI, Server  # noqa: E402

HEAD = "Date,product_id,category,sales\n"


class RestSafetyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="foretell-rest-safety-")
        cls.root = pathlib.Path(cls.folder.name)
        cls.server = Server(cls.root / "store")

    @classmethod
    def tearDownClass(cls):
        if cls.server.process.poll() is None:
            cls.server.stop()
        cls.folder.cleanup()

    def assert_alive(self):
        self.assertEqual(self.server.get("/health").text, '{"status":"ok"}\n')

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.server.port), 20)

    def test_foreign(self):
        port = self.server.port
        for path in ("/health", "/metadata", "/api/v1/uploads", "/nothing", "/docs"):
            for name, value in (("Host", "evil.example"), ("Host", f"127.0.0.1.evil.example:{port}"),
                                ("Origin", "http://evil.example"), ("Origin", "null"),
                                ("Origin", f"http://localhost:{port + 1}"),
                                ("Origin", f"https://localhost:{port}")):
                answer = self.server.get(path, **{name: value})
                self.assertEqual(answer.status_code, 403, (path, value))
                self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        own = self.server.get("/metadata", Origin=f"http://localhost:{port}")
        self.assertEqual(own.status_code, 200)
        url = self.server.url + "/api/v1/forecasts"
        self.assertEqual(
            requests.post(url, headers={"Origin": "http://evil.example"}, timeout=20).status_code, 403
        )

    def test_no_answer_before_host(self):
        for request in (b"GET /metadata HTTP/1.1\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\n\r\n",
                        b"GET http://evil.example/metadata HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        b"GET /metadata HTTP/1.1\r\nHost: evil.example\r\n\r\n"):
            answer = self.server.raw(request)
            self.assertIn(answer.split(b" ")[1], (b"400", b"403"), answer)
        # Only before HTTP/1.1 a client could leave it out.
        self.assertIn(b" 200 ", self.server.raw(b"GET /health HTTP/1.0\r\n\r\n"))

    def test_loopback_only(self):
        """Other computers find nothing at the port."""
        port = f":{self.server.port:04X}"
        sockets = [line.split() for name in ("tcp", "tcp6")
                   for line in pathlib.Path("/proc/net", name).read_text(encoding="ascii").splitlines()]
        addresses = {fields[1] for fields in sockets if fields[1].endswith(port) and fields[3] == "0A"}
        self.assertLessEqual(addresses, {"0100007F" + port, "0" * 24 + "01000000" + port})
        self.assertIn("0100007F" + port, addresses)

    def test_long_headers(self):
        for request in (
            b"GET /health?" + b"x" * 300000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 100000 + b"\r\n",
            b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 1000000 + b"\r\n\r\n",
        ):
            with self.connect() as connection:
                answer = b""
                try:
                    connection.sendall(request)
                    answer = connection.recv(65536)
                except ConnectionError:
                    pass
                self.assertNotIn(b" 200 ", answer[:20])
            self.assert_alive()

    def test_body_where_none_belongs(self):
        answer = requests.request(
            "GET", self.server.url + "/health", data=b"x" * 100, timeout=20
        )
        self.assertEqual(answer.status_code, 200)
        answer = self.server.raw(
            b"GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n"
        )
        self.assertIn(b" 413 ", answer)
        with self.connect() as connection:
            connection.sendall(
                b"GET /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            answer = b""
            try:
                for _ in range(64):
                    connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
                answer = connection.recv(65536)
            except ConnectionError:
                pass
            self.assertNotIn(b" 200 ", answer)
        self.assert_alive()

    def test_slow_readers(self):
        """Many who ask for much and read nothing hold up nobody."""
        rows = "".join(f"2026-01-{d:02d},p{i:05d},Much,1.00\n" for d in range(1, 29) for i in range(1500))
        batch = self.server.post("much.csv", HEAD + rows).json()["batch_num"]
        self.server.settled(batch)
        idle = []
        try:
            for _ in range(30):
                connection = self.connect()
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                connection.sendall(b"GET /invoice-data HTTP/1.1\r\nHost: localhost\r\n\r\n")
                idle.append(connection)
            for path in ("/health", "/metadata", "/invoice-data?limit=1000", "/api/v1/invoices",
                         "/api/v1/jobs"):
                self.assertEqual(self.server.get(path).status_code, 200, path)
            self.assertEqual(
                self.server.post("slow.csv", HEAD + "2026-02-01,A,Slow,1\n").status_code, 202
            )
        finally:
            for connection in idle:
                connection.close()
        self.assert_alive()

    def test_many_idle(self):
        idle = [self.connect() for _ in range(1000)]
        try:
            self.assert_alive()
            self.assertEqual(self.server.get("/metadata").status_code, 200)
        finally:
            for connection in idle:
                connection.close()
        self.assert_alive()

    def test_one_thread(self):
        """The main loop and libsoup serve all connections: none has a thread of its own."""
        process = pathlib.Path(f"/proc/{self.server.process.pid}")
        self.assertIn("/libsoup-3.0.so", process.joinpath("maps").read_text(encoding="utf-8"))
        files = len(list(process.joinpath("fd").iterdir()))
        calls = [self.connect() for _ in range(300)]
        try:
            for call in calls:
                call.sendall(b"GET /health HTTP/1.1\r\n")
            Server.wait_for(lambda: len(list(process.joinpath("fd").iterdir())) >= files + 250)
            self.assertLess(len(list(process.joinpath("task").iterdir())), 100)
            for call in calls:
                call.sendall(b"Host: localhost\r\n\r\n")
            for call in calls:
                self.assertIn(b"200 OK", call.recv(4096))
        finally:
            for call in calls:
                call.close()

    def test_gone(self):
        """Clients that have gone leave no open file behind."""
        files = pathlib.Path(f"/proc/{self.server.process.pid}/fd")
        self.server.get("/metadata")
        before = len(list(files.iterdir()))
        for _ in range(200):
            with self.connect() as connection:
                connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                self.assertIn(b" 200 ", connection.recv(65536))
        Server.wait_for(lambda: len(list(files.iterdir())) < before + 50)

    def test_no_file_left(self):
        """A server that could not take a client for want of files answers again when there are."""
        process = self.server.process.pid
        files = pathlib.Path(f"/proc/{process}/fd")
        self.server.get("/metadata")
        most = len(list(files.iterdir())) + 4
        before = resource.prlimit(process, resource.RLIMIT_NOFILE)
        resource.prlimit(process, resource.RLIMIT_NOFILE, (most, before[1]))
        try:
            calls = [self.connect() for _ in range(20)]
            for call in calls:
                call.sendall(b"GET /health HT")
            Server.wait_for(lambda: len(list(files.iterdir())) >= most)
            for call in calls:
                call.close()
            self.assert_alive()
        finally:
            resource.prlimit(process, resource.RLIMIT_NOFILE, before)
        self.assert_alive()

    def test_random_queries(self):
        """Whatever stands in a query is answered as an API answers."""
        generator = random.Random(5)
        names = ("category", "start_date", "end_date", "limit", "model_type", "cursor", "format", "x")
        pieces = ("", "1", "-1", "%00", "%ff", "2026-01-01", "'", "%22", "+", "a" * 300, "%", "&", "=",
                  "prophet", "csv", "99999999999999999999", "%C3%B6", "../", "nan", "1e9", ";")
        paths = ("/invoice-data", "/forecast-data", "/metadata", "/api/v1/invoices",
                 "/api/v1/forecasts", "/api/v1/uploads", "/api/v1/categories", "/api/v1/jobs/1")
        for _ in range(600):
            query = "&".join(
                generator.choice(names) + "=" + "".join(generator.choices(pieces, k=2))
                for _ in range(generator.randrange(4))
            )
            answer = self.server.raw(
                f"GET {generator.choice(paths)}?{query} HTTP/1.1\r\nHost: localhost\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            self.assertIn(answer.split(b" ")[1], (b"200", b"400", b"404"), query)
        self.assert_alive()

    def test_strange_names(self):
        """Whatever a file calls itself, it lies in the folder of uploads."""
        uploads = self.root / "store" / "uploads"
        names = ("../../x.csv", "/etc/passwd", "C:\\a\\b.csv", "..", ".csv", "a" * 300 + ".csv",
                 "Ünï 😀.csv", "a\tb.csv", "%2e%2e%2fx.csv", "-rf", "x.csv/..", "CON")
        for number, name in enumerate(names):
            answer = self.server.post(name, HEAD + f"2026-04-01,N{number},Names,1\n")
            self.assertEqual(answer.status_code, 202, name)
            stored = self.server.settled(answer.json()["batch_num"])["stored_filename"]
            self.assertRegex(stored, r"^[^/\\\s-][^/\\\t]*_[0-9]+_[0-9a-f]{8}\.csv$", name)
            self.assertTrue((uploads / stored).is_file(), stored)
        everything = {path.name for path in self.root.rglob("*") if path.is_file()}
        self.assertLessEqual(everything, {path.name for path in uploads.iterdir()} | {
            "foretell.db", "foretell.db-wal", "foretell.db-shm", "foretell.db-owners", "token"})

    def test_uploads_at_once(self):
        answers = []

        def send(number):
            answers.append(
                self.server.post(f"u{number}.csv", HEAD + f"2026-03-01,U{number},At once,1\n")
            )
        threads = [threading.Thread(target=send, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({answer.status_code for answer in answers}, {202})
        for answer in answers:
            self.server.settled(answer.json()["batch_num"])
        self.assertEqual(len(self.server.get("/invoice-data?category=At once").json()), 40)

    def test_log_that_nobody_reads(self):
        """A pipe takes 64 KiB of the log of requests; answers do not wait for more."""
        server = Server(self.root / "logged", stdout=subprocess.PIPE)
        with requests.Session() as session:
            for number in range(80):
                answer = session.get(f"{server.url}/{number}{'x' * 4000}", timeout=20)
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(server.stop(), 0)
        with server.process.stdout as log:
            lines = log.read().decode().splitlines()
        self.assertRegex(lines[0], "^Foretell answers at ")
        self.assertRegex(lines[1], "^GET /0x+ 404$")

    def test_others(self):
        """An address that others can reach demands a token, and its file has to be private."""
        token = self.root / "token"
        token.write_text("s3cret\n", encoding="utf-8")
        for mode, arguments in ((0o644, [f"--token-file={token}"]), (0o600, ["--address=0.0.0.0"])):
            token.chmod(mode)
            result = subprocess.run(
                [CLI, f"--data-dir={self.root / 'other'}", "serve", "--port=0", *arguments],
                capture_output=True, text=True, timeout=30,
            )
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertNotIn("s3cret", result.stdout + result.stderr)

    def test_z_stop(self):
        """It ends at once whatever goes on."""
        events = requests.get(self.server.url + "/api/v1/jobs/events", stream=True, timeout=20)
        table = self.connect()
        table.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        table.sendall(b"GET /invoice-data HTTP/1.1\r\nHost: localhost\r\n\r\n")
        table.recv(100)
        upload = self.connect()
        upload.sendall(
            b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        )
        self.assertEqual(self.server.stop(), 0)
        for connection in (table, upload):
            connection.close()
        events.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
