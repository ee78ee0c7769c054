"""The intake door page by page: the code, the questions, the review, what a lost pass keeps."""

import re

import pytest

from rapporteur.doors.intake.views import entrance
from rapporteur.intake import passes, receipts, threads
from rapporteur.intake.models import Draft, Submission, Thread
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault.models import Epoch, Kind
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring
from tests.intake.conftest import body_of

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:\d{5} ){4}\d{5}")


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def officer():
    return make_keyring()


@pytest.fixture
def desk(officer):
    group = make_group(officer).pk
    make_pair(group, officer, officer)
    return group


@pytest.fixture
def source(door, desk):
    """A browser at the intake door, without a code yet; it says where its posts come from."""
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def new_code(source):
    answer = source.post("/en/begin/")
    page = answer.content.decode()
    return receipts.read(CODE.search(page).group())


@pytest.fixture
def code(source):
    """The code of a thread that this browser has begun."""
    found = new_code(source)
    answer = source.post("/en/kept/", {"code": found, "last": found[-5:]})
    assert answer.status_code == 302
    return found


def say(source, question, text):
    return source.post(f"/en/page/{question}/", {"answer": text})


def test_no_cookie_is_set_before_there_is_a_code(source):
    for address in ("/en/", "/en/check/", "/en/begin/", "/en/code/"):
        assert source.get(address).status_code == 200
    assert not source.post("/en/begin/").cookies
    assert Thread.objects.count() == 0


def test_the_check_leaves_its_choices_in_no_address_and_no_cookie(source):
    form = source.get("/en/check/").content.decode()
    assert 'method="post" action="/en/check/"' in form

    answer = source.post("/en/check/", {"matter": "images", "danger_now": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Seek help near you first" in page
    assert "danger_now" not in page
    assert not source.cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_old_address_with_choices_is_an_empty_form(source):
    answer = source.get("/en/check/", {"matter": "images"})
    assert "Report images to a hotline first" not in answer.content.decode()


def test_a_check_without_a_choice_says_what_is_missing(source):
    assert "Choose what comes nearest." in source.post("/en/check/").content.decode()


def test_a_check_posted_by_another_site_is_refused(source):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    answer = source.post("/en/check/", {"matter": "images"}, headers=elsewhere)
    assert answer.status_code == 403


def test_a_code_that_was_not_kept_stores_nothing_and_is_shown_again(source):
    code = new_code(source)
    answer = source.post(
        "/en/kept/", {"code": code, "last": "00000" if code[-5:] != "00000" else "1"}
    )
    page = answer.content.decode()
    assert "These are not the last five digits" in page
    assert receipts.grouped(code) in page
    assert not answer.cookies
    assert Thread.objects.count() == 0


def test_keeping_a_code_twice_opens_one_thread(source, code):
    source.post("/en/kept/", {"code": code, "last": code[-5:]})
    assert Thread.objects.count() == 1


def test_the_pass_is_the_one_cookie_and_no_script_reads_it(source, code):
    assert set(source.cookies) == {passes.NAME}
    cookie = source.cookies[passes.NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert code not in cookie.value


def test_each_answer_is_saved_and_leads_to_the_next_question(source, code):
    assert say(source, "writer", "adult").url == "/en/page/state/"
    assert say(source, "what", "Something happened.").url == "/en/page/where/"
    contents = threads.read(receipts.receipt_of(code))
    assert contents.answers == {"writer": "adult", "what": "Something happened."}
    assert "Something happened." in source.get("/en/page/what/").content.decode()


def test_the_same_answer_again_stores_nothing_new(source, code):
    say(source, "what", "once")
    say(source, "what", "once")
    assert Draft.objects.count() == 1


def test_every_question_can_be_skipped(source, code):
    address = "/en/page/writer/"
    seen = []
    while address != "/en/review/":
        seen.append(address)
        address = source.post(address, {"skip": "1", "answer": "not kept"}).url
    assert len(seen) > 15
    assert Draft.objects.count() == 0
    assert "skipped" in source.get("/en/review/").content.decode()


def test_a_child_gets_its_own_words_and_fewer_pages(source, code):
    say(source, "writer", "child")
    page = source.get("/en/page/what/").content.decode()
    assert "What happened? Use your own words." in page
    assert int(re.search(r"Question \d+ of (\d+)", page).group(1)) <= 12
    assert source.get("/en/page/name/").url == "/en/review/"


def test_what_is_feared_is_asked_when_something_cannot_wait(source, code):
    assert say(source, "soon", "no").url.endswith("/name/")
    assert say(source, "soon", "yes").url.endswith("/feared/")


def test_a_whole_report_reaches_the_desk_and_the_code_opens_it_again(source, code, desk, officer):
    say(source, "writer", "relative")
    say(source, "what", "An exercise in Exerland.")
    say(source, "state", "XEX")
    assert "An exercise in Exerland." in source.get("/en/review/").content.decode()
    assert source.post("/en/send/").url == "/en/back/"
    submission = Submission.objects.get()
    body = body_of(submission.sealed, desk, officer)
    assert body["answers"] == {
        "writer": "relative",
        "what": "An exercise in Exerland.",
        "state": "XEX",
        "language": "en",
    }
    source.cookies.clear()
    assert source.post("/en/code/", {"entered": receipts.grouped(code)}).url == "/en/back/"
    page = source.get("/en/back/").content.decode()
    assert "It was sent" in page
    assert "An exercise in Exerland." in page


def test_sending_twice_shows_the_same_page(source, code):
    say(source, "what", "once")
    first = source.post("/en/send/")
    second = source.post("/en/send/")
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Submission.objects.count() == 1
    assert source.get("/en/page/what/").url == "/en/back/"


def test_a_message_is_added_to_a_thread_that_was_sent(source, code):
    source.post("/en/send/")
    source.post("/en/back/", {"text": "One thing more."})
    assert "One thing more." in source.get("/en/back/").content.decode()


def test_before_sending_it_is_said_what_unnamed_means(source, code):
    say(source, "writer", "adult")
    assert "we cannot write to a Government" in source.get("/en/review/").content.decode()
    say(source, "name", "N. Person")
    assert "You have not told us who you are" not in source.get("/en/review/").content.decode()


@pytest.mark.parametrize("entered", ["1" * 25, "12", "hello", "٣" * 25])
def test_right_unknown_and_no_code_are_answered_alike(source, code, entered):
    source.cookies.clear()
    right = source.post("/en/code/", {"entered": code})
    other = source.post("/en/code/", {"entered": entered})
    assert (right.status_code, right.url) == (other.status_code, other.url)
    assert len(right.cookies[passes.NAME].value) == len(other.cookies[passes.NAME].value)
    page = source.get("/en/back/")
    assert page.status_code == 404
    assert "This code opens nothing here" in page.content.decode()


def test_what_was_typed_when_the_pass_ended_is_saved_with_the_code(source, code):
    source.cookies.clear()
    page = say(source, "what", "Do not lose <this>.")
    assert page.status_code == 200
    text = page.content.decode()
    assert "What you have just typed is not lost" in text
    assert "Do not lose &lt;this&gt;." in text
    source.post("/en/code/", {"entered": code, "question": "what", "typed": "Do not lose <this>."})
    assert threads.read(receipts.receipt_of(code)).answers == {"what": "Do not lose <this>."}


def test_a_wrong_code_keeps_what_was_typed_in_the_page(source, code):
    source.cookies.clear()
    given = {"entered": "", "question": "what", "typed": "still here"}
    assert "still here" in source.post("/en/code/", given).content.decode()


def test_too_long_an_answer_is_told_and_stays_in_the_page(source, code):
    answer = say(source, "what", "a" * 12_001)
    page = answer.content.decode()
    assert "longer than one page takes" in page
    assert "a" * 12_001 in page
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("text", ["\u202ereversed\u202c", "\x07bell", "\u2066+1\u2069"])
def test_marks_that_a_telephone_adds_are_taken_as_they_come(source, code, text):
    assert say(source, "what", text).status_code == 302
    assert threads.read(receipts.receipt_of(code)).answers["what"] == text


def test_a_sign_that_cannot_be_kept_is_told_and_nothing_is_stored(source, code):
    assert "cannot be kept" in say(source, "what", "nul\x00mark").content.decode()
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("country", ["\0", "EST\0", "E\0T", "ZZZ", "x" * 9000])
def test_a_country_that_is_none_is_told_and_nothing_is_lost(source, code, country):
    asked = say(source, "state", country)
    shared = source.post("/en/share/", {"state": country, "helped": "Do not lose this."})

    for answer in (asked, shared):
        assert answer.status_code == 200
        assert "Choose a country of the list, or skip this." in answer.content.decode()
    assert "Do not lose this." in shared.content.decode()


def test_a_choice_that_is_none_is_refused_with_a_word(source, code):
    page = say(source, "soon", "perhaps").content.decode()
    assert "Choose one of these" in page


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_post_of_another_site_is_refused_and_stores_nothing(source, code, site):
    answer = source.post("/en/page/what/", {"answer": "planted"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert Draft.objects.count() == 0


OF_AN_OLD_BROWSER = [
    ({"Origin": "http://testserver"}, 200),
    ({"Origin": "https://elsewhere.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Referer": "http://testserver/en/begin/"}, 200),
    ({"Referer": "http://testserver.example/"}, 403),
    ({}, 403),
]


@pytest.mark.parametrize(("headers", "status"), OF_AN_OLD_BROWSER, ids=str)
def test_an_old_browser_must_say_where_a_post_comes_from(source, headers, status):
    del source.defaults["HTTP_SEC_FETCH_SITE"]
    assert source.post("/en/begin/", headers=headers).status_code == status


def test_under_tls_the_pass_is_secure_and_no_neighbour_can_plant_one(source, code, settings):
    settings.SESSION_COOKIE_SECURE = True
    source.cookies.clear()
    answer = source.post("/en/code/", {"entered": code})
    cookie = answer.cookies[f"__Host-{passes.NAME}"]
    assert cookie["secure"]
    assert cookie["path"] == "/"
    assert not cookie["domain"]


def test_a_wrong_code_gives_back_what_was_typed(source, code):
    source.cookies.clear()
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    given = {"entered": wrong, "question": "what", "typed": "not to be lost"}
    answer = source.post("/en/code/", given)
    assert "not to be lost" in answer.content.decode()
    assert "Look at all 25 digits again" in answer.content.decode()
    source.post("/en/code/", {**given, "entered": code})
    assert threads.read(receipts.receipt_of(code)).answers == {"what": "not to be lost"}


def test_a_message_typed_when_the_pass_ended_is_kept(source, code):
    source.post("/en/send/")
    source.cookies.clear()
    page = source.post("/en/back/", {"text": "a late word"}).content.decode()
    assert "a late word" in page
    source.post("/en/code/", {"entered": code, "question": "message", "typed": "a late word"})
    letters = threads.read(receipts.receipt_of(code)).letters
    assert [letter.text for letter in letters] == ["a late word"]


def test_an_answer_posted_after_sending_becomes_a_message(source, code):
    source.post("/en/send/")
    say(source, "what", "typed on another device")
    letters = threads.read(receipts.receipt_of(code)).letters
    assert [letter.text for letter in letters] == ["typed on another device"]


def test_only_what_the_review_shows_is_sent(source, code, desk, officer):
    """Who wrote as an adult and then as a child sends no name and no adult's consent."""
    for question, text in (("writer", "adult"), ("name", "N."), ("may_name_child", "yes")):
        say(source, question, text)
    say(source, "writer", "child")
    source.post("/en/send/")
    submission = Submission.objects.get()
    assert not submission.identity_given
    answers = body_of(submission.sealed, desk, officer)["answers"]
    assert answers == {"writer": "child", "language": "en"}


def test_a_thread_takes_so_many_changes_and_then_says_so(source, code, monkeypatch):
    monkeypatch.setattr(threads, "MOST_DRAFTS", 2)
    for text in ("one", "two"):
        say(source, "what", text)
    page = say(source, "what", "three").content.decode()
    assert "changed very often" in page
    assert "three" in page
    assert threads.read(receipts.receipt_of(code)).answers == {"what": "two"}


def test_when_too_many_enter_codes_the_page_asks_to_try_again(source, code, monkeypatch):
    monkeypatch.setattr(receipts, "PATIENCE", 0)
    with receipts.TURNS, receipts.TURNS:
        answer = source.post("/en/code/", {"entered": code, "question": "what", "typed": "kept"})
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "kept" in answer.content.decode()


def test_a_thread_that_was_turned_to_a_mission_is_closed(source, code, officer):
    mission = make_group(officer, kind=Kind.MISSION)
    Thread.objects.update(desk=mission.pk)
    say(source, "what", "a word")
    assert source.post("/en/send/").status_code == 503
    assert Submission.objects.count() == 0


def test_each_page_of_a_thread_shows_how_the_code_ends(source, code):
    for address in ("/en/page/what/", "/en/review/", "/en/back/"):
        assert code[-5:] in source.get(address).content.decode()


def test_leaving_takes_the_pass_away(source, code):
    answer = source.get("/en/leave/")
    assert answer.cookies[passes.NAME].value == ""
    assert source.get("/en/back/").url == "/en/code/"


def test_nothing_is_kept_by_a_browser(source, code):
    for address in ("/en/", "/en/page/what/", "/en/review/", "/en/back/", "/en/code/"):
        answer = source.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "<script" not in answer.content.decode()


def test_titles_and_addresses_say_nothing(source, code):
    for address in ("/en/page/what/", "/en/review/", "/en/back/", "/en/code/"):
        title = re.search("<title>(.*?)</title>", source.get(address).content.decode()).group(1)
        assert not re.search("child|abuse|sale|exploit", title, re.IGNORECASE)


def test_without_a_trusted_key_the_door_says_that_it_is_closed(source, desk):
    Epoch.objects.update(signature=b"")
    assert "Nothing can be sent from here" in source.get("/en/").content.decode()
    assert source.post("/en/begin/").status_code == 503


PAGES = ("begin/", "code/", "page/what/", "review/", "back/")


@pytest.mark.parametrize("withdrawn", ["unsigned", "revoked"])
def test_every_page_of_a_closed_door_says_so_and_what_was_saved_stays(source, code, withdrawn):
    say(source, "what", "saved before")
    rows = Draft.objects.count()
    ours = Epoch.objects.filter(recipient__kind="desk")
    signature = bytes(ours.get().signature)
    change = {"signature": b""} if withdrawn == "unsigned" else {"revoked_on": today()}
    ours.update(**change)

    for page in PAGES:
        answer = source.get(f"/en/{page}")
        assert (page, answer.status_code) == (page, 503)
        assert "Nothing can be sent from here" in answer.content.decode()
    assert source.post("/en/code/", {"entered": code}).status_code == 503
    assert source.post("/en/kept/", {"code": code, "last": code[-5:]}).status_code == 503
    assert source.post("/en/send/").status_code == 503
    assert Draft.objects.count() == rows
    assert source.get("/en/leave/").status_code == 200

    ours.update(signature=signature, revoked_on=None)
    assert threads.read(receipts.receipt_of(code)).answers == {"what": "saved before"}


def test_what_is_typed_while_the_door_closes_stays_in_the_page(source, code):
    Epoch.objects.update(signature=b"")
    answer = say(source, "what", "typed just now")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "This door is closed at this moment" in page
    assert "typed just now" in page
    assert Draft.objects.count() == 0


def test_a_code_costs_nothing_at_a_closed_door(source, code, monkeypatch):
    Epoch.objects.update(signature=b"")
    monkeypatch.setattr(receipts, "receipt_of", None)  # would break where it is asked for
    assert source.post("/en/code/", {"entered": code}).status_code == 503


def test_the_hours_of_the_desk_are_a_setting(source, monkeypatch):
    assert "from 09:00 to 18:00, by the clock of Geneva" in source.get("/en/").content.decode()
    monkeypatch.setenv("RAPPORTEUR_HOURS", "08:30-17:00 Port Exer")
    assert "from 08:30 to 17:00, by the clock of Port Exer" in source.get("/en/").content.decode()


def test_where_no_hours_are_set_the_page_says_so(source, monkeypatch):
    monkeypatch.setattr(entrance, "is_exercise", lambda: False)
    page = source.get("/en/").content.decode()
    assert "The desk has not set at which hours someone reads." in page


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_door_speaks_six_languages(source, code, language):
    page = source.get(f"/{language}/page/what/").content.decode()
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page


def test_switching_the_language_keeps_page_and_thread(source, code):
    say(source, "what", "kept")
    page = source.get("/fr/page/what/").content.decode()
    assert "kept" in page
    assert 'href="/ar/page/what/"' in page


@pytest.mark.requirement("R20.2")
def test_each_page_is_small_and_asks_for_one_sheet(source, code):
    for address in ("/en/", "/en/check/", "/en/begin/", "/en/page/what/", "/en/page/state/"):
        page = source.get(address).content
        assert len(page) < 30_000, address
        assert re.findall(rb'(?:src|href)="(/static/[^"]+)"', page) == [b"/static/rapporteur.css"]


@pytest.mark.requirement("SG8")
def test_where_names_cannot_be_kept_apart_the_questions_say_so_and_store_nothing(source, code):
    Epoch.objects.filter(recipient__subject__endswith="/b").update(signature=b"")
    page = source.get("/en/page/name/").content.decode()
    assert "keeps no name and no contact" in page
    assert "<textarea" not in page
    rows = Draft.objects.count()
    assert say(source, "name", "A. Source").url.endswith("/page/contact/")
    assert Draft.objects.count() == rows
    assert "keeps no name and no contact" in source.get("/en/review/").content.decode()
