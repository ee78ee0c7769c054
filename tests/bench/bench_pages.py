"""Pages of the public door, beside a bare Django view of one word, both served by granian.

The pages are found by following links from the first one: one page for each name of an address.
What is timed is the whole request over an open connection to this machine, one at a time.
"""

import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

from rapporteur.operations import clusters
from tests.bench.bench_start import first_page
from tests.operations.installations import Installation
from tests.operations.surroundings import clean, free_port_base

REQUESTS = 200
WARMING = 10  # requests before the clock runs
ALLOWED = 100_000  # bytes of a page
ADDRESSES = "rapporteur.doors.public.urls"
LINK = re.compile(r"""<a\b[^>]*\bhref=["']([^"'#]+)""")
HELLO = """
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
application = get_wsgi_application()
"""


def asked(connection: HTTPConnection, address: str) -> tuple[int, str, bytes]:
    """Return status, new address if any, and body."""
    connection.request("GET", address, headers={"Accept-Language": "en"})
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Location", ""), answer.read()


def name_of(address: str) -> str | None:
    """Return the name that the door gives to an address, or None for what is no page of it."""
    with translation.override("en"), suppress(Resolver404):
        return resolve(address, urlconf=ADDRESSES).view_name
    return None


def pages(connection: HTTPConnection) -> dict[str, str]:
    """Return the first address found for each name, by following links from the first page."""
    found: dict[str, str] = {}
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        status, moved, body = asked(connection, address)
        name = name_of(urlsplit(address).path)
        if status == 200 and name and name not in found:
            found[name] = address
        links = [moved] if moved else LINK.findall(body.decode(errors="replace"))
        for link in links:
            there = urlsplit(urljoin(address, unescape(link)))
            name = None if there.netloc and "localhost" not in there.netloc else name_of(there.path)
            if name and name not in found and there.path not in seen:
                seen.add(there.path)
                waiting.append(there.path)
    return found


def timed(connection: HTTPConnection, address: str) -> tuple[float, float, int]:
    """Return p50 and p95 in milliseconds, and the size of the page in bytes."""
    size = 0
    for _ in range(WARMING):
        size = len(asked(connection, address)[2])
    taken = []
    for _ in range(REQUESTS):
        began = perf_counter()
        asked(connection, address)
        taken.append((perf_counter() - began) * 1000)
    return median(taken), quantiles(taken, n=20)[-1], size


def hello(folder: str) -> tuple[float, float]:
    """Return p50 and p95 of one word from Django, served as a door is."""
    Path(folder, "hello.py").write_text(HELLO)
    port = free_port_base()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "hello:application",
         "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-log"],
        cwd=folder, env=clean(PYTHONPATH=folder),
    )  # fmt: skip
    try:
        first_page(port)
        return timed(HTTPConnection("127.0.0.1", port), "/")[:2]
    finally:
        server.terminate()
        server.wait()


def run() -> list[tuple[str, float, str, str, float]]:
    """Return name, value, unit, baseline and the ratio to it."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-bench-") as folder:
        middle, slow = hello(folder)
        rows = [("page: one word of bare Django, p50", middle, "ms", "itself", 1.0)]
        installation = Installation(Path(folder) / "home")
        try:
            installation.start()
            connection = HTTPConnection("localhost", installation.base)
            for name, address in sorted(pages(connection).items()):
                p50, p95, size = timed(connection, address)
                rows += [
                    (f"page: {name}, p50", p50, "ms", f"one word ({middle:.2f} ms)", p50 / middle),
                    (f"page: {name}, p95", p95, "ms", f"one word ({slow:.2f} ms)", p95 / slow),
                    (f"page: {name}, size", size / 1000, "kB", "allowed", size / ALLOWED),
                ]
        finally:
            installation.end()
            clusters.remove(clusters.plan(installation.home))
        return rows
