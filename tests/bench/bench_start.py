"""From the command to the first page, beside a server of one empty page started the same way."""

import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from rapporteur.operations import clusters
from tests.operations.installations import Installation
from tests.operations.surroundings import clean, free_port_base

EMPTY = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>empty</title>"]
"""


def first_page(port):
    """Wait for a page, whatever it says."""
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.01)
        else:
            return
        finally:
            connection.close()


def seconds_of_empty_server(folder):
    Path(folder, "empty.py").write_text(EMPTY)
    port = free_port_base()
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "empty:application",
         "--port", str(port), "--no-log"],
        cwd=folder, env=clean(PYTHONPATH=str(folder)),
    )  # fmt: skip
    first_page(port)
    took = time.perf_counter() - began
    server.terminate()
    server.wait()
    return took


def seconds_of_start(installation):
    began = time.perf_counter()
    installation.start()
    first_page(installation.base)
    took = time.perf_counter() - began
    installation.end()
    return took


def run() -> list[tuple[str, float, str, str, float]]:
    """Return name, value, unit, baseline and the ratio to it."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-bench-") as folder:
        installation = Installation(Path(folder) / "home", seeded=True)
        empty = seconds_of_empty_server(folder)
        words = f"granian with one empty page: {empty:.2f} s"
        try:
            return [
                (name, took, "s", words, took / empty)
                for name in ("first start, database made", "later start, nothing changed")
                for took in [seconds_of_start(installation)]
            ]
        finally:
            installation.end()
            clusters.remove(clusters.plan(installation.home))
