#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""foretell-cli from outside: exit statuses, what goes where, formats, and a kill at any moment.
Usage: test-cli.py FORETELL-CLI"""
import csv
import datetime
import io
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

CLI = sys.argv.pop(1)
HEAD = "Date,product_id,category,sales\n"
SAMPLE = (HEAD + "2026-01-01,P001,Electronics,1500.50\n2026-01-01,P002,Electronics,2300.75\n"
          "2026-01-01,P003,Furniture,850.00\n")
COMMANDS = ("import", "history", "invoices", "forecast", "forecasts", "summary", "backtest",
            "explain", "chart", "undo", "rejects", "versions")


def days(count, first=datetime.date(2025, 1, 1)):
    return [(first + datetime.timedelta(i)).isoformat() for i in range(count)]


def series(category, count):
    return "".join(f"{day},P1,{category},{100 + i % 7 * 10}.50\n" for i, day in enumerate(days(count)))


class CliTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.data = self.root / "data"

    def run_cli(self, *arguments, data=True, **more):
        command = [CLI] + ([f"--data-dir={self.data}"] if data else []) + [str(a) for a in arguments]
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=120, check=False, **more)

    def run_ok(self, *arguments, **more):
        result = self.run_cli(*arguments, **more)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stderr, b"")
        return result.stdout.decode()

    def run_json(self, *arguments):
        return json.loads(self.run_ok(*arguments, "--format=json"))

    def write(self, name, text):
        path = self.root / name
        path.write_text(text)
        return path


class Usage(CliTest):
    def test_help_and_version(self):
        for arguments in [["--help"], ["--version"], ["history", "--version"], ["--version", "history"]] + \
                [[command, "--help"] for command in COMMANDS]:
            with self.subTest(arguments):
                result = self.run_cli(*arguments, data=False)
                self.assertEqual((result.returncode, result.stderr), (0, b""))
                self.assertTrue(result.stdout.strip())
        everything = self.run_ok("--help")
        for command in COMMANDS:
            self.assertIn(command, everything)

    def test_wrong_usage(self):
        for arguments in (
                [], ["frobnicate"], ["--frobnicate"], ["history", "--frobnicate"], ["history", "more"],
                ["history", "--format=xml"], ["history", "--threads=-1"], ["history", "--threads=0"],
                ["history", "--gaps=maybe"], ["import"], ["import", "--delimiter=ab", "x.csv"],
                ["import", "--delimiter=1", "x.csv"], ["import", "--map=price=Sales", "x.csv"],
                ["import", "--map=sales", "x.csv"], ["import", "--map=sales=", "x.csv"],
                ["import", "--date-format=dmy", "x.csv"], ["import", "--duplicates=first", "x.csv"],
                ["versions"], ["versions", "--date=2026-01-01", "--category=A"],
                ["versions", "--date=1.1.2026", "--category=A", "--product=P"], ["rejects"], ["rejects", "a", "b"], ["import", "--decimal-mark=x", "x.csv"],
                ["undo"], ["undo", "a", "b"], ["forecast", "--horizon=0"], ["forecast", "--horizon=abc"],
                ["forecast", "--horizon=-3"], ["forecast", "--horizon=1e3"], ["forecast", "--horizon="],
                ["forecast", "--model=arima"], ["forecast", "--period=0"], ["forecasts", "--model=arima"],
                ["invoices", "--from=2026-99-01"], ["invoices", "--to=tomorrow"],
                ["invoices", "--limit=many"], ["invoices", "--limit=0"], ["invoices", "--limit=-1"],
                ["backtest", "--origins=0"], ["backtest", "--step=0"], ["explain"],
                ["explain", "--category=X"], ["explain", "--model=prophet"],
                ["explain", "--category=X", "--model=sarimax", "--order=1,1"],
                ["explain", "--category=X", "--model=sarimax", "--order=1,1,1,1,1,x"],
                ["chart", "--category=X"], ["chart", "--output=x.png"],
                ["chart", "--category=X", "--output=x.png", "--width=big"]):
            with self.subTest(arguments):
                result = self.run_cli(*arguments)
                self.assertEqual((result.returncode, result.stdout), (2, b""))
                self.assertTrue(result.stderr.strip())
        self.assertFalse(self.data.exists())

    def test_options_before_and_after(self):
        self.assertEqual(self.run_ok("--format=json", "history"), "[]\n")
        self.assertEqual(self.run_ok("history", "--format=json"), "[]\n")
        self.assertEqual(self.run_ok("--format=csv", "history", "--format=json"), "[]\n")
        self.assertEqual(self.run_ok("history", f"--data-dir={self.root / 'other'}", "--format=json",
                                     data=False), "[]\n")

    def test_reading_makes_nothing(self):
        for command in ("history", "invoices", "forecasts", "summary"):
            self.assertEqual(self.run_ok(command, "--format=json"), "[]\n")
        self.assertFalse(self.data.exists())

    def test_any_locale(self):
        self.run_ok("import", self.write("a.csv", HEAD + "2026-01-01,P1,Käse,1234.50\n"), "--no-forecast")
        for locale in ("C", "C.UTF-8", "de_DE.UTF-8", "xx_XX"):
            out = self.run_ok("invoices", "--category=Käse", "--format=csv",
                              env={**os.environ, "LC_ALL": locale})
            self.assertIn(",Käse,1234.50,", out)


class DryRun(CliTest):
    def test_changes_nothing(self):
        path = self.write("sales.csv", SAMPLE + "2026-01-02,P1,A,oops\n")
        result = self.run_cli("import", "--dry-run", "--format=json", path)
        row, = json.loads(result.stdout)
        self.assertEqual(result.returncode, 0)
        self.assertIn("line 5, column sales: “oops” is not a number", result.stderr.decode())
        self.assertEqual(row, {
            "original_filename": "sales.csv", "charset": "UTF-8", "delimiter": ",", "header_line": 1,
            "date_column": "Date", "product_id_column": "product_id", "category_column": "category",
            "sales_column": "sales", "date_format": "%Y-%m-%d", "decimal_mark": ".",
            "is_recalled": False, "num_total_rows": 4, "num_missing_rows": 0, "num_imputed_rows": 0,
            "num_new_rows": 3, "num_changed_rows": 0, "num_unchanged_rows": 0,
            "num_repeated_rows": 0, "num_rejected_rows": 1,
            "error_log": "1 row was set aside:\nline 5, column sales: “oops” is not a number"})
        self.assertFalse(self.data.exists())

    def test_shows_what_it_understands(self):
        path = self.write("a.csv", "Shop 7\n\nDatum;SKU;Warengruppe;Umsatz\n13.02.2026;007;Käse;1.234,50\n")
        self.assertEqual(self.run_ok("import", "--dry-run", path).splitlines()[:6], [
            "a.csv: encoding UTF-8, delimiter ;, dates %d.%m.%Y, decimal mark ,, header on line 3",
            "  date = Datum", "  product_id = SKU", "  category = Warengruppe", "  sales = Umsatz",
            "  line 4: 2026-02-13, 007, Käse, 1234.50"])

    def test_status_is_that_of_the_import(self):
        good = self.write("good.csv", SAMPLE)
        doubtful = self.write("doubtful.csv", HEAD + "1/2/2026,P1,A,1\n")
        for path, status in ((doubtful, 4), (self.write("b.csv", "a,b\n1,2\n"), 4),
                             (self.root / "none.csv", 1)):
            result = self.run_cli("import", "--dry-run", path)
            self.assertEqual(result.returncode, status, result.stderr)
        self.assertIn(b"--date-format=%d/%m/%Y", self.run_cli("import", "--dry-run", doubtful).stderr)
        self.run_ok("import", "--dry-run", "--date-format=%d/%m/%Y", doubtful)
        self.run_ok("import", "--no-forecast", good)
        self.assertEqual(self.run_cli("import", "--dry-run", good).returncode, 3)


class Reading(CliTest):
    """What a person says of a file, what is remembered of it, and what is told."""

    def test_answers_are_remembered_and_forgotten(self):
        first = self.write("a.csv", HEAD + "01/02/2026,P1,A,1\n")
        second = self.write("b.csv", HEAD + "03/04/2026,P1,A,1\n")
        proof = self.write("c.csv", HEAD + "05/13/2026,P1,A,1\n")
        self.run_ok("import", "--no-forecast", "--date-format=%d/%m/%Y", first)
        result = self.run_cli("import", "--no-forecast", second)
        self.assertEqual(result.returncode, 0)
        self.assertIn("--date-format=%d/%m/%Y (--forget", result.stderr.decode())
        # What a file proves by itself goes before what is remembered.
        self.assertEqual(self.run_cli("import", "--no-forecast", proof).returncode, 0)
        self.assertEqual([row["date"] for row in self.run_json("invoices")],
                         ["2026-02-01", "2026-04-03", "2026-05-13"])
        third = self.write("d.csv", HEAD + "06/07/2026,P1,A,1\n")
        self.assertEqual(self.run_cli("import", "--no-forecast", "--forget", third).returncode, 4)

    def test_repeated_keys(self):
        text = HEAD + "2026-01-01,P1,A,1\n2026-01-01,P1,A,2\n2026-01-02,P1,A,4\n"
        result = self.run_cli("import", "--no-forecast", self.write("a.csv", text))
        self.assertEqual((result.returncode, result.stdout.split(b";")[0]),
                         (0, b"a.csv: rows 3, inserted 2, updated 0, imputed 0"))
        self.assertIn(b"1 row has the date, product and category of a later one", result.stderr)
        self.assertRegex(self.run_ok("history"), r"(?s)Repeated +Set aside.*\n.* 3 +0 +0 +2 +0 +1 +0 +completed")
        self.assertEqual([row["sales"] for row in self.run_json("invoices")], [2, 4])
        result = self.run_cli("import", "--no-forecast", "--duplicates=sum",
                              self.write("b.csv", text + "2026-01-01,P1,A,0.25\n"))
        self.assertIn(b"2 rows have the date, product and category of another one", result.stderr)
        self.assertEqual([row["sales"] for row in self.run_json("invoices")], [3.25, 4])

    def test_fallback_encoding_is_told(self):
        path = self.root / "a.csv"
        path.write_bytes((HEAD + "2026-01-01,P1,Käse,1\n").encode("cp1252"))
        result = self.run_cli("import", "--no-forecast", path)
        self.assertEqual(result.stderr.decode(), "foretell-cli: a.csv: The text is not UTF-8 and was "
                         "read as Windows-1252.\n")
        self.assertEqual(self.run_json("invoices")[0]["category"], "Käse")

    def test_standard_input(self):
        with open(self.write("a.csv", SAMPLE), "rb") as stream:
            command = [CLI, f"--data-dir={self.data}", "import", "--no-forecast", "-"]
            result = subprocess.run(command, stdin=stream, capture_output=True, timeout=60, check=True)
        self.assertRegex(result.stdout, rb"^stdin\.csv: rows 3, inserted 3, ")


class Rejects(CliTest):
    def test_rejects_can_be_mended_and_given_again(self):
        bad = self.write("bad.csv", "Datum;Artikel;Warengruppe;Umsatz\n13.01.2026;P1;A;1,5\n"
                         "13.01.2026;\"P;2\";A;viel\n14.01.2026;P3;A\n32.01.2026;P4;A;1,0\n")
        result = self.run_cli("import", "--no-forecast", bad)
        batch = result.stdout.decode().split()[-1]
        out = self.run_ok("rejects", batch)
        self.assertEqual(list(csv.reader(io.StringIO(out))), [
            ["Datum", "Artikel", "Warengruppe", "Umsatz",
             "reject_line", "reject_column", "reject_value", "reject_reason"],
            ["13.01.2026", "P;2", "A", "viel", "3", "sales", "viel", "is not a number"],
            ["14.01.2026", "P3", "A", "", "4", "", "14.01.2026;P3;A",
             "the row has 3 fields where the header has 4"],
            ["32.01.2026", "P4", "A", "1,0", "5", "date", "32.01.2026", "is not a date"]])
        mended = self.root / "mended.csv"
        self.run_ok("rejects", batch, f"--output={mended}")
        self.assertEqual(mended.read_text(encoding="utf-8"), out)
        mended.write_text(out.replace('"viel"', '"2,5"').replace("32.01", "31.01"), encoding="utf-8")
        result = self.run_cli("import", "--no-forecast", mended)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([(row["date"], row["product_id"], row["sales"]) for row in self.run_json("invoices")],
                         [("2026-01-13", "P1", 1.5), ("2026-01-13", "P;2", 2.5), ("2026-01-14", "P3", 0),
                          ("2026-01-31", "P4", 1)])

    def test_without_rejects_and_without_upload(self):
        self.run_ok("import", "--no-forecast", self.write("a.csv", SAMPLE))
        batch = self.run_json("history")[0]["batch_num"]
        self.assertEqual(len(self.run_ok("rejects", batch).splitlines()), 1)
        result = self.run_cli("rejects", "none")
        self.assertEqual((result.returncode, result.stdout), (1, b""))

    def test_of_a_file_that_was_refused(self):
        self.run_cli("import", "--no-forecast", "--strict", self.write("a.csv", SAMPLE + "x,P1,A,1\n"))
        upload, = self.run_json("history")
        self.assertEqual(upload["status"], "failed")
        self.assertIn(',5,date,"x",', self.run_ok("rejects", upload["batch_num"]))


class Import(CliTest):
    def test_summary_line(self):
        out = self.run_ok("import", self.write("sales.csv", SAMPLE), "--no-forecast")
        self.assertRegex(out, r"^sales\.csv: rows 3, inserted 3, .*sales_\d+_[0-9a-f]{6}\n$")
        self.assertEqual(self.run_ok("import", self.write("b.csv", HEAD + "2026-01-02,P,C,1\n"),
                                     "--no-forecast", "--quiet"), "")

    def test_only_the_owner_reads(self):
        self.run_ok("import", "--no-forecast", self.write("a.csv", HEAD + "2025-01-01,P,C,1\n"))
        for folder in (self.data, self.data / "uploads"):
            self.assertEqual(folder.stat().st_mode & 0o777, 0o700, folder)

    def test_json(self):
        uploads = self.run_json("import", self.write("sales.csv", SAMPLE), "--no-forecast")
        self.assertEqual(uploads, self.run_json("history"))

    def test_statuses(self):
        good = self.write("good.csv", SAMPLE)
        bad = self.write("bad.csv", HEAD + "2026-13-01,P1,A,1.00\n")
        self.run_ok("import", good, "--no-forecast")

        duplicate = self.run_cli("import", good, "--no-forecast")
        self.assertEqual((duplicate.returncode, duplicate.stdout), (3, b""))
        self.assertIn(self.run_json("history")[0]["batch_num"].encode(), duplicate.stderr)

        rejected = self.run_cli("import", bad, "--no-forecast")
        self.assertEqual(rejected.returncode, 4)
        for word in (b"bad.csv", b"line 2", b"date", b"2026-13-01"):
            self.assertIn(word, rejected.stderr)

        missing = self.run_cli("import", self.root / "not there.csv")
        self.assertEqual(missing.returncode, 1)
        self.assertIn(b"not there.csv", missing.stderr)
        self.assertEqual(self.run_cli("import", self.root).returncode, 1)

    def test_highest_status_counts(self):
        good = self.write("good.csv", SAMPLE)
        bad = self.write("bad.csv", "nothing\n")
        new = self.write("new.csv", HEAD + "2026-01-05,P1,A,1.00\n")
        self.run_ok("import", good, "--no-forecast")
        result = self.run_cli("import", bad, self.root / "no.csv", good, new, "--no-forecast")
        self.assertEqual(result.returncode, 4)
        self.assertIn(b"new.csv: rows 1", result.stdout)
        self.assertEqual(len(self.run_json("history")), 3)

    def test_how_to_read(self):
        path = self.write("a.csv", "Tag;Artikel;Gruppe;Betrag\n03.04.2026;P1;A;1,50\n")
        self.run_ok("import", path, "--no-forecast", "--delimiter=;", "--date-format=%d.%m.%Y",
                    "--map=date=Tag", "--map=product_id=Artikel", "--map=category=Gruppe",
                    "--map=sales=Betrag", "--decimal-mark=,")
        row, = self.run_json("invoices")
        self.assertEqual((row["date"], row["sales"]), ("2026-04-03", 1.5))


class Results(CliTest):
    def setUp(self):
        super().setUp()
        text = HEAD + series("Toys & \"Games\"", 60) + series("Food, fresh", 60)
        text = text.replace('Toys & "Games"', '"Toys & ""Games"""').replace("Food, fresh", '"Food, fresh"')
        self.run_ok("import", self.write("sales.csv", text))

    def test_csv_and_json_agree(self):
        for command in ("history", "invoices", "forecasts", "summary"):
            rows = json.loads(self.run_ok(command, "--format=json"), parse_float=str, parse_int=str)
            wanted = [{key: "" if value is None else str(value).lower() if isinstance(value, bool) else value
                       for key, value in row.items()} for row in rows]
            got = list(csv.DictReader(io.StringIO(self.run_ok(command, "--format=csv"), newline="")))
            self.assertEqual(got, wanted, command)

    def test_limit_and_filters(self):
        rows = self.run_json("invoices")
        self.assertEqual(len(rows), 120)
        self.assertEqual(self.run_json("invoices", "--limit=3"), rows[:3])
        self.assertEqual(self.run_json("invoices", "--category=Food, fresh", "--from=2025-01-02",
                                       "--to=2025-01-03"),
                         [row for row in rows if row["category"] == "Food, fresh" and
                          row["date"] in ("2025-01-02", "2025-01-03")])

    def test_forecast(self):
        rows = self.run_json("forecast", "--category=Food, fresh", "--model=seasonal_naive", "--horizon=5")
        self.assertEqual([(row["category"], row["model_type"]) for row in rows],
                         [("Food, fresh", "seasonal_naive")] * 5)
        self.assertNotIn("seasonal_naive", {row["model_type"] for row in self.run_json("forecasts")})
        self.assertEqual(len(self.run_json("forecasts", "--model=seasonal_naive")), 5)
        unknown = self.run_cli("forecast", "--category=Nowhere")
        self.assertEqual(unknown.returncode, 1)
        self.assertIn(b"Nowhere", unknown.stderr)

    def test_backtest(self):
        one = self.run_json("backtest", "--model=seasonal_naive", "--model=holt_winters", "--horizon=7",
                            "--origins=2", "--step=7", "--threads=1")
        two = self.run_json("backtest", "--model=seasonal_naive", "--model=holt_winters", "--horizon=7",
                            "--origins=2", "--step=7", "--threads=2")
        for row in one + two:
            del row["seconds"]
        self.assertEqual(one, two)
        dates = days(60)
        self.assertEqual([(row["category"], row["model_type"], row["origin"]) for row in one],
                         [(category, model, dates[60 - 8 - back]) for category in ("Food, fresh", 'Toys & "Games"')
                          for model in ("seasonal_naive", "holt_winters") for back in (7, 0)])

    def test_stored_backtests(self):
        self.assertEqual(json.loads(subprocess.run(
            [CLI, f"--data-dir={self.root / 'none'}", "backtest", "--stored", "--format=json"],
            capture_output=True, timeout=120, check=True).stdout), [])
        self.run_ok("forecast", "--model=seasonal_naive", "--model=holt_winters", "--quiet")
        rows = self.run_json("backtest", "--stored", "--model=seasonal_naive", "--model=holt_winters")
        self.assertEqual(sorted({(row["category"], row["model_type"]) for row in rows}),
                         [(category, model) for category in ("Food, fresh", 'Toys & "Games"')
                          for model in ("holt_winters", "seasonal_naive")])
        self.assertEqual([row["is_best"] for row in rows], [True, False] * 2)
        self.assertEqual({(row["horizon"], row["origins"], row["days"]) for row in rows}, {(5, 4, 20)})
        self.assertEqual(self.run_json("backtest", "--stored", "--category=Food, fresh",
                                       "--model=seasonal_naive"),
                         [row for row in rows if row["category"] == "Food, fresh" and
                          row["model_type"] == "seasonal_naive"])
        best = [(row["category"], row["model_type"], row["wape"]) for row in rows if row["is_best"]]
        self.assertEqual([(row["category"], row["best_model"], row["wape"])
                          for row in self.run_json("summary")], best)
        self.assertEqual(self.run_cli("backtest", "--stored", "--category=Nowhere").returncode, 1)

    def test_backtest_too_short(self):
        result = self.run_cli("backtest", "--category=Food, fresh", "--horizon=70", "--format=json")
        self.assertEqual((result.returncode, result.stdout), (0, b"[]\n"))
        self.assertIn(b"Food, fresh", result.stderr)

    def test_explain(self):
        whole = self.run_json("explain", "--category=Food, fresh", "--model=sarimax", "--order=1,0,0,0,1,0",
                              "--horizon=4")
        self.assertEqual(whole["parameters"]["order"], [1, 0, 0, 0, 1, 0, 7])
        self.assertEqual(len(whole["forecast"]), 4)
        for command in ("--format=csv", "--format=table"):
            self.assertIn("2025-03-02", self.run_ok("explain", "--category=Food, fresh", "--model=prophet", command))

    def test_holidays_and_regressors(self):
        text, known = HEAD, "date,promotion\n"
        for i, day in enumerate(days(260)):
            promotion = 1 if i * 7919 % 13 < 3 else 0
            amount = 200 + i % 7 * 10 + 40 * promotion - (90 if i % 50 == 30 else 0) + i * 31 % 5
            text += f"{day},P1,Promoted,{amount}\n" if i < 240 else ""
            known += f"{day},{promotion}\n"
        self.run_ok("import", "--no-forecast", self.write("promoted.csv", text))
        feasts = "ds,holiday\n" + "".join(f"{days(260)[i]},feast\n" for i in range(30, 260, 50))
        options = [f"--holidays={self.write('feasts.csv', feasts)}",
                   f"--regressors={self.write('known.csv', known)}", "--horizon=20"]
        for model in ("prophet", "sarimax"):
            told = self.run_json("explain", "--category=Promoted", f"--model={model}", *options)
            self.assertEqual(told["parameters"]["regressors"], ["feast", "promotion"])
            for i, day in enumerate(told["forecast"], 240):
                self.assertAlmostEqual(day["components"]["regressors"] -
                                       told["forecast"][0]["components"]["regressors"],
                                       40 * (i * 7919 % 13 < 3) - 40 * (240 * 7919 % 13 < 3), delta=6)
        rows = self.run_json("forecast", "--category=Promoted", "--model=sarimax", *options)
        self.assertEqual([row["forecast_value"] for row in rows],
                         [round(day["forecast_value"], 2) for day in told["forecast"]])

        explain = ["explain", "--category=Promoted", "--model=sarimax", "--horizon=20"]
        known_of = self.run_json(*explain)
        self.assertEqual(known_of["parameters"]["regressors"], ["feast"])
        self.assertEqual(known_of["forecast"], self.run_json(*explain, options[0])["forecast"])
        self.assertEqual(self.run_json(*explain, options[1])["parameters"]["regressors"], ["promotion"])
        knows_of_none = self.run_json(*explain, "--holidays=none")
        self.assertEqual(knows_of_none["parameters"]["regressors"], [])
        self.run_ok("forecast", "--category=Promoted", "--model=sarimax", "--holidays=none")
        self.assertEqual(knows_of_none["forecast"], self.run_json(*explain)["forecast"])

        backtest = ["backtest", "--category=Promoted", "--model=sarimax", "--horizon=20", "--origins=2"]
        plain, knowing = self.run_json(*backtest), self.run_json(*backtest, *options[:2])
        self.assertLess(sum(row["mae"] for row in knowing), 0.5 * sum(row["mae"] for row in plain))
        self.run_ok("explain", "--category=Promoted", "--model=prophet", "--growth=logistic", "--cap=900")

        short = self.run_cli("forecast", "--category=Promoted", *options[:2], "--horizon=21")
        self.assertEqual(short.returncode, 4)
        self.assertIn(days(261)[260].encode(), short.stderr)
        bad = self.write("bad.csv", "date,price\n2025-01-01,cheap\n")
        refused = self.run_cli("forecast", f"--regressors={bad}")
        self.assertEqual(refused.returncode, 4)
        for word in (b"bad.csv", b"line 2", b"price", b"cheap"):
            self.assertIn(word, refused.stderr)
        for wrong in (["--growth=fast"], ["--growth=logistic"], ["--cap=0"], ["--cap=x"],
                      ["--growth=flat", "--cap=3"]):
            self.assertEqual(self.run_cli("forecast", *wrong).returncode, 2, wrong)
        self.assertEqual(self.run_cli("forecast", "--holidays=/nowhere.csv").returncode, 1)

    def test_chart(self):
        for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
            path = self.root / f"chart.{ending}"
            self.assertEqual(self.run_ok("chart", "--category=Food, fresh", f"--output={path}"), "")
            self.assertTrue(path.read_bytes().startswith(start))
        nothing = self.run_cli("chart", "--category=Food, fresh", "--model=ensemble",
                               f"--output={self.root / 'no.png'}")
        self.assertEqual(nothing.returncode, 1)
        self.assertFalse((self.root / "no.png").exists())

    def test_versions(self):
        row = ("versions", "--date=2026-01-01", "--category=Versions", "--product=P001")
        batches = []
        for number, sales in enumerate(("1500.50", "2", "-3.25")):
            batches.append(json.loads(self.run_ok("import", "--no-forecast", "--format=json", self.write(
                f"{number}.csv", HEAD + f"2026-01-01,P001,Versions,{sales}\n")))[0]["batch_num"])
        versions = self.run_json(*row)
        self.assertEqual([(v["version"], v["sales"], v["is_imputed"], v["batch_num"]) for v in versions],
                         [(3, -3.25, False, batches[2]), (2, 2, False, batches[1]), (1, 1500.5, False, batches[0])])
        now = self.run_json("invoices", "--category=Versions")[0]
        self.assertEqual({name: now[name] for name in versions[0]}, versions[0])
        self.run_ok("undo", "--no-forecast", batches[1])
        self.assertEqual([line.split(",")[:2] for line in self.run_ok(*row, "--format=csv").splitlines()],
                         [["version", "sales"], ["2", "-3.25"], ["1", "1500.50"]])
        missing = self.run_cli("versions", "--date=2026-01-02", "--category=Versions", "--product=P001")
        self.assertEqual((missing.returncode, missing.stdout), (1, b""))
        self.assertIn(b"There is no row with this day, category and product", missing.stderr)

    def test_undo(self):
        batch = self.run_json("history")[0]["batch_num"]
        other = self.write("other.csv", HEAD + "2031-01-01,P1,Other,1\n")
        self.run_ok("import", "--no-forecast", other)
        undone = self.run_json("undo", self.run_json("history")[0]["batch_num"])
        self.assertEqual([upload["original_filename"] for upload in undone], ["other.csv"])
        self.assertIn("inserted 120", self.run_ok("undo", batch))
        for command in ("history", "invoices", "forecasts"):
            self.assertEqual(self.run_json(command), [])
        again = self.run_cli("undo", batch)
        self.assertEqual(again.returncode, 1)
        self.assertIn(batch.encode(), again.stderr)


class Kill(CliTest):
    """A large import is killed again and again; then all is as if nothing had happened."""

    def test_kill(self):
        n_days, n_products = 100, 1000
        text = HEAD + "".join(f"{day},P{p},C{p % 3},{p % 97}.{i % 100:02d}\n"
                              for i, day in enumerate(days(n_days)) for p in range(n_products))
        path = self.write("large.csv", text)
        for n_lines in (0, 1, 2, 3):
            child = subprocess.Popen([CLI, f"--data-dir={self.data}", "import", path, "--no-forecast"],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.wait_for_trace(child, n_lines)
            child.send_signal(signal.SIGKILL)
            child.wait()
            self.assertIn(len(self.run_json("invoices", "--limit=1")), (0, 1))

        final = self.run_cli("import", path, "--no-forecast")
        self.assertIn(final.returncode, (0, 3), final.stderr)
        upload, = self.run_json("history")
        self.assertEqual((upload["status"], upload["num_inserted_rows"]), ("completed", n_days * n_products))
        self.assertEqual(os.listdir(self.data / "uploads"), [upload["stored_filename"]])

        resumed = self.dump()
        self.data = self.root / "undisturbed"
        self.run_ok("import", path, "--no-forecast")
        self.assertEqual(resumed, self.dump())

    def wait_for_trace(self, child, n_files):
        """Until the child has come somewhere else each time: its files are the events."""
        wanted = [self.data, self.data / "uploads", self.data / "foretell.db", self.data / "foretell.db-wal"]
        while child.poll() is None and not wanted[n_files].exists():
            os.sched_yield()

    def dump(self):
        rows = csv.DictReader(io.StringIO(self.run_ok("invoices", "--format=csv"), newline=""))
        return [tuple(row[key] for key in ("date", "product_id", "category", "sales", "is_imputed", "version"))
                for row in rows]


if __name__ == "__main__":
    unittest.main()
