#!/usr/bin/python3
"""The versioned REST API over a running `foretell-cli serve`: every call that openapi.json
describes is made as it is described, and its answer checked against its description; pages,
formats, tags, jobs and events. Usage: test-rest-v1.py FORETELL-CLI"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

import jsonschema
import requests

sys.dont_write_bytecode = True
from rest_server import CLI, Server  # noqa: E402

DAYS = [f"2025-{month:02d}-{day:02d}" for month in (11, 12) for day in range(1, 31)]
SALES = "Date,product_id,category,sales\n" + "".join(
    f"{day},{product},{category},{10 + i % 7}.50\n"
    for i, day in enumerate(DAYS)
    for product, category in (("P001", "Electronics"), ("P002", "Möbel/Büro+"), ("P003", "Toys"))
)
MORE = "Date,product_id,category,sales\n2025-12-30,P001,Electronics,99.00\n2025-12-31,P9,Toys,1\n"
# Calls whose examples are not made with the others, but with an upload or a training.
ELSEWHERE = {("post", "/upload"), ("post", "/api/v1/uploads"),
             ("delete", "/api/v1/uploads/{batch}"), ("get", "/api/v1/jobs/events")}


class RestV1Test(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="foretell-rest-v1-")
        cls.root = pathlib.Path(cls.folder.name)
        cls.server = Server(cls.root / "store")
        cls.batch = cls.server.post("data.csv", SALES).json()["batch_num"]
        cls.server.settled(cls.batch)
        cls.quiet()

    @classmethod
    def tearDownClass(cls):
        if cls.server.process.poll() is None:
            cls.server.stop()
        cls.folder.cleanup()

    @classmethod
    def quiet(cls):
        Server.wait_for(lambda: cls.server.get("/api/v1/jobs").json() == [], 120)

    def pages(self, path):
        rows, n = [], 0
        while path:
            answer = self.server.get(path)
            self.assertEqual(answer.status_code, 200, answer.text)
            rows += answer.json()
            n += 1
            path = answer.links["next"]["url"] if "next" in answer.links else None
        return rows, n

    @classmethod
    def read_description(cls):
        """The description, and what follows a reference in it."""
        spec = cls.server.get("/openapi.json").json()
        resolver = jsonschema.RefResolver("", spec)

        def resolve(part):
            return resolver.resolve(part["$ref"])[1] if "$ref" in part else part

        def check(body, schema):
            jsonschema.Draft202012Validator(schema, resolver=resolver).validate(body)
        return spec, resolve, check

    def assert_like(self, actual, example):
        """The same members in the same order, and values of the same kind where there are any."""
        if isinstance(example, dict):
            self.assertEqual(list(actual), list(example))
            for name, value in example.items():
                self.assert_like(actual[name], value)
        elif isinstance(example, list):
            for one in actual[:1]:
                self.assert_like(one, example[0])
        elif None not in (actual, example):
            self.assertIs(isinstance(actual, str), isinstance(example, str))

    def check_answer(self, answer, told, check):
        kind = answer.headers["Content-Type"].split(";")[0]
        self.assertIn(kind, told["content"])
        for name in told.get("headers", {}):
            if name != "Link":
                self.assertIn(name, answer.headers)
        if kind == "application/json":
            check(answer.json(), told["content"][kind]["schema"])
        example = told["content"][kind].get("example")
        if example is not None:
            check(example, told["content"][kind]["schema"])
            self.assert_like(answer.json(), example)

    def test_1_description(self):
        """Each call as it is described, with the examples of its parameters and body."""
        spec, resolve, check = self.read_description()
        for path, item in spec["paths"].items():
            for method, operation in item.items():
                if (method, path) in ELSEWHERE:
                    continue
                with self.subTest(path=path, method=method):
                    query, target, values = {}, path, {"batch": self.batch}
                    for parameter in map(resolve, operation.get("parameters", [])):
                        name = parameter["name"]
                        value = values.get(name, parameter.get("example"))
                        if value is None:
                            continue
                        check(value, parameter["schema"])
                        if parameter["in"] == "path":
                            target = target.replace(
                                f"{{{name}}}", urllib.parse.quote(str(value), safe="")
                            )
                        else:
                            query[name] = value
                    content = operation.get("requestBody", {}).get("content", {})
                    body = content.get("application/json", {}).get("example")
                    if body is not None:
                        check(body, content["application/json"]["schema"])
                    answer = requests.request(
                        method, self.server.url + target, params=query, json=body, timeout=60
                    )
                    self.assertIn(answer.status_code, (200, 202), answer.text)
                    told = resolve(operation["responses"][str(answer.status_code)])
                    self.check_answer(answer, told, check)
        self.quiet()

    def test_1_description_of_uploads(self):
        """The same for what takes a file, and for what takes it back."""
        spec, resolve, check = self.read_description()
        texts = {"/upload": MORE + "2025-12-31,P8,Toys,2\n",
                 "/api/v1/uploads": "Datum;SKU;Warengruppe;Umsatz\n31.12.2025;P001;Toys;1,50\n"}
        for path, text in texts.items():
            operation = spec["paths"][path]["post"]
            parameters = [resolve(parameter) for parameter in operation.get("parameters", [])]
            query = {parameter["name"]: parameter["example"] for parameter in parameters}
            for parameter in parameters:
                check(parameter["example"], parameter["schema"])
            # Where nothing is taken in, it can be asked as often as one likes.
            steps = [(200, "true"), (200, "true")] if query else []
            for status, dry_run in steps + [(202, "false"), (409, "true"), (409, "false")]:
                query = query and {**query, "dry_run": dry_run}
                answer = requests.post(self.server.url + path, params=query, timeout=20,
                                       files={"file": ("data.csv", text.encode(), "text/csv")})
                self.assertEqual(answer.status_code, status, answer.text)
                self.check_answer(answer, resolve(operation["responses"][str(status)]), check)
            batch = answer.json()["batch_num"]
            self.assertEqual(self.server.settled(batch)["status"], "completed")
            answer = requests.delete(f"{self.server.url}/api/v1/uploads/{batch}", timeout=20)
            told = spec["paths"]["/api/v1/uploads/{batch}"]["delete"]["responses"]
            self.assertEqual(answer.status_code, 204)
            self.assertIn("204", told)
        self.quiet()

    def test_2_pages(self):
        every = self.server.get("/invoice-data").json()
        self.assertEqual(len(every), 180)
        for limit in (1, 7, 60, 179, 180, 1000):
            rows, n = self.pages(f"/api/v1/invoices?limit={limit}")
            self.assertEqual(rows, every)
            self.assertEqual(n, -(-180 // limit))
        category = urllib.parse.quote("Möbel/Büro+", safe="")
        rows, _ = self.pages(
            f"/api/v1/invoices?limit=11&category={category}&start_date=2025-11-05&end_date=2025-12-03"
        )
        self.assertEqual(
            rows, [r for r in every
                   if r["category"] == "Möbel/Büro+" and "2025-11-05" <= r["date"] <= "2025-12-03"]
        )
        rows, _ = self.pages("/api/v1/invoices?limit=50&product_id=P003")
        self.assertEqual(rows, [r for r in every if r["product_id"] == "P003"])
        self.assertEqual(self.pages(f"/api/v1/invoices?limit=90&batch_num={self.batch}")[0], every)
        self.assertEqual(len(self.server.get("/api/v1/invoices").json()), 100)
        for path in ("/api/v1/forecasts?limit=7&model_type=prophet", "/api/v1/categories?limit=1"):
            rows, n = self.pages(path)
            whole, one = self.pages(re.sub("limit=.", "limit=1000", path))
            self.assertEqual((rows, one), (whole, 1))
            self.assertGreater(n, 1)
        names = [row["category"] for row in self.server.get("/api/v1/categories").json()]
        self.assertEqual(names, ["Electronics", "Möbel/Büro+", "Toys"])

    def test_2_pages_while_rows_come(self):
        first = self.server.get("/api/v1/invoices?limit=90")
        batch = self.server.post(
            "early.csv", "Date,product_id,category,sales\n2020-01-01,P0,Old,1.00\n"
        ).json()["batch_num"]
        self.server.settled(batch)
        rest, _ = self.pages(first.links["next"]["url"])
        rows = [row for row in first.json() + rest if row["category"] != "Old"]
        self.assertEqual(len(rows), 180)
        self.assertEqual(len({(r["date"], r["product_id"]) for r in rows}), 180)
        uploads, n = self.pages("/api/v1/uploads?limit=1")
        self.assertEqual(([u["batch_num"] for u in uploads], n), ([batch, self.batch], 2))
        answer = requests.delete(f"{self.server.url}/api/v1/uploads/{batch}", timeout=20)
        self.assertEqual((answer.status_code, answer.text), (204, ""))
        self.quiet()

    def test_3_formats(self):
        for path in ("/invoice-data", "/api/v1/invoices?limit=1000", "/metadata", "/forecast-data",
                     "/api/v1/forecasts?limit=1000", "/api/v1/categories", "/api/v1/uploads"):
            plain = self.server.get(path).json()
            for answer in (
                self.server.get(path, Accept="text/csv"),
                self.server.get(path + ("&" if "?" in path else "?") + "format=csv"),
            ):
                self.assertEqual(answer.headers["Content-Type"], "text/csv; charset=utf-8")
                rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
                self.assertEqual(len(rows), len(plain), path)
                self.assertEqual(list(rows[0]), list(plain[0]))
        self.assertEqual(self.server.get("/invoice-data?format=xml").status_code, 400)

    def test_3_gzip(self):
        path = self.server.url + "/api/v1/invoices?limit=1000"
        packed = requests.get(path, headers={"Accept-Encoding": "gzip"}, timeout=20)
        plain = requests.get(path, headers={"Accept-Encoding": "identity"}, timeout=20)
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertLess(int(packed.headers["Content-Length"]), len(plain.content) // 4)
        self.assertNotIn("Content-Encoding", plain.headers)
        self.assertEqual(packed.content, plain.content)
        self.assertNotEqual(packed.headers["ETag"], plain.headers["ETag"])
        self.assertIn("Accept-Encoding", plain.headers["Vary"])
        old = requests.get(self.server.url + "/invoice-data", timeout=20)
        self.assertNotIn("Content-Encoding", old.headers)

    def test_4_tags(self):
        paths = ("/metadata", "/invoice-data", "/forecast-data?limit=3", "/api/v1/uploads",
                 "/api/v1/invoices", "/api/v1/forecasts", "/api/v1/categories",
                 f"/api/v1/uploads/{self.batch}",
                 "/api/v1/categories/Toys/chart.svg")
        tags = {path: self.server.get(path).headers["ETag"] for path in paths}
        for path, tag in tags.items():
            same = self.server.get(path, **{"If-None-Match": tag})
            self.assertEqual((same.status_code, same.content), (304, b""), path)
            self.assertEqual(same.headers["ETag"], tag)
            other = self.server.get(path, **{"If-None-Match": '"else"'})
            self.assertEqual(other.status_code, 200)
        # Whoever has been told of an upload sees what it brought, also from another program.
        for number in range(5):
            batch = self.server.post(f"n{number}.csv", MORE + f"2026-01-0{number + 1},N,New,1\n")
            self.server.settled(batch.json()["batch_num"])
            rows = self.server.get("/invoice-data?category=New").json()
            self.assertEqual(len(rows), number + 1)
            self.assertEqual(
                self.server.get("/invoice-data", **{"If-None-Match": tags["/invoice-data"]})
                .status_code, 200
            )
        for number in range(3):
            path = self.root / f"cli{number}.csv"
            path.write_text(MORE + f"2026-02-0{number + 1},N,New,1\n", encoding="utf-8")
            subprocess.run(
                [CLI, f"--data-dir={self.root / 'store'}", "import", "--no-forecast", path],
                check=True, capture_output=True,
            )
            self.assertEqual(len(self.server.get("/invoice-data?category=New").json()), 6 + number)
        self.quiet()

    def post_to_v1(self, text, **parameters):
        return requests.post(self.server.url + "/api/v1/uploads", params=parameters, timeout=20,
                             files={"file": ("how.csv", text.encode(), "text/csv")})

    def test_5_rejects(self):
        rows = "".join(f"2026-04-{i % 30 + 1:02d},R{i},Rejected,{'?' if i % 2 else '1'}\n" for i in range(40000))
        batch = self.post_to_v1("Date,product_id,category,sales\n" + rows).json()["batch_num"]
        self.assertEqual(self.server.settled(batch)["status"], "completed")
        upload = self.server.get(f"/api/v1/uploads/{batch}").json()
        self.assertEqual((upload["num_rejected_rows"], upload["num_repeated_rows"]), (20000, 0))
        answer = self.server.get(f"/api/v1/uploads/{batch}/rejects")
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]),
                         (200, "text/csv; charset=utf-8"))
        told = list(csv.reader(io.StringIO(answer.text)))
        self.assertEqual(told[0], ["Date", "product_id", "category", "sales", "reject_line",
                                   "reject_column", "reject_value", "reject_reason"])
        self.assertEqual(len(told), 20001)
        self.assertEqual(told[1], ["2026-04-02", "R1", "Rejected", "?", "3", "sales", "?", "is not a number"])
        self.assertEqual(self.server.get("/api/v1/uploads/none/rejects").status_code, 404)
        requests.delete(f"{self.server.url}/api/v1/uploads/{batch}", timeout=20)
        self.quiet()

    def test_5_how_a_file_is_read(self):
        text = "Datum;Wer;Was;Wieviel\n01.02.2026;P1;Asked;1,234\n01.02.2026;P1;Asked;2,5\n"
        columns = {"product_id_column": "Wer", "category_column": "Was", "sales_column": "Wieviel"}
        self.assertEqual(self.post_to_v1(text).status_code, 400)
        for wrong in ({"strict": "maybe"}, {"duplicates": "first"}, {"delimiter": ";;"},
                      {"decimal_mark": "x"}, {"date_format": "dmy"}, {"date_format": b"%Y\xff"},
                      {"sales_column": b"\xff"}):
            self.assertEqual(self.post_to_v1(text, **{**columns, **wrong}).status_code, 400, wrong)
        batch = self.post_to_v1(text, **columns, duplicates="sum", decimal_mark=",").json()["batch_num"]
        self.assertEqual(self.server.settled(batch)["status"], "completed")
        rows = self.server.get("/invoice-data?category=Asked").json()
        self.assertEqual([(row["date"], row["sales"]) for row in rows], [("2026-02-01", 3.73)])
        requests.delete(f"{self.server.url}/api/v1/uploads/{batch}", timeout=20)
        self.quiet()

    def test_5_dry_run(self):
        before = self.server.get("/metadata").json()
        rows = "Date,product_id,category,sales\n2025-11-01,P001,Electronics,77777\n2026-05-01,D1,Dry,1\n2026-05-01,D2,Dry,?\n2026-05-02,D1,Dry,\n2026-05-02,D1,Dry,\n"
        answer = self.post_to_v1(rows, dry_run="true")
        self.assertEqual(answer.status_code, 200, answer.text)
        told = answer.json()
        self.assertEqual({name: told[name] for name in told if name.startswith("num_")},
                         {"num_total_rows": 5, "num_missing_rows": 2, "num_imputed_rows": 1, "num_new_rows": 2,
                          "num_changed_rows": 1, "num_unchanged_rows": 0, "num_repeated_rows": 1,
                          "num_rejected_rows": 1})
        self.assertIn("line 4, column sales: “?” is not a number", told["error_log"])
        self.assertEqual(self.post_to_v1(rows, dry_run="true", strict="true").status_code, 400)
        self.assertEqual(self.post_to_v1("a,b\n1,2\n", dry_run="true").status_code, 400)
        doubtful = MORE.replace("2025-12-30", "02/03/2025").replace("2025-12-31", "03/02/2025")
        self.assertEqual(self.post_to_v1(doubtful, dry_run="true").status_code, 422)
        duplicate = self.post_to_v1(SALES, dry_run="true")
        self.assertEqual((duplicate.status_code, duplicate.json()),
                         (409, {"error": "duplicate file", "batch_num": self.batch}))
        self.assertEqual(self.post_to_v1(rows, dry_run="yes").status_code, 400)
        self.assertEqual(self.server.get("/metadata").json(), before)
        self.assertEqual(len(list((self.root / "store" / "uploads").iterdir())), len(before))

    def test_5_versions(self):
        row = "date=2026-06-01&category=Versions&product_id=P%26"
        batches = []
        for sales in ("1.50", "", "7"):
            batches.append(self.post_to_v1("Date,product_id,category,sales\n2026-06-01,P&,Versions," +
                                           f"{sales}\n2026-06-01,{len(batches)},Versions,1\n").json()["batch_num"])
            self.server.settled(batches[-1])
        answer = self.server.get(f"/api/v1/invoices/versions?{row}")
        self.assertEqual([list(version.values())[:4] for version in answer.json()],
                         [[2, 7.0, False, batches[2]], [1, 1.5, False, batches[0]]])
        again = self.server.get(f"/api/v1/invoices/versions?{row}", **{"If-None-Match": answer.headers["ETag"]})
        self.assertEqual(again.status_code, 304)
        self.assertEqual(self.server.get(f"/api/v1/invoices/versions?{row}&format=csv").text.splitlines()[0],
                         "version,sales,is_imputed,batch_num,updated_at")
        for batch in batches:
            requests.delete(f"{self.server.url}/api/v1/uploads/{batch}", timeout=20)
        self.quiet()

    def test_5_undo(self):
        before = self.server.get("/invoice-data").json()
        told = self.server.post("undo.csv", MORE + "2026-03-01,U,Undone,5.00\n").json()
        path = f"{self.server.url}/api/v1/uploads/{told['batch_num']}"
        self.server.settled(told["batch_num"])
        self.assertEqual(requests.get(path, timeout=20).json()["num_total_rows"], 3)
        self.assertNotEqual(self.server.get("/invoice-data").json(), before)
        self.assertEqual(requests.delete(path, timeout=20).status_code, 204)
        self.assertEqual(self.server.get("/invoice-data").json(), before)
        for answer in (requests.delete(path, timeout=20), requests.get(path, timeout=20)):
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        again = self.server.post("undo.csv", MORE + "2026-03-01,U,Undone,5.00\n")
        self.assertEqual(again.status_code, 202)
        self.server.settled(again.json()["batch_num"])
        self.quiet()

    def test_6_training_and_events(self):
        stream = requests.get(self.server.url + "/api/v1/jobs/events", stream=True, timeout=60)
        self.assertEqual(stream.headers["Content-Type"], "text/event-stream")
        lines = stream.iter_lines(chunk_size=1)
        answer = requests.post(
            self.server.url + "/api/v1/forecasts", timeout=20,
            json={"categories": ["Toys"], "models": ["prophet"], "horizon": 12},
        )
        self.assertEqual(answer.status_code, 202)
        job = answer.json()
        self.assertEqual(answer.headers["Location"], f"/api/v1/jobs/{job['id']}")
        seen = []
        spec, _, _ = self.read_description()
        example = spec["paths"]["/api/v1/jobs/events"]["get"]["responses"]["200"]["content"]
        example = json.loads(re.search("data: (.*)", example["text/event-stream"]["example"])[1])
        for line in lines:
            if line.startswith(b"data: "):
                told = json.loads(line[6:])
                self.assert_like(told, example)
                if told["id"] == job["id"]:
                    seen.append(told)
                    if told["state"] in ("done", "failed"):
                        break
        stream.close()
        self.assertEqual(seen[-1]["state"], "done")
        shares = [told["progress"] for told in seen if told["progress"] is not None]
        self.assertEqual(shares, sorted(shares))
        done = self.server.get(answer.headers["Location"]).json()
        self.assertEqual((done["state"], done["progress"], done["error"]), ("done", 1, None))
        rows = self.server.get("/api/v1/forecasts?category=Toys&model_type=prophet").json()
        self.assertEqual(len(rows), 12)
        for row in rows:
            self.assertLessEqual(row["lower_bound"], row["lower_80"])
            self.assertLessEqual(row["upper_80"], row["upper_bound"])

    def test_6_training_with_holidays(self):
        answer = requests.post(self.server.url + "/api/v1/forecasts", timeout=20,
                               json={"categories": ["Toys"], "models": ["sarimax"], "holidays": "DE"})
        job = answer.json()
        while job["state"] not in ("done", "failed"):
            job = self.server.get(answer.headers["Location"]).json()
        self.assertEqual(job["state"], "done")
        rows = self.server.get("/api/v1/forecasts?category=Toys").json()
        self.assertEqual({row["model_type"]: row["holidays"] for row in rows},
                         {"holt_winters": None, "prophet": None, "sarimax": "DE"})
        for path in ("horizon=5", "horizon=5&format=csv"):
            told = self.server.get(f"/api/v1/explain?category=Toys&model_type=sarimax&{path}")
            self.assertEqual(told.status_code, 200)
        told = self.server.get("/api/v1/explain?category=Toys&model_type=sarimax&horizon=5").json()
        self.assertEqual(told["model_type"], "sarimax")
        self.assertEqual(len(told["forecast"]), 5)
        for day in told["forecast"]:
            self.assertAlmostEqual(sum(day["components"].values()), day["forecast_value"], 6)

    def test_7_chart(self):
        name = urllib.parse.quote("Möbel/Büro+", safe="")
        svg = self.server.get(f"/api/v1/categories/{name}/chart.svg?theme=dark")
        self.assertEqual(svg.headers["Content-Type"], "image/svg+xml")
        self.assertIn(b"<svg", svg.content)
        png = self.server.get(f"/api/v1/categories/{name}/chart.png?width=320&height=200")
        self.assertEqual(png.content[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(png.content[16:24], (320).to_bytes(4, "big") + (200).to_bytes(4, "big"))
        self.assertEqual(self.server.get("/api/v1/categories/None/chart.png").status_code, 404)

    def test_8_problems(self):
        for method, path, status, word in (
            ("GET", "/api/v1/nothing", 404, ""), ("PUT", "/api/v1/uploads", 405, ""),
            ("GET", "/api/v1/invoices?limit=1001", 400, "limit"),
            ("GET", "/api/v1/invoices?limit=0", 400, "limit"),
            ("GET", "/api/v1/invoices?cursor=x", 400, "cursor"),
            ("GET", "/api/v1/invoices?start_date=x", 400, "start_date"),
            ("GET", "/api/v1/jobs/999999", 404, "999999"), ("GET", "/api/v1/jobs/x", 404, "x"),
            ("GET", "/api/v1/accuracy?category=None", 404, "None"),
            ("GET", "/api/v1/accuracy?model_type=x", 400, "model_type"),
            ("GET", "/api/v1/invoices/versions?category=Toys&product_id=P003", 400, "date"),
            ("GET", "/api/v1/invoices/versions?date=x&category=Toys&product_id=P003", 400, "date"),
            ("GET", "/api/v1/invoices/versions?date=2025-12-01&category=Toys", 400, "product_id"),
            ("GET", "/api/v1/invoices/versions?date=2025-12-01&category=Toys&product_id=P9", 404, "row"),
            ("GET", "/api/v1/backtest", 400, "category"),
            ("GET", "/api/v1/backtest?category=None", 404, "None"),
            ("GET", "/api/v1/backtest?category=Toys&origins=13", 400, "origins"),
            ("GET", "/api/v1/explain?category=Toys", 400, "model_type"),
            ("GET", "/api/v1/explain?category=None&model_type=prophet", 404, "None"),
            ("GET", "/api/v1/categories/Toys/chart.png?width=99999", 400, "width"),
            ("GET", "/api/v1/categories/Toys/chart.png?theme=pink", 400, "theme"),
        ):
            answer = requests.request(method, self.server.url + path, timeout=20)
            self.assertEqual(answer.status_code, status, path)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertNotIn("ETag", answer.headers)
            problem = answer.json()
            self.assertEqual(problem["status"], status)
            self.assertEqual(problem["instance"], path.split("?")[0])
            self.assertIn(word, problem["detail"])
        url = self.server.url + "/api/v1/forecasts"
        for body, kind, status in (
            (b'{"horizon": 0}', "application/json", 400), (b"{", "application/json", 400),
            (b"{}", "text/plain", 415), (b'{"models": ["arima"]}', "application/json", 400),
            (b'{"categories": ["None"]}', "application/json", 404),
            (b" " * 70000, "application/json", 413),
        ):
            answer = requests.post(url, data=body, headers={"Content-Type": kind}, timeout=20)
            self.assertEqual(answer.status_code, status, body[:30])
        old = self.server.get("/nothing", Accept="application/problem+json")
        self.assertEqual(old.headers["Content-Type"], "application/problem+json")

    def test_9_page(self):
        page = self.server.get("/docs")
        self.assertEqual(page.headers["Content-Type"], "text/html; charset=utf-8")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        for path in re.findall(r'(?:href|src)="([^"]+)"', page.text):
            self.assertEqual(self.server.get(path).status_code, 200, path)

    def test_z_stop(self):
        self.assertEqual(self.server.stop(), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
