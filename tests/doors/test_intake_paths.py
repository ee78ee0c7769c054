"""What is said before anything is written, each path in its words, terms where they stand."""

import re

import pytest

from rapporteur.intake import receipts, threads
from rapporteur.intake.models import Submission
from tests.doors.test_intake_thread import (  # noqa: F401 - fixtures
    code,
    desk,
    officer,
    pepper,
    say,
    source,
)
from tests.intake.conftest import body_of

pytestmark = pytest.mark.django_db
ONION = "a" * 56 + ".onion"


def read(source, address):  # noqa: F811
    return " ".join(source.get(address).content.decode().split())


@pytest.mark.requirement("SG7")
@pytest.mark.parametrize("address", ["/en/begin/", "/en/page/writer/"])
def test_what_will_be_asked_is_said_before_the_first_question(source, code, address):  # noqa: F811
    page = read(source, address)
    note = page[page.index('id="note"') :]
    assert "We ask where and when it happened" in note
    assert "You can skip each question. You can stop at any time" in note
    assert "The United Nations cannot guarantee the safety of those who write." in note


@pytest.mark.requirement("SG6")
def test_a_child_chooses_one_of_two_bands(source, code):  # noqa: F811
    page = read(source, "/en/page/writer/")
    assert "I am under 14" in page
    assert "I am 14 to 17" in page
    assert 'value="child"' not in page


@pytest.mark.parametrize("writer", ["child", "child_to_13", "child_14_17", "group"])
def test_every_writer_is_taken_also_one_of_an_older_page(source, code, writer):  # noqa: F811
    assert say(source, "writer", writer).url == "/en/page/state/"
    assert threads.read(receipts.receipt_of(code)).answers["writer"] == writer


def test_a_writer_that_there_is_not_is_told_so(source, code):  # noqa: F811
    assert "Choose one of these" in say(source, "writer", "king").content.decode()


@pytest.mark.parametrize("band", ["child", "child_to_13", "child_14_17"])
def test_no_band_sends_what_only_the_grown_are_asked(source, code, desk, officer, band):  # noqa: F811
    for question, text in (("writer", "adult"), ("name", "N."), ("may_send", "yes")):
        say(source, question, text)
    say(source, "writer", band)
    source.post("/en/send/")
    answers = body_of(Submission.objects.get().sealed, desk, officer)["answers"]
    assert answers == {"writer": band, "language": "en"}


@pytest.mark.requirement("SG5")
@pytest.mark.parametrize("address", ["/en/page/what/", "/en/review/"])
@pytest.mark.parametrize(
    ("writer", "said"),
    [("child_14_17", "Who else may hear of it"), ("relative", "Who must report in your country")],
)
def test_who_must_report_is_said_before_one_writes(source, code, address, writer, said):  # noqa: F811
    say(source, "writer", writer)
    assert "we can name no rule" in read(source, address)
    say(source, "state", "XEX")
    page = read(source, address)
    assert said in page
    assert "Exerland Exercise Child Act, section 7" in page
    assert "we can name no rule" not in page


def test_a_state_without_a_rule_on_record_is_said_to_have_none_here(source, code):  # noqa: F811
    say(source, "state", "FRA")
    assert "We hold no checked rule for France. That does not mean that there is none." in read(
        source, "/en/page/what/"
    )


@pytest.mark.requirement("SG7")
def test_a_term_is_explained_on_its_page_without_script(source, code):  # noqa: F811
    page = read(source, "/en/page/steps/")
    assert re.search(r"<details.*<dfn>ombudsperson</dfn>.*complaints about it\..*</details>", page)
    assert "<details" not in read(source, "/en/page/when/")


def test_a_hidden_address_is_shown_where_the_operator_has_one(source, monkeypatch):  # noqa: F811
    assert "Tor Browser" not in read(source, "/en/")
    monkeypatch.setenv("RAPPORTEUR_ONION", ONION)
    assert ONION in read(source, "/en/")


def test_the_entrance_leads_a_child_to_pages_of_its_own(source):  # noqa: F811
    assert '/en/about/children/" rel="noreferrer">Are you a child?' in read(source, "/en/")
