#!/usr/bin/python3
"""The REST API over a running `foretell-cli serve`: the examples that old clients were given,
exact shapes, and what has to be refused. Usage: test-rest.py FORETELL-CLI"""
import hashlib
import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import requests

sys.dont_write_bytecode = True
from rest_server import Server  # noqa: E402

SAMPLE = (
    "Date,product_id,category,sales\n"
    "2026-01-01,P001,Electronics,1500.50\n"
    "2026-01-01,P002,Electronics,2300.75\n"
    "2026-01-01,P003,Furniture,850.00\n"
)
UPLOAD_KEYS = [
    "batch_num", "original_filename", "stored_filename", "file_hash", "uploaded_at",
    "num_total_rows", "num_missing_rows", "num_imputed_rows", "num_inserted_rows",
    "num_updated_rows", "status", "error_log",
]
INVOICE_KEYS = [
    "date", "product_id", "category", "sales", "is_imputed", "batch_num", "file_hash",
    "created_at", "updated_at", "version",
]
FORECAST_KEYS = [
    "id", "forecast_date", "category", "model_type", "forecast_value", "lower_bound",
    "upper_bound", "created_at", "batch_num",
]


class RestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="foretell-rest-")
        cls.root = pathlib.Path(cls.folder.name)
        cls.server = Server(cls.root / "store")

    @classmethod
    def tearDownClass(cls):
        if cls.server.process.poll() is None:
            cls.server.stop()
        cls.folder.cleanup()

    def test_1_health(self):
        answer = self.server.get("/health")
        self.assertEqual((answer.status_code, answer.json()), (200, {"status": "ok"}))

    def test_2_curl_upload(self):
        path = self.root / "data.csv"
        path.write_text(SAMPLE, encoding="utf-8")
        command = ["curl", "-s", "-X", "POST", self.server.url + "/upload", "-F", f"file=@{path}"]
        told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        digest = hashlib.sha256(SAMPLE.encode()).hexdigest()
        self.assertEqual(list(told), ["message", "batch_num"])
        self.assertEqual(told["message"], "file accepted")
        self.assertRegex(told["batch_num"], rf"^data_\d+_{digest[:6]}$")
        upload = self.server.settled(told["batch_num"])
        self.assertEqual(list(upload), UPLOAD_KEYS)
        self.assertEqual(
            [upload[key] for key in UPLOAD_KEYS[5:]], [3, 0, 0, 3, 0, "completed", None]
        )
        again = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        self.assertEqual(again, {"error": "duplicate file", "batch_num": told["batch_num"]})

    def test_3_requests_upload(self):
        with open(self.root / "data2.csv", "w+b") as stream:
            stream.write(SAMPLE.encode() + b"2026-01-02,P001,Electronics,\n")
            stream.seek(0)
            answer = requests.post(
                self.server.url + "/upload", files={"file": stream}, timeout=20
            )
        self.assertEqual(answer.status_code, 202)
        upload = self.server.settled(answer.json()["batch_num"])
        self.assertEqual(
            [upload[key] for key in UPLOAD_KEYS[5:]], [4, 1, 1, 1, 3, "completed", None]
        )
        self.assertEqual(upload["original_filename"], "data2.csv")

    def test_4_invoices(self):
        answer = self.server.get("/invoice-data?category=Electronics&start_date=2026-01-01")
        rows = answer.json()
        self.assertEqual([list(row) for row in rows], [INVOICE_KEYS] * 3)
        self.assertIn('"sales":1500.50', answer.text.replace(" ", ""))
        self.assertEqual(
            [(row["date"], row["product_id"], row["sales"], row["is_imputed"], row["version"])
             for row in rows],
            [("2026-01-01", "P001", 1500.5, False, 2), ("2026-01-01", "P002", 2300.75, False, 2),
             ("2026-01-02", "P001", 1500.5, True, 1)],
        )
        self.assertEqual(len(self.server.get("/invoice-data?limit=1").json()), 1)
        self.assertEqual(self.server.get("/invoice-data?category=").json().__len__(), 4)
        self.assertEqual(self.server.get("/invoice-data?category=Nowhere").json(), [])

    def test_5_forecasts(self):
        Server.wait_for(lambda: self.server.get("/api/v1/jobs").json() == [], 120)
        rows = self.server.get("/forecast-data").json()
        self.assertEqual(len(rows), 180)
        self.assertEqual({tuple(row) for row in rows}, {tuple(FORECAST_KEYS)})
        picked = self.server.get("/forecast-data?category=Electronics&model_type=prophet").json()
        self.assertEqual(picked, [
            row for row in rows
            if row["category"] == "Electronics" and row["model_type"] == "prophet"
        ])
        self.assertEqual(len(picked), 30)

    def test_6_refusals(self):
        for path, status, word in (
            ("/nothing", 404, ""), ("/", 404, ""), ("/%2e%2e/foretell.db", 404, ""),
            ("/upload", 405, ""),
            ("/invoice-data?start_date=2026-02-30", 400, "start_date"),
            ("/invoice-data?limit=0", 400, "limit"), ("/invoice-data?limit=x", 400, "limit"),
            ("/invoice-data?start_date=2026-02-01&end_date=2026-01-01", 400, "start_date"),
            ("/forecast-data?model_type=arima", 400, "model_type"),
        ):
            answer = self.server.get(path)
            self.assertEqual(answer.status_code, status, path)
            self.assertIn(word, answer.json()["error"])
        self.assertEqual(self.server.get("/upload").headers["Allow"], "POST, OPTIONS")
        self.assertEqual(self.server.get("/health", Host="evil.example").status_code, 403)
        self.assertEqual(self.server.get("/health", Origin="http://evil.example").status_code, 403)
        before = self.server.get("/metadata").json()
        self.assertEqual(
            self.server.post("x.csv", SAMPLE + "x", Origin="null").status_code, 403
        )
        no_sales = self.server.post("x.csv", "Date,product_id,category\n2026-01-01,a,b\n")
        self.assertEqual(no_sales.status_code, 400)
        self.assertIn("sales", no_sales.json()["error"])
        for kind, status in (("text/csv", 415), ("multipart/form-data", 400)):
            answer = requests.post(
                self.server.url + "/upload", data=b"x", headers={"Content-Type": kind}, timeout=20
            )
            self.assertEqual(answer.status_code, status)
        self.assertEqual(self.server.get("/metadata").json(), before)

    def test_7_body_limit(self):
        answer = self.server.raw(
            b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000000\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        )
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer)
        self.assertEqual(self.server.get("/health").status_code, 200)

    def test_8_many_rows(self):
        lines = "".join(f"2026-02-{1 + i % 28:02d},p{i // 28:05d},Many,1.00\n" for i in range(56000))
        batch = self.server.post("many.csv", SAMPLE.splitlines()[0] + "\n" + lines).json()
        self.server.settled(batch["batch_num"])
        answer = self.server.get("/invoice-data?category=Many")
        self.assertEqual(answer.headers["Transfer-Encoding"], "chunked")
        self.assertEqual(len(answer.json()), 56000)
        # A client that goes away in the middle of an answer harms nobody.
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        connection.request("GET", "/invoice-data")
        connection.getresponse().read(1000)
        connection.close()
        self.assertEqual(self.server.get("/health").status_code, 200)

    def test_token(self):
        token_file = self.root / "token"
        token_file.write_text("s3cret\n", encoding="utf-8")
        token_file.chmod(0o600)
        guarded = Server(self.root / "guarded", f"--token-file={token_file}")
        try:
            self.assertEqual(guarded.get("/health").status_code, 200)
            refused = guarded.get("/metadata")
            self.assertEqual(refused.status_code, 401)
            self.assertIn("Bearer", refused.headers["WWW-Authenticate"])
            self.assertEqual(
                guarded.get("/metadata", Authorization="Bearer s3cret").status_code, 200
            )
            self.assertEqual(guarded.post("a.csv", SAMPLE).status_code, 401)
        finally:
            self.assertEqual(guarded.stop(), 0)

    def test_z_stop(self):
        self.assertEqual(self.server.stop(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
