"""A browser without a script, that counts what goes over the wire and how long each answer takes.

It keeps cookies, sends what a form would send and says whose page it comes from; it follows no
redirect by itself, so that each request is one line of what was taken.
"""

import re
import socket
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from math import comb
from statistics import median, quantiles
from time import perf_counter, sleep
from urllib.parse import urlencode, urljoin, urlsplit

AGAIN = 2  # seconds, as the pages of intake say
SHEET = re.compile(r"<link\b[^>]*\brel=[\"'](?:stylesheet|icon)[\"'][^>]*>")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
PICTURE = re.compile(r"<img\b[^>]*>")
TARGET = re.compile(r"\b(?:href|src)=[\"']([^\"']+)")
FIELD = re.compile(r"<input\b[^>]*>")
NAME, VALUE = re.compile(r"\bname=[\"']([^\"']+)"), re.compile(r"\bvalue=[\"']([^\"']*)")


class Counted(socket.socket):
    """A socket that knows how many bytes came in, headers and all."""

    came = 0

    def recv_into(self, *given, **named):
        got = super().recv_into(*given, **named)
        self.came += got
        return got


class Connection(HTTPConnection):
    """An open connection whose bytes are counted."""

    def connect(self):
        self.sock = Counted(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.connect((self.host, self.port))


@dataclass(frozen=True)
class Answer:
    """What came back: `came` in bytes over the wire, `took` in milliseconds."""

    status: int
    moved: str
    page: str
    came: int
    took: float
    again: str = ""  # where the page goes on by itself


@dataclass
class Weight:
    """What a page weighs cold: bytes that came, requests, and bytes of script among them."""

    came: int = 0
    requests: int = 0
    script: int = 0

    def add(self, answer: Answer) -> Answer:
        self.came += answer.came
        self.requests += 1
        return answer


@dataclass
class Browser:
    """One person's browser at one door."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    taken: list[Answer] = field(default_factory=list)

    def __post_init__(self):
        self.line = Connection("127.0.0.1", self.port, timeout=60)

    def get(self, address: str) -> Answer:
        return self.ask("GET", address)

    def post(self, address: str, **given: str) -> Answer:
        return self.ask("POST", address, urlencode(given))

    def settled(self, answer: Answer) -> Answer:
        """Wait as a browser does where a page goes on by itself, until it has led on."""
        while answer.again:
            sleep(AGAIN)
            answer = self.get(answer.again)
        return answer

    def ask(self, verb: str, address: str, body: str | None = None) -> Answer:
        ours = f"http://localhost:{self.port}"
        headers = {
            "Host": f"localhost:{self.port}",
            "Accept-Language": "en",
            "Accept-Encoding": "gzip, br",
        }
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        if body is not None:
            headers |= {"Origin": ours, "Content-Type": "application/x-www-form-urlencoded"}
        before = self.line.sock.came if self.line.sock else 0
        began = perf_counter()
        self.line.request(verb, address, body, headers)
        line = self.line.sock
        answer = self.line.getresponse()
        content = answer.read()
        took = (perf_counter() - began) * 1000
        self.keep(answer.headers.get_all("Set-Cookie") or [])
        plain = not answer.headers.get("Content-Encoding")
        page = content.decode(errors="replace") if plain else ""
        moved = urlsplit(answer.headers.get("Location", ""))
        moved_to = moved.path + (f"?{moved.query}" if moved.query else "")
        again = answer.headers.get("Refresh", "").partition("url=")[2]
        found = Answer(answer.status, moved_to, page, line.came - before, took, again)
        self.taken.append(found)
        return found

    def keep(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel.value and morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)

    def submit(self, address: str, page: str, **given: str) -> Answer:
        """Post a form of a page with its hidden fields and these."""
        return self.post(address, **{**hidden(page), **given})


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page with their values."""
    found = {}
    for one in FIELD.findall(page):
        name, value = NAME.search(one), VALUE.search(one)
        if 'type="hidden"' in one and name:
            found[name.group(1)] = unescape(value.group(1)) if value else ""
    return found


def parts(page: str) -> tuple[list[str], int, list[str]]:
    """Return what a browser fetches for a page, the bytes of script within, and script addresses.

    A page that names no icon makes a browser ask for /favicon.ico.
    """
    sheets = SHEET.findall(page)
    scripts = SCRIPT.findall(page)
    within = sum(len(body.encode()) for _, body in scripts)
    outside = [one for attributes, _ in scripts for one in TARGET.findall(attributes)]
    asked = [one for tag in (*sheets, *PICTURE.findall(page)) for one in TARGET.findall(tag)]
    if not any("icon" in tag.split("href")[0] for tag in sheets):
        asked.append("/favicon.ico")
    return [unescape(one) for one in dict.fromkeys(asked)], within, list(dict.fromkeys(outside))


def weight(port: int, address: str, cookies: dict[str, str] | None = None) -> Weight:
    """Return what a browser that holds nothing but these cookies fetches to show a page."""
    browser, found = Browser(port, dict(cookies or {})), Weight()
    answer = found.add(browser.get(address))
    while answer.moved:
        answer = found.add(browser.get(answer.moved))
    assert answer.status == 200, f"{address}: {answer.status}"
    asked, found.script, scripts = parts(answer.page)
    for one in asked:
        found.add(browser.get(urljoin(address, one)))
    for one in scripts:
        found.script += found.add(browser.get(urljoin(address, one))).came
    return found


def times(browser: Browser, address: str, number: int, warming: int = 5) -> tuple[float, float]:
    """Return p50 and p95 of a page in milliseconds, one request at a time."""
    for _ in range(warming):
        assert browser.get(address).status == 200, address
    return middle_and_slow([browser.get(address).took for _ in range(number)])


def middle_and_slow(taken: list[float]) -> tuple[float, float]:
    """Return the median and the 95th of a hundred."""
    return median(taken), quantiles(taken, n=20)[-1]


def interval_of_median(values: list[float], sure: float = 0.9) -> tuple[float, float]:
    """Return between which values the median lies, as sure as said, whatever their distribution.

    By ranks: the number of values below the median is that of heads in as many throws of a coin.
    Raises ValueError where there are too few values to be so sure.
    """
    number, ranked = len(values), sorted(values)
    below, rank = 0.0, 0
    while below + comb(number, rank) / 2**number <= (1 - sure) / 2:
        below += comb(number, rank) / 2**number
        rank += 1
    if rank == 0:
        raise ValueError(f"{number} values are too few.")
    return ranked[rank - 1], ranked[number - rank]
