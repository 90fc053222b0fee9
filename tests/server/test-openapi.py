#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The description of the REST API is one by the rules of OpenAPI 3.1.
Usage: test-openapi.py OPENAPI.JSON"""
import json
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

with open(sys.argv[1], encoding="utf-8") as file:
    OpenAPIV31SpecValidator(json.load(file)).validate()
