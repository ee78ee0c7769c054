"""Sources who write while somebody kills, and what must stand of it afterwards.

A source does as a person does: where a page does not come it tries again, and before it writes a
message again it looks whether the first one arrived. What it was shown it remembers; that is what
the installation is held to.
"""

import json
import os
import random
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from threading import Event
from time import monotonic, sleep

import psycopg

from rapporteur.intake.questions import BY_CODE, IDENTITY, Form
from rapporteur.kernel.environment import parse_database_url
from rapporteur.operations import clusters, processes
from tests.bench.wire import Answer, Browser
from tests.operations.installations import PATIENCE, Installation

INTAKE = 1  # its number among the doors
KINDS = ("door", "worker", "database")
SHOWN = re.compile(r'class="code">([\d ]+)<')
ASKED = re.compile(r"/en/page/(\w+)/")
# What would be half of something: each line finds ids that must not be there.
HALVES = {
    "a record without a version": "SELECT r.id FROM vault_sealedrecord r"
    " WHERE NOT EXISTS (SELECT FROM vault_version v WHERE v.record_id = r.id)",
    "a version that nobody can open": "SELECT v.id FROM vault_version v"
    " WHERE NOT EXISTS (SELECT FROM vault_wrap w WHERE w.version_id = v.id)",
    "sent, and not opened by its source": "SELECT s.id FROM intake_submission s"
    " WHERE NOT EXISTS (SELECT FROM intake_sourcewrap w WHERE w.version_id = s.sealed_id)",
    "a message not opened by its source": "SELECT m.id FROM intake_message m"
    " WHERE NOT EXISTS (SELECT FROM intake_sourcewrap w WHERE w.version_id = m.sealed_id)",
    "sealed, and hung on nothing": "SELECT v.id FROM vault_version v"
    " JOIN vault_sealedrecord r ON r.id = v.record_id WHERE r.kind LIKE 'intake.%' AND v.id NOT IN"
    " (SELECT sealed_id FROM intake_submission UNION SELECT sealed_id FROM intake_message"
    " UNION SELECT sealed_id FROM intake_identity UNION SELECT sealed_id FROM intake_experience)",
    "a name that was given and is nowhere": "SELECT s.id FROM intake_submission s"
    " WHERE s.identity_given AND NOT EXISTS"
    " (SELECT FROM intake_identity i WHERE i.submission_id = s.id)",
}


@dataclass
class Report:
    """What one source was shown of one report."""

    code: str
    answers: dict[str, str] = field(default_factory=dict)  # those that a redirect acknowledged
    sent: bool = False  # the page said so
    messages: list[str] = field(default_factory=list)


class Source:
    """One person who reports again and again until told to stop, and ends what was begun."""

    def __init__(self, port: int, name: str, chance: random.Random) -> None:
        self.port, self.name, self.chance = port, name, chance
        self.reports: list[Report] = []
        self.faults = 0
        self.numbers = count()
        self.browser = Browser(port)

    def write_until(self, stop: Event) -> None:
        while not stop.is_set():
            try:
                self.report()
            finally:
                self.browser.line.close()

    def trying(self, ask: Callable[[], Answer]) -> Answer:
        """Ask until something answers that is no failure of ours."""
        until = monotonic() + PATIENCE
        while True:
            sleep(self.chance.uniform(0, 0.1))
            try:
                answer = ask()
                if answer.status < 500:
                    return answer
            except (OSError, HTTPException):
                self.browser.line.close()
            self.faults += 1
            assert monotonic() < until, f"{self.name} was answered by nobody"
            sleep(0.2)

    def report(self) -> None:
        """Go the whole way, or leave before sending; one in two writes once more afterwards."""
        browser = self.browser = Browser(self.port)
        page = self.trying(lambda: browser.post("/en/begin/")).page
        report = Report(found[1] if (found := SHOWN.search(page)) else "")
        assert report.code, page
        last = report.code.split()[-1]
        self.reports.append(report)
        answer = self.trying(lambda: browser.settled(browser.submit("/en/kept/", page, last=last)))
        while asked := ASKED.fullmatch(answer.moved):
            answer = self.answer(report, asked[1])
        assert answer.moved == "/en/review/", answer
        if self.chance.random() < 0.2:
            return  # and comes back another day
        answer = self.trying(lambda: browser.settled(browser.post("/en/send/")))
        page = self.trying(lambda: browser.get(answer.moved)).page
        assert "It was sent" in page, page
        report.sent = True
        if self.chance.random() < 0.5:
            self.write_again(report)

    def answer(self, report: Report, code: str) -> Answer:
        given = self.answer_to(code, report)
        answer = self.trying(lambda: self.browser.post(f"/en/page/{code}/", answer=given))
        assert answer.status == 302, answer
        report.answers[code] = given
        return answer

    def answer_to(self, code: str, report: Report) -> str:
        question = BY_CODE[code]
        if question.form == Form.CHOICE:
            return "relative" if code == "writer" else "no" if code == "soon" else "yes"
        return "XEX" if question.form == Form.STATE else self.word(f"said of {code}")

    def word(self, text: str) -> str:
        return f"{text} zyx{self.name}{next(self.numbers):04}quorum"

    def write_again(self, report: Report) -> None:
        text = self.word("One thing more.")

        def once() -> Answer:
            shown = self.browser.get("/en/back/")
            arrived = shown.status != 200 or text in shown.page
            return shown if arrived else self.browser.post("/en/back/", text=text)

        assert self.trying(once).status in {200, 302}
        report.messages.append(text)


def kill(installation: Installation, kind: str, chance: random.Random, within: float) -> None:
    """Wait until what is to be killed stands, and kill it: all its processes, or one of them."""
    cluster = clusters.plan(installation.home)
    name = {"door": "intake"}.get(kind, kind)

    def standing() -> set[int]:
        if kind == "database":
            return processes.working_in(cluster.data) if clusters.server_pid(cluster) else set()
        if kind == "door" and installation.opens(INTAKE) is None:
            return set()
        return installation.pids(name)

    installation.wait_for(standing, f"the {kind} to stand")
    sleep(chance.uniform(0.1, within))
    found = sorted(standing())
    victims = found if chance.random() < 0.5 else [chance.choice(found)] if found else []
    if kind == "database" and (server := clusters.server_pid(cluster)) and len(victims) > 1:
        victims = [server]
    for pid in victims:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


@contextmanager
def sources_writing(port: int, number: int, seed: int) -> Iterator[list[Source]]:
    """Let sources write at once; at the end each ends what it began, and what failed is raised."""
    stop = Event()
    sources = [Source(port, f"source{n}x", random.Random(f"{seed} {n}")) for n in range(number)]
    with ThreadPoolExecutor(number) as pool:
        running = [pool.submit(source.write_until, stop) for source in sources]
        try:
            yield sources
        finally:
            stop.set()
        for one in running:
            one.result()


def killed_at_random(
    installation: Installation, number: int, seed: int, *, sources: int = 3, within: float = 1.5
) -> None:
    """Kill so many times while sources write, each once its aim stands, `within` seconds of that.

    Prints what was found, and fails where anything that was shown is lost.

    The same seed kills the same in the same order; what a source was doing then is the clock's.
    """
    print(f"seed of the faults: {seed}")
    chance = random.Random(seed)
    kinds = [KINDS[n % len(KINDS)] for n in range(number)]
    chance.shuffle(kinds)
    before = kept(installation)
    with sources_writing(installation.base + INTAKE, sources, seed) as writing:
        sleep(1)
        for kind in kinds:
            kill(installation, kind, chance, within)
    installation.wait_for(lambda: all_up(installation), "everything to be back")
    reports = [one for source in writing for one in source.reports]
    sent = [one for one in reports if one.sent]
    lost = what_is_lost(installation.base + INTAKE, reports)
    after = kept(installation)
    faults = sum(source.faults for source in writing)
    print(
        f"{number} kills {dict(Counter(kinds))}, {faults} pages that did not come; "
        f"{len(reports)} codes shown, {len(sent)} sent, "
        f"{sum(len(one.answers) for one in reports)} answers and "
        f"{sum(len(one.messages) for one in reports)} messages acknowledged; {len(lost)} lost"
    )
    assert not lost, lost
    assert after.halves - before.halves == set()
    assert after.threads - before.threads == len(reports)
    assert after.submissions - before.submissions == len(sent)
    assert after.messages - before.messages == sum(len(one.messages) for one in reports)


def all_up(installation: Installation) -> bool:
    found = installation.status()
    doors = all(door["up"] for door in found["doors"])
    return bool(doors and found["worker"]["up"] and found["database"]["up"])


@dataclass(frozen=True)
class Kept:
    """What the database holds: counts, and everything of which only a half is there."""

    threads: int
    submissions: int
    messages: int
    halves: set[tuple[str, str]]


def behind(installation: Installation) -> psycopg.Connection:
    """Connect to the database of an installation as its superuser."""
    cluster = clusters.plan(installation.home)
    told = json.loads((installation.home / "secrets" / "databases.json").read_text())
    name = str(parse_database_url(told["owner"])["NAME"])
    url = cluster.url("postgres", cluster.superuser_password, name)
    return psycopg.connect(url, autocommit=True)


def kept(installation: Installation) -> Kept:
    with behind(installation) as database:
        counts = database.execute(
            "SELECT (SELECT count(*) FROM intake_thread), (SELECT count(*) FROM intake_submission),"
            " (SELECT count(*) FROM intake_message)"
        ).fetchone()
        assert counts
        halves = {
            (what, str(row)) for what, found in HALVES.items() for (row,) in database.execute(found)
        }
    return Kept(*counts, halves)


def what_is_lost(port: int, reports: list[Report]) -> list[str]:
    """Open each thread with its code, and return what was acknowledged and is not there."""
    with ThreadPoolExecutor(2) as pool:
        return [
            line for lines in pool.map(lambda one: lost_of(port, one), reports) for line in lines
        ]


def lost_of(port: int, report: Report) -> list[str]:
    # The door may go down once more: what the last kill set going can come after all stood.
    reader = Source(port, "whoever returns", random.Random(0))
    browser = reader.browser
    with closing(browser.line):
        entered = reader.trying(
            lambda: browser.settled(browser.post("/en/code/", entered=report.code))
        )
        page = reader.trying(lambda: browser.get(entered.moved or "/en/back/")).page
        if ("It was sent" if report.sent else "Not sent yet") not in page:
            return [f"{report} opens:\n{page}"]
        if not report.sent:
            page = reader.trying(lambda: browser.get("/en/review/")).page
    hidden = IDENTITY if report.sent else ()  # sealed to two others alone
    typed = [
        text
        for code, text in report.answers.items()
        if BY_CODE[code].form not in {Form.CHOICE, Form.STATE} and code not in hidden
    ]
    return [f"{text} of {report}" for text in (*typed, *report.messages) if page.count(text) != 1]


def seed_of_the_faults() -> int:
    """Return the seed that was given in RAPPORTEUR_TEST_FAULTS, or a new one; it is printed."""
    return int(os.environ.get("RAPPORTEUR_TEST_FAULTS") or random.SystemRandom().getrandbits(32))
