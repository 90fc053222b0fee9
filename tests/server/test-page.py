#!/usr/bin/python3
"""The page of `foretell-cli serve` in a real browser, used as a person does: calls are read,
filled in and tried. Usage: test-page.py FORETELL-CLI"""
import pathlib
import sys
import tempfile
import unittest

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

sys.dont_write_bytecode = True
from rest_server import Server  # noqa: E402

SALES = "Date,product_id,category,sales\n2025-01-01,A,Toys,10.50\n2025-01-02,A,Toys,12\n"


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="foretell-page-")
        root = pathlib.Path(cls.folder.name)
        cls.sales = root / "sales.csv"
        cls.sales.write_text(SALES, encoding="utf-8")
        token = root / "token"
        token.write_text("s3cret\n", encoding="utf-8")
        token.chmod(0o600)
        cls.servers = [Server(root / "store"), Server(root / "guarded", f"--token-file={token}")]
        options = webdriver.ChromeOptions()
        for argument in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={root}/browser"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        cls.browser = webdriver.Chrome(options=options)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        for server in cls.servers:
            server.stop()
        cls.folder.cleanup()

    def open(self, server):
        self.browser.get(f"{server.url}/docs")

    def find_call(self, name):
        path = f"//details[summary/code[text()='{name}']]"
        return WebDriverWait(self.browser, 20).until(lambda b: b.find_element(By.XPATH, path))

    def fill(self, name, **values):
        call = self.find_call(name)
        if call.get_attribute("open") is None:
            call.find_element(By.TAG_NAME, "summary").click()
        for field, value in values.items():
            call.find_element(By.NAME, field).send_keys(value)
        return call

    def try_call(self, name, **values):
        call = self.fill(name, **values)
        call.find_element(By.TAG_NAME, "button").click()
        shown = WebDriverWait(self.browser, 20).until(
            lambda _: call.find_elements(By.CSS_SELECTOR, "form + div pre"))
        return shown[0].text, call

    def test_1_every_call_is_there(self):
        self.open(self.servers[0])
        self.find_call("GET /health")
        described = self.servers[0].get("/openapi.json").json()["paths"]
        shown = [code.text for code in self.browser.find_elements(By.CSS_SELECTOR, "summary code")]
        self.assertEqual(shown, [f"{method.upper()} {path}" for path, item in described.items()
                                 for method in item])

    def test_2_calls_can_be_tried(self):
        self.open(self.servers[0])
        self.assertEqual(self.try_call("GET /health")[0], '200 OK\n\n{"status":"ok"}')
        text, _ = self.try_call("POST /upload", body=str(self.sales))
        self.assertIn('"file accepted"', text)
        batch = self.servers[0].get("/metadata").json()[0]["batch_num"]
        self.servers[0].settled(batch)
        text, _ = self.try_call("GET /invoice-data", category="Toys", limit="1")
        self.assertIn('"sales":10.50', text)
        self.assertNotIn("2025-01-02", text)
        _, call = self.try_call("GET /api/v1/categories/{category}/chart.svg", category="Toys")
        image = call.find_element(By.TAG_NAME, "img")
        WebDriverWait(self.browser, 20).until(lambda _: int(image.get_property("naturalWidth")) > 0)
        text, _ = self.try_call("GET /api/v1/uploads/{batch}", batch="sales_1_none00")
        self.assertTrue(text.startswith("404"), text)

    def test_3_token(self):
        self.open(self.servers[1])
        problem = self.browser.find_element(By.ID, "problem")
        WebDriverWait(self.browser, 20).until(lambda _: problem.text == "A token is asked for.")
        self.browser.find_element(By.ID, "token").send_keys("s3cret\n")
        text, _ = self.try_call("GET /metadata")
        self.assertRegex(text, r"^200 OK\nETag: .*\n\n\[\]$")

    def test_4_nothing_from_elsewhere(self):
        """What is loaded comes from the server, and its policy stands in no call's way."""
        self.open(self.servers[0])
        self.try_call("GET /health")
        loaded = self.browser.execute_script(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)")
        self.assertTrue(all(name.startswith(self.servers[0].url) for name in loaded), loaded)
        messages = [entry["message"] for entry in self.browser.get_log("browser")]
        self.assertEqual([text for text in messages if "Content Security Policy" in text], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
