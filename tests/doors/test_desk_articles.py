"""Comments on a law as a page: added, printed in the letter, kept when it is written, taken out."""

import pytest

from rapporteur.communications.models import Communication
from tests.doors.test_desk_letters import page, text, written
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

LAW, COMMENT = "Draft law on adoption of Exerland", "It does not say who checks the consent."


@pytest.fixture
def letter(committed, at_work, beside):
    at_work.reader, holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, holder.person)
    return make.make_written(at_work.office, kind="OL")


def add(client, letter, **more):
    version = Communication.objects.get(pk=letter.pk).version
    given = {"read": version, "law": LAW, "number": "12", "quoted": "In writing."}
    return client.post(page("articles", letter.pk), {**given, "comment": COMMENT, **more})


def test_an_article_is_commented_on_and_stands_in_the_letter(letter, at_work):
    address = page("articles", letter.pk)
    assert address in text(at_work.get(page("letter", letter.pk)))
    assert add(at_work, letter).status_code == 302
    for shown in (text(at_work.get(address)), text(at_work.get(page("read", letter.pk)))):
        assert LAW in shown
        assert COMMENT in shown
    current = Communication.objects.get(pk=letter.pk)
    at_work.post(page("write", letter.pk), written(current))
    assert COMMENT in text(at_work.get(address))
    version = Communication.objects.get(pk=letter.pk).version
    refused = at_work.post(address, {"do": "out", "place": "9", "read": version})
    assert "no such comment" in text(refused)
    at_work.post(address, {"do": "out", "place": "1", "read": version})
    assert COMMENT not in text(at_work.get(address))


def test_what_is_refused_comes_back_and_another_desk_or_kind_has_no_such_page(
    letter, at_work, with_vault
):
    answer = add(at_work, letter, read="0", comment="typed-canary")
    assert "saved this letter meanwhile" in text(answer)
    assert "typed-canary" in text(answer)
    other = make.make_letter(at_work.office, kind="AL")
    assert at_work.get(page("articles", other.pk)).status_code == 404
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(page("articles", letter.pk)).status_code == 404
