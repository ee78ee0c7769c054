"""What is noticed is told before sending, left out of what is sent, and lost to nobody."""

import re

import pytest

from rapporteur.intake import receipts, threads
from rapporteur.intake.helplines.models import Helpline
from rapporteur.intake.models import Identity, Message, Submission
from tests.factories.halves import body_apart, make_pair
from tests.factories.vaults import make_group, make_keyring
from tests.intake.conftest import body_of

pytestmark = pytest.mark.django_db
ADDRESS = "hxxp://example[.]org/room"
SAID = f"It was shown at {ADDRESS} in May."
CLEAN = "It was shown at [left out] in May."
SEND = {"without": "1"}


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
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def code(source):
    """The code of a thread that this browser has begun."""
    found = receipts.new_code()
    source.post("/en/kept/", {"code": found, "last": found[-5:]})
    return found


def say(source, question, text):
    return source.post(f"/en/page/{question}/", {"answer": text})


def contents_of(code):
    return threads.read(receipts.receipt_of(code))


def sent_to_the_desk(desk, officer):
    return body_of(Submission.objects.get().sealed, desk, officer)


@pytest.mark.requirement("SG2")
def test_an_answer_with_an_address_is_kept_and_told_at_once(source, code):
    answer = say(source, "what", SAID)
    assert answer.url == "/en/page/what/look/"
    page = source.get(answer.url).content.decode()
    assert f"<del>{ADDRESS}</del>" in page
    assert "is a crime in most places" in page
    assert "a web address" in page
    assert contents_of(code).answers["what"] == SAID


def test_going_on_without_it_keeps_the_rest_and_the_kind(source, code):
    say(source, "what", SAID)
    for _twice in range(2):
        assert source.post("/en/page/what/look/").url == "/en/page/where/"
    contents = contents_of(code)
    assert (contents.answers["what"], contents.left_out) == (CLEAN, {"what": ["web"]})
    assert contents.saved == 2  # once typed, once without; the second post changed nothing


@pytest.mark.requirement("SG2")
def test_the_desk_never_gets_what_was_left_out_and_knows_the_kind(source, code, desk, officer):
    say(source, "what", SAID)
    source.post("/en/page/what/look/")
    say(source, "by_whom", "File d41d8cd98f00b204e9800998ecf8427e")
    assert source.post("/en/send/", SEND).url == "/en/back/"
    body = sent_to_the_desk(desk, officer)
    assert body["answers"]["what"] == CLEAN
    assert body["answers"]["by_whom"] == "File [left out]"
    assert body["left_out"] == {"by_whom": ["hash"], "what": ["web"]}
    assert "example" not in str(body)


def test_the_review_tells_before_sending_and_offers_two_ways(source, code):
    assert "Something here cannot be sent" not in source.get("/en/review/").content.decode()
    say(source, "what", SAID)
    page = source.get("/en/review/").content.decode()
    assert "Something here cannot be sent" in page
    assert "Send without them" in page
    assert '<a href="/en/page/what/">Change my words</a>' in page


@pytest.mark.requirement("SG2")
def test_who_was_not_told_sends_nothing_yet(source, code):
    say(source, "what", SAID)
    assert source.post("/en/send/").url == "/en/review/"
    assert Submission.objects.count() == 0
    assert contents_of(code).answers["what"] == SAID


def test_sending_twice_without_them_is_sending_once(source, code):
    say(source, "what", SAID)
    assert source.post("/en/send/", SEND).url == source.post("/en/send/", SEND).url
    assert Submission.objects.count() == 1
    assert CLEAN in source.get("/en/back/").content.decode()


def test_changed_words_are_no_longer_told(source, code):
    say(source, "what", SAID)
    say(source, "what", "It was shown on a site whose name I keep.")
    assert source.get("/en/page/what/look/").url == "/en/page/where/"
    assert source.post("/en/send/").url == "/en/back/"


def test_that_something_was_left_out_is_not_forgotten_by_a_change(source, code, desk, officer):
    say(source, "what", SAID)
    source.post("/en/page/what/look/")
    say(source, "what", f"{CLEAN} And again in June.")
    source.post("/en/send/")
    assert sent_to_the_desk(desk, officer)["left_out"] == {"what": ["web"]}


@pytest.mark.requirement("SG2")
def test_a_message_with_an_address_is_told_first_and_stays_in_the_page(source, code, desk, officer):
    source.post("/en/send/")
    page = source.post("/en/back/", {"text": SAID}).content.decode()
    assert "Something here cannot be sent" in page
    assert re.search(r"<textarea[^>]*>\s*" + re.escape(SAID), page)
    assert Message.objects.count() == 0
    assert source.post("/en/back/", {"text": SAID, **SEND}).url == "/en/back/"
    body = body_of(Message.objects.get().sealed, desk, officer)
    assert (body["text"], body["left_out"]) == (CLEAN, ["web"])


def test_an_answer_typed_elsewhere_after_sending_is_told_first(source, code):
    source.post("/en/send/")
    page = say(source, "what", SAID).content.decode()
    assert "Something here cannot be sent" in page
    assert 'action="/en/back/"' in page
    assert Message.objects.count() == 0


@pytest.mark.parametrize("sent", [True, False])
def test_what_was_typed_when_the_pass_ended_is_told_first_too(source, code, sent):
    if sent:
        source.post("/en/send/")
    source.cookies.clear()
    given = {"entered": code, "question": "what", "typed": SAID}
    answer = source.post("/en/code/", given)
    assert Message.objects.count() == 0
    if sent:
        assert SAID in answer.content.decode()
        assert "Something here cannot be sent" in answer.content.decode()
        assert source.post("/en/back/", {"text": SAID, **SEND}).url == "/en/back/"
    else:
        assert contents_of(code).answers == {"what": SAID}
        assert source.post("/en/send/").url == "/en/review/"


def test_how_to_reach_a_source_is_left_alone(source, code, desk, officer):
    say(source, "name", "The Open Door, www.example.org")
    say(source, "contact", "someone@example.org, +41 22 555 01 23")
    source.post("/en/send/")
    identity = body_apart(Identity.objects.get().sealed, officer)["identity"]
    assert identity == {
        "name": "The Open Door, www.example.org",
        "contact": "someone@example.org, +41 22 555 01 23",
    }
    assert "left_out" not in sent_to_the_desk(desk, officer)


def test_a_form_that_was_bypassed_brings_nothing_in(source, code, desk, officer):
    source.cookies.clear()
    source.post("/en/code/", {"entered": code, "question": "state", "typed": ADDRESS})
    source.post("/en/send/", SEND)
    assert sent_to_the_desk(desk, officer)["answers"]["state"] == "[left out]"


def test_a_child_is_told_in_its_own_words(source, code):
    say(source, "writer", "child")
    say(source, "what", SAID)
    for address in ("/en/page/what/look/", "/en/review/"):
        page = source.get(address).content.decode()
        assert "You did nothing wrong." in page
        assert "is a crime in most places" not in page


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_telling_stands_in_six_languages_without_script(source, code, language):
    say(source, "what", SAID)
    page = source.get(f"/{language}/page/what/look/").content.decode()
    assert f"<del>{ADDRESS}</del>" in page
    assert "<script" not in page
    assert f'href="/{language}/page/what/"' in page


def test_what_is_struck_out_is_no_link_and_no_markup(source, code):
    say(source, "what", "See https://example.org/<b>x</b> there")
    page = source.get("/en/page/what/look/").content.decode()
    assert "https://example.org/&lt;b&gt;x&lt;/b&gt;" in page
    assert 'href="https://' not in page


@pytest.mark.parametrize("address", ["/en/page/none/look/", "/en/page/what/look/"])
def test_the_page_leads_on_where_there_is_nothing_to_tell(source, code, address):
    assert source.get(address).status_code == 302
    source.post("/en/send/")
    assert source.get(address).url == "/en/back/"


@pytest.mark.requirement("SG3")
def test_where_to_report_shows_the_rows_of_the_state_that_was_said(source, code):
    say(source, "state", "XEX")
    say(source, "what", SAID)
    page = source.get("/en/page/what/look/").content.decode()
    assert "Exerland Exercise Hotline for Online Material" in page
    assert "Checked on 24 November 2026." in page


@pytest.mark.requirement("SG3")
def test_of_a_state_without_rows_it_is_said_and_nothing_is_guessed(source, code):
    say(source, "what", SAID)
    assert "You have not said in which country." in source.get("/en/review/").content.decode()
    say(source, "state", "FRA")
    page = source.get("/en/review/").content.decode()
    assert "France: we hold no checked number for this country." in page


def test_before_sending_a_rule_on_reporting_is_told_where_one_is_on_record(source, code):
    say(source, "state", "FRA")
    assert "who must report" not in source.get("/en/review/").content.decode()
    say(source, "state", "XEX")
    assert "Exerland has a rule on who must report" in source.get("/en/review/").content.decode()


@pytest.mark.requirement("SG5")
def test_the_first_page_shows_who_can_help_in_the_state_that_is_chosen(source):
    page = source.get("/en/").content.decode()
    assert "Are you in danger now?" in page
    assert '<option value="XEX">Exerland</option>' in page
    assert "00 00 00" not in page
    held = source.get("/en/?state=XEX").content.decode()
    assert "Exerland Exercise Line for Children" in held
    assert held.index("Emergency Service") < held.index("Line for Children")
    assert "we hold no checked number" in source.get("/en/?state=FRA").content.decode()
    for unknown in ("QQQ", "x" * 400, "%00"):
        assert source.get(f"/en/?state={unknown}").status_code == 200


@pytest.mark.requirement("SG5")
def test_where_nothing_is_on_record_the_first_page_says_so(source):
    Helpline.objects.all().delete()
    assert "We give no numbers here" in source.get("/en/").content.decode()
