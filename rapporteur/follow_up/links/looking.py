"""One question to one public site: is the page there? No body, no cookie, no word about who asks.

Addresses of the house are never asked, a redirect is not followed, and nothing that comes back is
kept but its number.
"""

import http.client
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from rapporteur.follow_up.links.models import Answer
from rapporteur.follow_up.links.rules import is_public_address

SECONDS = 10
PORTS = {"http": 80, "https": 443}
HEADERS = {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Connection": "close"}
GONE = (404, 410)


@dataclass(frozen=True)
class Seen:
    answer: Answer
    code: int | None = None


def outside(host: str, port: int) -> str:
    """Return an address of a host, all of whose addresses lie outside; else an empty string."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ""
    numbers = [str(one[4][0]) for one in found]
    return numbers[0] if all(ip_address(number).is_global for number in numbers) else ""


def look(address: str) -> Seen:
    """Ask for the head of a page, once."""
    if is_public_address(address):
        return Seen(Answer.UNFIT)
    parts = urlsplit(address)
    host, port = parts.hostname or "", PORTS[parts.scheme]
    number = outside(host, port)
    if not number:
        return Seen(Answer.SILENT)
    path = parts.path or "/"
    try:
        with closing(connected(number, port, host, tls=parts.scheme == "https")) as line:
            line.request("HEAD", f"{path}?{parts.query}" if parts.query else path, headers=HEADERS)
            code = line.getresponse().status
    except (OSError, http.client.HTTPException, ValueError):
        return Seen(Answer.SILENT)
    return Seen(answer_of(code), code)


def connected(number: str, port: int, host: str, *, tls: bool) -> http.client.HTTPConnection:
    """Return a line to the number that was looked at, so that a second look-up changes nothing."""
    line = http.client.HTTPConnection(host, port, timeout=SECONDS)
    held = socket.create_connection((number, port), SECONDS)
    line.sock = (
        ssl.create_default_context().wrap_socket(held, server_hostname=host) if tls else held
    )
    return line


def answer_of(code: int) -> Answer:
    if code in GONE:
        return Answer.GONE
    if 300 <= code < 400:
        return Answer.MOVED
    if 400 <= code < 500:
        return Answer.KEPT
    return Answer.THERE if 200 <= code < 300 else Answer.SILENT
