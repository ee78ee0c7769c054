"""Letters and replies that were made public, as the public door shows them."""

import re
from datetime import date

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from rapporteur.communications.models import Addressee, Kind, TextBlock
from rapporteur.doors.documents import FORMS
from rapporteur.doors.languages import LANGUAGES, PARTS
from rapporteur.publication import kinds
from rapporteur.publication.models import PublishedLetter
from tests.factories.publication import (
    WORDS,
    make_example,
    make_published,
    make_published_reply,
)

pytestmark = pytest.mark.django_db
A_LIST = 60_000  # bytes, at fifty letters
BAD = ["ZZZ", "' OR 1=1 --", "\x00", "%00", "<b>x</b>", "x" * 3000, "\u202e", "٣٣", "-1"]


@pytest.fixture
def client(door):
    return door("public")


@pytest.fixture
def get(client, as_role):
    """Ask at the door as its role: `get("letters/", year="2026")` returns the page."""

    def at_the_door(path, part="en", **given):
        with as_role("public"):
            answer = client.get(f"/{part}/{path}", given)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    return at_the_door


def keys(page, part="en"):
    """Return the keys of the letters of a list, in its order."""
    return re.findall(rf'<li>\s*<a href="/{part}/letters/([^/"]+)/"', page)


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def saying(subject, **more):
    return make_published(words={**WORDS, "subject": [{"text": subject}]}, **more)


@pytest.mark.parametrize("code", Kind)
def test_kinds_are_called_as_at_the_desk(code):
    assert kinds.label_of(kinds.Kind, str(code)) == code.label


def test_addressees_and_parts_are_called_as_at_the_desk():
    told = {one.value: str(one.label) for one in kinds.Addressee}
    parts = {one.value: str(one.label) for one in kinds.Part}

    assert told == {one.value: str(one.label) for one in Addressee}
    assert parts == {
        one.value: str(one.label) for one in TextBlock.Part if one not in TextBlock.Part.values[:2]
    }
    assert kinds.label_of(kinds.Kind, "XX") == "XX"


@pytest.mark.requirement("R31.2")
def test_letters_are_listed_newest_first_with_what_one_has_to_know(get):
    old = make_published(sent_on=date(2026, 1, 5), kind="OL")
    example = make_example()
    page = get("letters/")

    assert keys(page)[-1] == old.key
    assert keys(page)[0] == example.key
    line = plain(page).partition("Allegation letter · Exerland · 2 March 2026")[2]
    told = "An exercise: promises made to families reply published joint letter AL XEX 1/2026"
    assert line.strip().startswith(told)
    assert "5 letters" not in page
    assert "4 letters are published here." in page
    assert "Letters do not measure how much abuse there is" in page


@pytest.mark.requirement("M6")
@pytest.mark.parametrize("part", PARTS.values())
def test_pages_of_letters_stand_in_every_language_and_keep_that_of_the_letter(get, part):
    make_example()
    direction = "rtl" if part == "ar" else "ltr"
    for path in ("letters/", "letters/EXAMPLE1/", "states/XEX/"):
        page = get(path, part)
        assert f'dir="{direction}"' in page[:200]
        assert '<bdi lang="en" dir="ltr">' in page
    letter = get("letters/EXAMPLE1/", part)
    assert '<div lang="ar" dir="rtl"><p class="kept">' in letter
    assert f'class="removed" lang="{LANGUAGES[part]}" dir="{direction}"' in letter


def test_a_state_is_named_in_the_language_of_the_page(get):
    make_published()

    assert "إكسرلاند" in get("letters/", "ar")


def test_another_addressee_is_named_as_it_was_made_public(get):
    words = {**WORDS, "addressee": "A company of the exercise"}
    make_published(addressee_kind="company", words=words)
    make_published(addressee_kind="other", words={**WORDS, "addressee": ""})
    page = plain(get("letters/"))

    assert "Allegation letter · A company of the exercise ·" in page
    assert "Allegation letter · name removed ·" in page


@pytest.mark.requirement("R31.2")
def test_what_is_known_of_a_reply_is_said_and_nobody_is_told_to_be_late(get):
    silent = make_published(checked_on=date(2026, 5, 9))
    logged = make_published(replied_on=date(2026, 4, 20))
    answered = make_published_reply(make_published(replied_on=date(2026, 4, 20))).letter
    told = {
        silent: ("no reply received as of 9 May 2026", "No reply received as of 9 May 2026."),
        logged: (
            "reply received, not published",
            "A reply was received on 20 April 2026; it is not published here.",
        ),
        answered: ("reply published", "The Government of Exerland thanks for the letter."),
    }
    pages = {letter: get(f"letters/{letter.key}/") for letter in told}

    for letter, (short, sentence) in told.items():
        assert f">{short}</span>" in pages[letter]
        assert sentence in plain(pages[letter])
        assert short in plain(get("letters/"))
    shown = " ".join([*pages.values(), get("letters/")]).casefold()
    assert not re.search(r"deadline|overdue|missed|late\b", shown)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "XEX"}, {"first", "second"}),
        ({"kind": "UA"}, {"second"}),
        ({"year": "2025"}, {"second"}),
        ({"mandate": "TRAFFICKING"}, {"second"}),
        ({"scope": "SALE"}, {"first", "second"}),
        ({"scope": "SALE.ADOPTION"}, {"second"}),
        ({"replied": "on"}, {"third"}),
        ({"state": "XEX", "kind": "UA", "year": "2026"}, set()),
        ({"state": "", "kind": "", "year": "", "page": "1"}, {"first", "second", "third"}),
    ],
)
def test_each_filter_keeps_what_is_asked_for(get, asked, found):
    both = ["SALECHILD", "TRAFFICKING"]
    made = {
        saying("first").key: "first",
        saying(
            "second", kind="UA", mandates=both, scope_codes=["SALE.ADOPTION"],
            sent_on=date(2025, 3, 1),
        ).key: "second",
        saying(
            "third", addressee_kind="company", scope_codes=[], replied_on=date(2026, 4, 1)
        ).key: "third",
    }  # fmt: skip

    assert {made[key] for key in keys(get("letters/", **asked))} == found


def test_a_list_in_which_nothing_is_says_so_and_no_more(get):
    page = get("letters/")
    assert "No letter is published here." in page
    assert "That says nothing about any State" in page

    make_published()
    page = get("letters/", state="EST")
    assert "No letter that is published here is of this kind." in page
    assert '<option value="EST" selected>Estonia</option>' in page


@pytest.mark.parametrize("name", ["state", "kind", "year", "mandate", "scope"])
@pytest.mark.parametrize("bad", BAD)
def test_a_wrong_value_is_told_and_the_others_are_kept(get, name, bad):
    other = ("kind", "AL") if name != "kind" else ("state", "XEX")
    for _ in range(51):
        make_published()
    page = get("letters/", **{name: bad, other[0]: other[1]})

    assert 'class="errorlist"' in page
    assert "What could not be understood is left out" in page
    assert f'<option value="{other[1]}" selected>' in page
    further = re.search(r'<a href="(\?[^"]*page=2)"', page)[1].replace("&amp;", "&")
    assert f"{other[0]}={other[1]}" in further
    assert "<b>x" not in page
    assert len(further) < 700
    assert len(keys(get(f"letters/{further}"))) == 1


@pytest.mark.parametrize("year", ["26", "last", "20 26", "1945", "10000", "9" * 5000])
def test_a_year_is_four_digits_and_what_was_typed_stays(get, year):
    page = get("letters/", year=year)

    assert "Write the year with four digits, like 2026." in page
    assert f'value="{year}"' in page


@pytest.mark.parametrize(
    ("page", "shown"), [("1", 50), ("2", 50), ("3", 3), ("99", 3), ("x", 50), ("-1", 50), ("", 50)]
)
def test_pages_are_numbered_and_keep_what_was_asked(get, page, shown):
    for _ in range(103):
        make_published()
    answer = get("letters/", kind="AL", page=page)

    assert len(keys(answer)) == shown
    assert 'href="?kind=AL&amp;page=2"' in answer
    assert answer.count('aria-current="page"') == 2  # the room, and the page
    assert 'href="?kind=AL"' in answer


def test_every_letter_is_on_one_page_only(get):
    for _ in range(60):
        make_published()
    found = keys(get("letters/")) + keys(get("letters/", page="2"))

    assert sorted(found) == sorted(PublishedLetter.objects.values_list("key", flat=True))


@pytest.mark.parametrize("part", ["en", "ru", "ar"])
def test_a_full_list_is_light(client, part):
    subject = "What families were promised in the north of Exerland, and what became of it " * 2
    for number in range(51):
        saying(subject, reference=f"AL XEX {number}/2026", mandates=["SALECHILD", "SLAVTRAF"])
    page = client.get(f"/{part}/letters/").content

    assert len(page) < A_LIST


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("letters/", 8), ("letters/EXAMPLE1/", 6), ("letters.atom", 2), ("states/XEX/", 16)],
)
def test_pages_ask_as_much_for_three_letters_as_for_one(client, rows, path, queries):
    first = make_published(key="EXAMPLE1")
    for _ in range(rows - 1):
        make_published(mandates=["SALECHILD", "SLAVTRAF"])
    for _ in range(rows):
        make_published_reply(first)
    client.get(f"/en/{path}")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/en/{path}")

    assert len(asked) == queries


def test_a_list_reads_no_text_of_a_letter(client):
    make_published()
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/letters/")

    listed = [one["sql"] for one in asked if '"sent_on"' in one["sql"]]
    assert listed
    assert [sql for sql in listed if '"published_letter"."words",' in sql] == []


@pytest.mark.requirement("R31.2")
def test_a_letter_says_who_wrote_to_whom_and_when(get):
    make_example()
    page = get("letters/EXAMPLE1/")
    text = plain(page)

    assert "<h1>Allegation letter · Exerland</h1>" in page
    assert '<a href="/en/mandates/SALECHILD/">Special Rapporteur on the sale' in page
    assert '<a href="/en/states/XEX/">Exerland</a>' in page
    assert "Official reference AL XEX 1/2026" in text
    assert "Official address There is none. An exercise has no official address." in text
    assert "May be public from 1 May 2026" in text
    assert "Exercise: this letter is made up." in text
    assert '<a href="/en/scope/SALE/">sale of children</a>' in page
    assert "<strong>E. Xample</strong>" in page


def test_a_real_letter_leads_to_its_official_address_and_bears_no_mark(get):
    address = "https://official.example/letters/1"
    letter = make_published(official_address=address, exercise=False)
    page = get(f"letters/{letter.key}/")

    assert f'<a href="{address}" rel="noreferrer external">' in page
    assert "this letter is made up" not in page
    assert 'class="mark"' not in get("letters/")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("child", "removed to protect a child"),
        ("source", "removed to protect a person who wrote"),
        ("person", "removed to protect another person"),
        ("safety", "removed for someone’s safety"),
        ("unknown-code", "unknown-code"),
    ],
)
def test_what_was_removed_is_seen_and_heard_with_its_reason(get, code, words):
    pieces = [{"text": "Before "}, {"removed": code}, {"text": " after."}]
    parts = [{"number": 5, "pieces": pieces, "facts": [pieces]}]
    letter = make_published(words={**WORDS, "subject": pieces, "parts": parts})
    page = get(f"letters/{letter.key}/")

    shown = f'Before <span class="removed" lang="en" dir="ltr">[{words}]</span> after.'
    assert page.count(shown) == 3
    assert f'<ol class="facts-told"><li class="kept">{shown}</li></ol>' in page
    assert shown in get("letters/")


def test_nothing_in_a_letter_is_taken_for_a_part_of_the_page(get):
    bad = [{"text": "<script>alert(1)</script>"}]
    words = {**WORDS, "subject": bad, "addressee": "<b>x</b>", "letterhead": ["<i>y</i>"]}
    letter = make_published(words=words, addressee_kind="other", reference="<u>z</u>")
    for path in ("letters/", f"letters/{letter.key}/"):
        page = get(path)
        assert not re.search(r"<script|<b>x|<i>y|<u>z", page)


def test_law_leads_to_our_own_page_where_there_is_one(get):
    make_example()
    page = get("letters/EXAMPLE1/")

    assert '<a href="/en/instruments/OPSC/#p-3(1)">OPSC, art. 3(1)</a>' in page
    assert "<li>X 1, rule 2 · Rules of the exercise</li>" in page
    assert 'id="p-3(1)"' in get("instruments/OPSC/")


def test_each_reply_has_an_address_and_its_language(get):
    letter = make_example()
    make_published_reply(letter, key="REPLYXX1", language="")
    page = get("letters/EXAMPLE1/")

    for reply in letter.replies.all():
        assert f'id="reply-{reply.key}"' in page
        assert reply.get_absolute_url().endswith(f"/letters/EXAMPLE1/#reply-{reply.key}")
    assert "Language: Arabic" in plain(page)
    assert '<div dir="auto"><p class="kept">' in page
    assert "Language: another language" in plain(page)
    assert "From file 1 of the reply" in page


@pytest.mark.parametrize(
    "key", ["NOSUCHKEY", "example1", "x" * 40, "x" * 9000, "..", "%00", "a'--"]
)
def test_an_unknown_letter_is_not_found(client, key):
    make_example()
    answer = client.get(f"/en/letters/{key}/")

    assert answer.status_code == 404
    assert 'action="/en/search/"' in answer.content.decode()


def test_a_withdrawn_letter_is_nowhere(client, get):
    make_example().delete()

    assert client.get("/en/letters/EXAMPLE1/").status_code == 404
    for path in ("letters/", "states/XEX/", "letters.atom"):
        assert "EXAMPLE1" not in get(path)


def test_the_page_of_a_state_shows_the_newest_five_and_leads_to_all(get):
    made = [make_published(sent_on=date(2026, 1, day)).key for day in range(1, 8)]
    page = get("states/XEX/")

    assert keys(page) == made[:-6:-1]
    assert 'href="/en/letters/?state=XEX"' in page
    assert "Letters do not measure how much abuse there is." in page
    assert "All letters to this State" not in get("states/EST/")


def test_a_state_without_a_letter_is_said_nothing_about(get):
    page = get("states/EST/")

    assert "No letter is published here." in page
    assert "That says nothing about this State" in page


def test_mandates_and_kinds_of_matter_lead_to_their_letters_where_there_are_some(get):
    make_published(scope_codes=["SALE.ADOPTION"])

    assert 'href="/en/letters/?mandate=SALECHILD"' in get("mandates/SALECHILD/")
    assert "?mandate=" not in get("mandates/SLAVTRAF/")
    for code in ("SALE", "SALE.ADOPTION"):
        assert f'href="/en/letters/?scope={code}"' in get(f"scope/{code}/")
    assert "/letters/?scope=" not in get("scope/CSAM/")


def test_letters_stand_among_the_rooms_and_on_the_first_page(get):
    make_example()

    assert '<a href="/en/letters/" aria-current="page">Letters</a>' in get("letters/EXAMPLE1/")
    assert '<a class="button quiet" href="/en/letters/">' in get("")


@pytest.mark.requirement("L7")
@pytest.mark.parametrize("path", ["letters/", "letters/EXAMPLE1/"])
def test_letters_are_read_and_nothing_is_taken(client, path):
    make_example()

    assert client.post(f"/en/{path}", {"a": "b"}).status_code == 405
    assert "max-age=300" in client.get(f"/en/{path}").headers["Cache-Control"]


def test_the_door_reads_what_was_made_public_and_nothing_of_the_room_of_letters(as_role):
    tables = connection.introspection.table_names()
    rooms = ("communications_", "cases_", "intake_", "vault_")
    for table in [one for one in tables if one.startswith(rooms)]:
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            as_role("public"),
            connection.cursor() as cursor,
        ):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')


@pytest.mark.parametrize("table", ["published_letter", "published_reply"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET key = 'x'"])
def test_the_door_changes_nothing_of_what_was_made_public(as_role, table, change):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role("public"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


@pytest.mark.parametrize("ending", FORMS)
def test_a_letter_is_taken_along_as_a_file_and_withdrawn_with_its_row(client, get, as_role, ending):
    letter = make_example()
    address = f"/data/letters/{letter.key}.{ending}"
    assert f'href="{address}"' in get(f"letters/{letter.key}/")

    with as_role("public"):
        answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, FORMS[ending].media)
    assert answer["Content-Disposition"] == f'attachment; filename="letter-{letter.key}.{ending}"'
    assert answer["X-Rapporteur-Mode"] == "exercise"
    assert "sandbox" in answer["Content-Security-Policy"]

    letter.delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["NOTHERE1.docx", "{key}.exe", "{key}.DOCX", "{key}."])
def test_another_file_is_not_there(client, name):
    key = make_published().key
    assert client.get(f"/data/letters/{name.format(key=key)}").status_code == 404
