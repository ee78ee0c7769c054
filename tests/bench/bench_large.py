"""A file of 500 MB at the missions door, by the form and in pieces, and out again at the desk.

What is measured is the time over the wire and by how much the memory of the door grows at its
highest: the file must never lie in it whole. The baseline is what cannot be avoided: the same
bytes sealed in memory and put into a bare table, or read from it, part by part.
"""

import os
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.bench.doors import Doors, code_of_now, doors_open
from tests.bench.wire import Browser, hidden

Row = tuple[str, float, str, str, float]
SIZE = 500_000_000  # bytes, the largest that is taken
BLOCK = 1 << 20
PIECE = 8 << 20
ALLOWED = 100_000_000  # bytes by which a door may grow
START, END = b"%PDF-1.7\n", b"\n%%EOF\n"
LETTER = re.compile(r'href="(/letters/[0-9a-f-]+/)"')
NOISE = os.urandom(BLOCK)  # of no use to whoever would press it


def file() -> Iterator[bytes]:
    """Yield the bytes of the file, never all at once."""
    left = SIZE - len(START) - len(END)
    yield START
    while left:
        block = NOISE[: min(left, BLOCK)]
        left -= len(block)
        yield block
    yield END


def entered(doors: Doors, role: str, door: str) -> Browser:
    """Return a browser signed in with both factors, its vault open."""
    told, browser = doors.told[role], doors.browser(door)
    page = browser.get("/account/sign-in/")
    given = {"login": told["email"], "password": told["password"]}
    answer = browser.submit("/account/sign-in/", page.page, **given)
    page = browser.get(answer.moved)
    browser.submit(answer.moved, page.page, code=code_of_now(told["totp_secret"]))
    page = browser.get("/vault/unlock/")
    browser.submit("/vault/unlock/", page.page, passphrase=told["vault_passphrase"])
    return browser


def asked(
    browser: Browser, verb: str, address: str, body: object = None, **headers: str
) -> tuple[int, Message, bytes]:
    """Ask once with the cookies of a browser; the body may be a stream."""
    ours = f"http://localhost:{browser.port}"
    cookies = "; ".join(f"{name}={text}" for name, text in browser.cookies.items())
    line = HTTPConnection("127.0.0.1", browser.port, timeout=600)
    given = {"Host": f"localhost:{browser.port}", "Origin": ours, "Cookie": cookies}
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    line.request(verb, address, body, {**given, **named})  # type: ignore[arg-type]
    answer = line.getresponse()
    return answer.status, answer.headers, answer.read()


def by_form(browser: Browser, address: str) -> str:
    """Send the file by the form of the page; return where that led to."""
    page = browser.get(address)
    mark = uuid4().hex
    fields = {**hidden(page.page), "text": "What is in the file", "language": ""}
    whole = fields.pop("whole", "1")
    before = "".join(
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields.items()
    )
    before += (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    after = f'\r\n--{mark}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n{whole}\r\n--{mark}--\r\n'

    def body() -> Iterator[bytes]:
        yield before.encode()
        yield from file()
        yield after.encode()

    status, headers, said = asked(
        browser, "POST", address, body(),
        Content_Length=str(len(before) + SIZE + len(after)),
        Content_Type=f"multipart/form-data; boundary={mark}",
    )  # fmt: skip
    assert status == 302, (status, re.findall(rb'class="danger"[^<]*<?[^<]*', said))
    return headers["Location"]


def in_pieces(browser: Browser, address: str) -> str:
    """Send the file in pieces, as the script of the page does; return its address."""
    token = hidden(browser.get(address).page)["csrfmiddlewaretoken"]
    common = {"Tus_Resumable": "1.0.0", "X_CSRFToken": token}
    name = b64encode(b"a.pdf").decode()
    status, headers, said = asked(
        browser, "POST", f"{address}parts/",
        Upload_Length=str(SIZE), Upload_Metadata=f"filename {name}", **common,
    )  # fmt: skip
    assert status == 201, (status, said)
    place, blocks, at, left = headers["Location"], file(), 0, b""
    while at < SIZE:
        while len(left) < PIECE and (block := next(blocks, b"")):
            left += block
        piece = left[:PIECE]
        status, headers, said = asked(
            browser, "PATCH", place, piece,
            Content_Type="application/offset+octet-stream", Upload_Offset=str(at), **common,
        )  # fmt: skip
        assert status == 204, (status, said)
        now = int(headers["Upload-Offset"])
        left, at = left[now - at :], now
    return place


def to_take_out(doors: Doors) -> tuple[Browser, str]:
    """Let two people of the desk release a large file; return who takes it out, and from where."""
    with doors.behind() as behind:
        (pk,) = behind.execute("SELECT id FROM communications_replyfile WHERE large").fetchone()
    first, second = (entered(doors, role, "desk") for role in ("desk_officer", "coordinator"))
    page = first.get(f"/files/{pk}/")
    first.submit(f"/files/{pk}/want/", page.page, why="to measure")
    page = second.get(f"/files/{pk}/")
    second.submit(f"/files/{pk}/release/", page.page)
    return second, f"/files/{pk}/original/"


def taken_out(browser: Browser, address: str) -> int:
    """Read a file as a browser saves it; return how many bytes came."""
    cookies = "; ".join(f"{name}={text}" for name, text in browser.cookies.items())
    line, came = HTTPConnection("127.0.0.1", browser.port, timeout=600), 0
    headers = {"Host": f"localhost:{browser.port}", "Cookie": cookies}
    line.request("GET", address, headers=headers)
    answer = line.getresponse()
    while block := answer.read(BLOCK):
        came += len(block)
    return came


def bare(doors: Doors) -> tuple[float, float]:
    """Return the seconds that sealing and storing the same bytes takes, and reading them again."""
    cipher = AESGCM(os.urandom(32))
    with doors.behind() as behind:
        behind.execute("CREATE TABLE bare (number int PRIMARY KEY, envelope bytea)")
        began = perf_counter()
        for number, block in enumerate(file()):
            sealed = cipher.encrypt(NOISE[:12], block, b"")
            behind.execute("INSERT INTO bare VALUES (%s, %s)", (number, sealed), binary=True)
        put, began = perf_counter() - began, perf_counter()
        for at in range(number + 1):
            found = behind.execute(
                "SELECT envelope FROM bare WHERE number = %s", (at,), binary=True
            )
            cipher.decrypt(NOISE[:12], found.fetchone()[0], b"")  # type: ignore[index]
        read = perf_counter() - began
        behind.execute("DROP TABLE bare")
    return put, read


@contextmanager
def watched(doors: Doors, door: str) -> Iterator[list[float]]:
    """Note by how many bytes the memory of a door grew at its highest, and how long it took."""
    for pid in doors.installation.pids(door):
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # what was highest before is forgotten
    before, began, noted = doors.memory(door, peak=True), perf_counter(), []
    yield noted
    noted += [perf_counter() - began, doors.memory(door, peak=True) - before]


def run() -> Iterator[Row]:
    with doors_open(RAPPORTEUR_SEED="yes") as doors:
        told = doors.told.values()
        role = next(one["role"] for one in told if one["door"] == "missions")
        mission = entered(doors, role, "missions")
        while not (letter := LETTER.search(mission.get("/").page)):
            sleep(5)  # the desk of the exercise is being told, letters and all
        address = f"{letter.group(1)}large/"
        put, read = bare(doors)
        for name, act in (("form", by_form), ("pieces of 8 MiB", in_pieces)):
            with watched(doors, "missions") as noted:
                act(mission, address)
            took, grown = noted
            yield f"500 MB in, by {name}", took, "s", "bare INSERT of the same", took / put
            yield f"memory of the door, by {name}", grown / 1e6, "MB", "100 MB", grown / ALLOWED
        line, page = to_take_out(doors)
        with watched(doors, "desk") as noted:
            came = taken_out(line, page)
        took, grown = noted
        assert came == SIZE, came
        yield "500 MB out, at the desk", took, "s", "bare SELECT of the same", took / read
        yield "memory of the door, out", grown / 1e6, "MB", "100 MB", grown / ALLOWED
