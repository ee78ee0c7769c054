"""Nothing of a letter is told before its day: every address of the public door is asked for it.

Addresses are those of the URLconf, so that a new one is asked too. What may not be met is made of
words that stand nowhere else; counts and tags are held against a door without these letters.
"""

import random
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from rapporteur.communications.findables import LETTERS
from rapporteur.doors.languages import PARTS
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.reference.loading import change
from rapporteur.kernel.reference.models import Change
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedLetter, PublishedReport
from rapporteur.reports.findables import REPORTS
from rapporteur.statements.findables import PRESS
from rapporteur.statements.models import PublicStatement
from rapporteur.visits.findables import SUBJECTS as VISITS
from rapporteur.visits.models import VisitEvent
from rapporteur.visits.reference import VISIT_EVENTS
from tests.factories.law import make_country
from tests.factories.publication import (
    WORDS,
    make_example,
    make_observation,
    make_published,
    make_published_follow_up,
    make_published_reply,
    make_published_report,
)
from tests.factories.visits import make_register_event

pytestmark = pytest.mark.django_db
SECRET = "zyxquorum"
REFERENCE = "AL XEX 77/2031"
MANY = 12
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
FILTERS = {
    "state": ("XEX", "EST", "ZZZ"),
    "kind": ("UA", "AL", "OL"),
    "year": ("2026", "2025", "2031", "1987", "x"),
    "mandate": ("SALECHILD", "SLAVTRAF", "MINORITYISSUES"),
    "scope": ("SALE", "SALE.ADOPTION", "CSAM"),
    "replied": ("on", "none"),
    "status": ("declined", "completed", "none"),
    "q": (SECRET, REFERENCE, "promises", "XEX 77/2031", "عائلات"),
    "words": (SECRET, "promises", REFERENCE),
    "page": ("1", "2", "99", "x"),
    "order": ("sent_on", "-published_on"),
    "format": ("json", "csv"),
    "on": ("2031-01-01",),
}
HEADERS = {
    "Accept": ("application/json", "text/csv", "*/*", "application/atom+xml"),
    "Accept-Language": ("ar", "zh-Hans", "xx"),
    "If-None-Match": ("*", '"x"', 'W/"x"'),
    "If-Modified-Since": ("Thu, 01 Jan 2099 00:00:00 GMT", "nonsense"),
    "Range": ("bytes=0-99", "bytes=-50"),
    "Accept-Encoding": ("identity",),
    "X-HTTP-Method-Override": ("DELETE",),
}


def hide():
    """Make letters that are not to be seen yet, and a reply to one that is; return their keys."""
    tomorrow = today() + timedelta(days=1)
    words = {
        **WORDS,
        "addressee": f"{SECRET} company",
        "subject": [{"text": f"{SECRET} of families"}, {"removed": "child"}],
        "parts": [{"number": 3, "pieces": [{"text": SECRET}], "facts": [[{"text": SECRET}]]}],
        "signatures": [{"title": SECRET, "name": SECRET}],
    }
    made = []
    for number in range(MANY):
        more = {"reference": REFERENCE} if not number else {}
        late = make_published(
            words=words,
            published_on=tomorrow + timedelta(days=number % 3),
            kind=("UA", "OL")[number % 2],
            mandates=["MINORITYISSUES"],
            scope_codes=["CSAM"],
            sent_on=today() - timedelta(days=number),
            checked_on=today(),
            addressee_kind=("company", "state")[number % 2],
            **more,
        )
        make_published_reply(late, words={"passages": [[{"text": SECRET}]], "files": []})
        indexing.put(LETTERS, late)
        made.append(late.key)
    waiting = make_published_report(key="WAITING2", published_on=tomorrow, words=SECRET)
    indexing.put(REPORTS, waiting)
    for ready in PublishedReport.objects.filter(key="EXAMPLE1"):
        make_observation(ready, late, words=SECRET)
    for public in PublishedLetter.objects.filter(key="EXAMPLE1"):
        make_observation(waiting, public, words=SECRET)
    make_observation(waiting, late.country or make_country(), words=SECRET)
    return made


def hide_statements():
    """Make press statements under embargo: not released, and of an hour ahead; return their keys."""
    made = []
    for number in range(2):
        ahead = now() + timedelta(hours=1 + number)
        one = PublicStatement.objects.create(
            key=f"SECRET{number}A",
            mandate="SALECHILD",
            titles={"en": f"{SECRET} title"},
            texts={"en": f"{SECRET} text"},
            said_at=ahead,
            zone="Europe/Zurich",
            released_at=ahead if number else None,
            exercise=True,
        )
        indexing.put(PRESS, one)
        made.append(one.key)
    return made


def hide_follow_ups(keys):
    """Make follow-up reports of days ahead, under keys whose every address is asked for."""
    for number, key in enumerate(keys[:2]):
        day = today() + timedelta(days=1 + number)
        make_published_follow_up(
            key=key, word=SECRET, published_on=day, mandate="MINORITYISSUES", as_of=today()
        )
    return keys


def hide_visits():
    """Make events of visits that no public document tells, in every way; return their keys."""
    tomorrow = today() + timedelta(days=1)
    waiting = make_published_report(key="WAITING1", published_on=tomorrow, title=SECRET)
    sources = {
        "declined": {
            "source": f"letter of the Permanent Mission, {SECRET}",
            "evidence": "document",
        },
        "cancelled": {"source": "A/HRC/99/1", "evidence": "general"},
        "postponed": {"source": f"A/HRC/99/1 and {REFERENCE}", "evidence": "report"},
        "report": {"source": f"{waiting.symbol}, para. 3", "evidence": "document"},
    }
    made = []
    for kind, proof in sources.items():
        one = VisitEvent.objects.create(
            mandate_id="SALECHILD", country_id="XEX", kind=kind, starts_on="1987-03",
            note=SECRET, symbol=SECRET, as_of="2026", **proof,
        )  # fmt: skip
        made.append(f"SALECHILD/XEX/{kind}/1987-03")
        change(VISIT_EVENTS, made[-1], Change.Kind.ADDED, [], now()).save(force_insert=True)
        indexing.put(VISITS[0], one)
    make_register_event(kind="declined", day="1987-03", word=SECRET, source=f"letter, {SECRET}")
    return made


def routes(patterns=None, before=""):
    """Yield the address of every pattern of the door, places still open."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            for part in PARTS.values():
                yield from routes(one.url_patterns, f"/{part}/")
        elif isinstance(one, URLPattern):
            yield (before or "/") + str(one.pattern).lstrip("/")


def filled(route, keys):
    """Return a route with every value that could lead to something."""
    known = {
        "iso3": ["XEX", "EST"],
        "key": [*keys[:2], "EXAMPLE1"],
        "name": [
            "letters",
            "replies",
            "earlier_letters",
            "world.country",
            "visits.visitevent",
            "visits",
            "observations",
        ],
        "code": ["SALE", "CSAM", "SALECHILD", "MINORITYISSUES"],
    }
    names = PLACE.findall(route)
    if not names:
        return [route]
    [name] = names
    return [PLACE.sub(value, route) for value in known[name]]


@pytest.fixture
def ask(door, as_role):
    client = door("public")

    def at_the_door(address, given=None, method="get", headers=None):
        with as_role("public"):
            answer = getattr(client, method)(address, given or {}, headers=headers or {})
            parts = list(answer.streaming_content) if answer.streaming else [answer.content]
        answer.body = b"".join(parts)
        return answer

    return at_the_door


def told(answer):
    """Return all that an answer says: status, headers and body, a Word file unpacked."""
    body = answer.body
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{answer.status_code} {dict(answer.headers)} {body.decode(errors='replace')}"


def leaks(answer, keys, asked=""):
    """Return what an answer tells that is not to be known yet, without what the question said."""
    text = told(answer)
    wanted = [one for one in (SECRET, REFERENCE, *keys) if one not in asked]
    return [one for one in wanted if one.casefold() in text.casefold()]


@pytest.fixture
def every_address(ask):
    """Yield every address with its answer; languages beyond the first two in the full run."""

    def walk(keys, parts=("en", "ar")):
        for route in routes():
            part = route.split("/")[1]
            if part in PARTS.values() and part not in parts:
                continue
            for address in filled(route, keys):
                if not address.endswith((".pdf",)) or address.rpartition("/")[2][:-4] in keys:
                    yield address, ask(address)

    return walk


@pytest.mark.requirement("C12")
def test_no_address_tells_of_a_letter_before_its_day(ask, every_address):
    make_example()
    hidden = hide()

    asked = 0
    for address, answer in every_address(hidden):
        named = [key for key in hidden if key in address]
        assert leaks(answer, hidden, address) == [], address
        if named:
            assert answer.status_code == 404, address
        asked += 1
    assert asked > 100


@pytest.mark.requirement("R31.4", "C12")
@pytest.mark.requirement("L5", "R35.3")
def test_no_address_tells_of_a_press_statement_before_its_hour(every_address):
    """Nor of a follow-up report before its day, or of a visit that rests on no public source."""
    other = ["AAAAAAAA", "BBBBBBBB"]
    before = {address: told(answer) for address, answer in every_address(other, ("en",))}
    hidden = [*hide_follow_ups(hide_statements()), *hide_visits()]

    for address, answer in every_address(hidden, ("en",)):
        assert leaks(answer, hidden, address) == [], address
        if any(key in address for key in hidden):
            assert answer.status_code == 404, address
        elif address in before:
            assert told(answer) == before[address], address


@pytest.mark.requirement("C12")
def test_the_door_answers_as_if_they_were_not_there(ask, every_address):
    """Every count, choice of a form, tag and day is that of a door without these letters."""
    make_example()
    make_published(published_on=today(), public_from=today())
    other = ["AAAAAAAA", "BBBBBBBB"]
    before = {address: told(answer) for address, answer in every_address(other, ("en",))}
    hide()

    for address, answer in every_address(other, ("en",)):
        assert told(answer) == before[address], address


def question(chance):
    chosen = chance.sample(sorted(FILTERS), chance.randint(0, 5))
    return {name: chance.choice(FILTERS[name]) for name in chosen}


def fuzz(ask, rounds, seed):
    chance = random.Random(seed)
    hidden = [*hide_follow_ups(hide()), *hide_statements(), *hide_visits()]
    addresses = [a for route in routes() for a in filled(route, hidden)]
    addresses = [
        a for a in addresses if not a.endswith(".pdf") or a.rpartition("/")[2][:-4] in hidden
    ]
    tags = {}
    for _ in range(rounds):
        address, given = chance.choice(addresses), question(chance)
        headers = {n: chance.choice(v) for n, v in HEADERS.items() if chance.random() < 0.3}
        if address in tags and chance.random() < 0.5:
            headers["If-None-Match"] = tags[address]
        answer = ask(address, given, chance.choice(("get", "get", "head", "options")), headers)
        if tag := answer.headers.get("ETag"):
            tags[address] = tag
        asked = f"{address} {given} {headers}"
        assert leaks(answer, hidden, asked) == [], asked
        assert answer.status_code < 500, asked
        if any(key in address for key in hidden):
            assert answer.status_code in (404, 405), asked


@pytest.mark.requirement("C12")
def test_no_odd_question_finds_what_is_not_to_be_known_yet(ask):
    make_example()
    fuzz(ask, 150, 1)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(2, 8))
def test_a_thousand_odd_questions_find_nothing_either(ask, seed):
    make_example()
    fuzz(ask, 1_000, seed)


@pytest.mark.requirement("C12")
@pytest.mark.parametrize("ending", ["pdf", "docx", "xml", "bib"])
def test_a_file_that_is_not_there_is_not_unchanged_either(ask, ending):
    [key, *_] = hide()
    for one in (key, "NOTHING1"):
        answer = ask(f"/data/letters/{one}.{ending}", headers={"If-None-Match": "*"})
        assert answer.status_code == 404


def test_on_its_day_a_letter_is_there_without_anything_being_done(ask, monkeypatch):
    [key, *_] = hide()
    assert SECRET not in told(ask("/en/search/", {"q": REFERENCE}))
    PublishedLetter.objects.filter(key=key).update(published_on=today())

    assert SECRET in told(ask(f"/en/letters/{key}/"))
    assert key in told(ask("/en/letters/"))
    assert key in told(ask("/en/search/", {"q": REFERENCE}))
    assert key in told(ask("/data/letters.csv"))
    assert key in told(ask("/en/letters.atom"))


def test_a_reply_waits_for_its_own_day(ask):
    letter = make_published()
    made = make_published_reply(
        letter, published_on=today() + timedelta(days=1),
        words={"passages": [[{"text": SECRET}]], "files": []},
    )  # fmt: skip
    for path in (
        f"/en/letters/{letter.key}/",
        "/data/replies.json",
        f"/data/letters/{letter.key}.xml",
    ):
        assert leaks(ask(path), [made.key]) == []
    assert "no reply received" in told(ask("/en/letters/"))
