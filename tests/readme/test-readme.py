#!/usr/bin/python3
"""Runs every shell example of the README as it stands, on a fresh home, and expects each of its
commands to end with 0. Usage: test-readme.py SOURCE-FOLDER FORETELL-CLI"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

source, cli = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
readme = (source / "README.md").read_text(encoding="utf-8")
examples = re.findall(r"^```sh\n(.*?)^```$", readme, re.S | re.M)
failures = 0

for command in ("build-aux/run", "build-aux/test"):
    if f"    {command}\n" not in readme or not os.access(source / command, os.X_OK):
        print(f"not ok - {command} is in the README and can be run")
        failures += 1

for number, example in enumerate(examples, 1):
    with tempfile.TemporaryDirectory(prefix="foretell-readme-") as home:
        work = pathlib.Path(home, "work")
        (work / "data").mkdir(parents=True)
        (work / "data" / "sample").symlink_to(source / "data" / "sample")
        environment = {
            "PATH": f"{cli.parent}:{os.environ['PATH']}", "HOME": home, "LC_ALL": "C.UTF-8",
            "XDG_DATA_HOME": str(pathlib.Path(home, "share")), "no_proxy": "*",
            "LSAN_OPTIONS": os.environ.get("LSAN_OPTIONS", ""),
        }
        result = subprocess.run(
            ["bash", "-e", "-m"], input=example, cwd=work, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
        )
    print(f"{'ok' if result.returncode == 0 else 'not ok'} {number} - shell example of the README")
    if result.returncode != 0:
        failures += 1
        print(example, result.stdout, sep="\n")

print(f"1..{len(examples)}")
sys.exit(1 if failures or not examples else 0)
