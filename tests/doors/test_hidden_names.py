"""A name that was taken away is in no form of a published letter: text, metadata, parts, history."""

import base64
import json
import re
import zlib
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.db import connection
from pypdfium2 import PdfDocument

from rapporteur.communications.findables import LETTERS, REPLIES
from rapporteur.communications.publishing import copies
from rapporteur.communications.publishing.redaction import Words, redacted
from rapporteur.doors.documents import FORMS
from rapporteur.doors.languages import PARTS
from rapporteur.publication import citations, indexing, letters
from rapporteur.publication.models import PublishedLetter
from tests.factories.publication import make_published, make_published_reply

pytestmark = pytest.mark.django_db
NAME = "Zyxandra Quorumeva"
FRAME = {
    "letterhead": ["Special Rapporteur on the sale of children"],
    "addressee": "Exerland",
    "numbers": [3, 5],
    "with_facts": [5],
    "annex": {"binding": [], "standard": []},
    "signatures": [{"title": "Special Rapporteur on the sale of children", "name": ""}],
}
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def passages():
    """Return what the desk has, the name in every place and once in each form of writing."""
    return (
        ("subject", f"An exercise: what became of {NAME}"),
        ("part-3", f"Excellency, {NAME} is a name of this exercise."),
        ("part-5", "It is reported:"),
        ("fact-1", f"{NAME} was promised work."),
        ("fact-2", f"{NAME.upper()} travelled with a relative."),
    )


def publish():
    """Make a letter public as the desk does it, with a reply and the entry of the search."""
    everywhere = (NAME, NAME.upper())
    words = Words(passages=passages(), frame=FRAME, everywhere=everywhere)
    letter = make_published(words=copies.of_letter(words), reference="AL XEX 5/2026")
    reply = Words(passages=(("text-1", f"About {NAME}: nothing."),), everywhere=everywhere)
    answered = make_published_reply(letter, words=copies.of_reply(reply))
    indexing.put(LETTERS, letter)
    indexing.put(REPLIES, answered)
    return letter


def streams(data):
    """Yield the streams of a PDF as they are, and what they hold where they are compressed."""
    for found in STREAM.findall(data):
        yield found
        try:
            yield zlib.decompressobj().decompress(found)
        except zlib.error:
            continue


def layers(data):
    """Yield all bytes that someone curious would look into."""
    yield data
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as packed:
            yield packed.comment
            for one in packed.infolist():
                yield from (one.filename.encode(), one.comment, one.extra, packed.read(one))
    if data.startswith(b"%PDF"):
        yield from streams(data)
        document = PdfDocument(data)
        yield json.dumps(document.get_metadata_dict()).encode()
        yield "".join(page.get_textpage().get_text_bounded() for page in document).encode()


def ways_of_writing(name):
    """Return how a name may lie in a file: in other letters, codes of bytes, parts."""
    for word in (name, *name.split()):
        for text in (word, word.upper(), word.lower(), word[::-1]):
            raw = text.encode()
            yield from (raw, raw.hex().encode(), raw.hex().upper().encode())
            yield from (
                base64.b64encode(raw)[:8],
                text.encode("utf-16-be"),
                text.encode("utf-16-le"),
            )
            yield text.encode("utf-16-be").hex().encode()


def found_in(data):
    wanted = set(ways_of_writing(NAME))
    return [one for layer in layers(data) for one in wanted if one in layer]


def addresses(letter):
    key = letter.key
    files = [f"/data/letters/{key}.{one}" for one in (*FORMS, *citations.FORMS)]
    tables = [f"/data/{name}.{form}" for name in letters.TABLES for form in ("csv", "json")]
    pages = [
        f"/{part}/{path}"
        for part in PARTS.values()
        for path in (
            f"letters/{key}/", "letters/", "letters.atom", "states/XEX/",
            "states/XEX/letters.atom", "mandates/SALECHILD/letters.atom", "search/?q=promised",
            "search/?q=Zyxandra", "corrections/", "corrections.atom", "letters/?words=promised",
        )
    ]  # fmt: skip
    return [*files, *tables, *pages, "/data/states/XEX.json", "/data/letters.csv?kind=AL"]


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(address):
        with as_role("public"):
            answer = client.get(address)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            answer.body = b"".join(parts)
        return answer

    return at_the_door


def test_the_search_of_this_test_finds_a_name_that_is_there(get):
    made = make_published(words={
        "letterhead": [], "addressee": "Exerland", "subject": [{"text": NAME}],
        "parts": [{"number": 3, "pieces": [{"text": NAME}], "facts": []}],
        "annex": {"binding": [], "standard": []}, "signatures": [],
    })  # fmt: skip
    for address in [f"/data/letters/{made.key}.{one}" for one in FORMS]:
        assert found_in(get(address).body), address


@pytest.mark.requirement("C13")
def test_a_hidden_name_is_in_no_file_page_or_feed(get):
    letter = publish()

    for address in addresses(letter):
        answer = get(address)
        assert answer.status_code == 200, address
        asked = "Zyxandra" in address  # a page repeats what was asked for
        assert [one for one in found_in(answer.body) if not asked or b"uorumev" in one] == [], (
            address
        )
        assert [one for one in ways_of_writing(NAME) if one in repr(answer.headers).encode()] == []


@pytest.mark.requirement("C13")
def test_a_hidden_name_is_in_no_table_that_the_door_reads(as_role):
    publish()
    for table in ("published_letter", "published_reply", "publication_searchentry"):
        with as_role("public"), connection.cursor() as cursor:
            cursor.execute(f"SELECT t::text FROM {table} AS t")
            rows = "\n".join(row for (row,) in cursor.fetchall())
        assert [one for one in ways_of_writing(NAME) if one in rows.encode()] == [], table


@pytest.mark.requirement("C13")
def test_how_long_a_name_was_is_not_told(get):
    """Files of two letters whose hidden names differ in length are the same, their key aside."""
    told = []
    for name in ("Al Bo", NAME * 4):
        words = Words(passages=(("subject", f"On {name}"), ("part-3", f"{name} left."),
                                ("part-5", "It is reported:")), frame=FRAME, everywhere=(name,))  # fmt: skip
        made = make_published(key="SAMEKEY1", words=copies.of_letter(words))
        told.append([get(f"/data/letters/SAMEKEY1.{one}").body for one in FORMS])
        told[-1].append(get("/en/letters/SAMEKEY1/").body)
        made.delete()

    assert [len(one) for one in told[0]] == [len(one) for one in told[1]]


@pytest.mark.requirement("C13")
def test_nothing_of_an_earlier_version_stays_once_a_name_was_taken_away(get):
    """A letter is replaced by one with less: its old words and entry are gone."""
    letter = publish()
    before = {"subject": [{"text": f"On {NAME}"}]}
    PublishedLetter.objects.filter(pk=letter.pk).update(words={**letter.words, **before})
    letter.refresh_from_db()
    indexing.put(LETTERS, letter)
    address = f"/data/letters/{letter.key}.docx"
    old = get(address)
    assert found_in(old.body)

    words = Words(passages=passages(), frame=FRAME, everywhere=(NAME, NAME.upper()))
    letter.words = copies.of_letter(words)
    letter.save()
    indexing.put(LETTERS, letter)

    assert "Last-Modified" not in get(address).headers
    for other in addresses(letter):
        body = get(other).body
        assert [one for one in found_in(body) if "Zyxandra" not in other] == [], other


def test_what_the_desk_takes_away_is_what_is_tested_here():
    pieces = redacted(Words(passages=passages(), frame=FRAME, everywhere=(NAME, NAME.upper())))

    assert all(
        any("removed" in one for one in found) for key, found in pieces.items() if key != "part-5"
    )
