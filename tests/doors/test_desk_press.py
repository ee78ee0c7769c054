"""Press statements as pages of the desk: written, approved, held; what was typed is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.press.models import PressStatement
from rapporteur.statements.models import PublicStatement
from tests.factories import communications as letters
from tests.factories import press as make
from tests.factories.cases import office_of
from tests.factories.people import make_desk

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zyxquorum-press"


def page(name, *args):
    return reverse(f"press_{name}", args=args)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def office(at_work, beside):
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = office_of(at_work, at_work.reader.person, at_work.holder.person)
    return at_work.office


def typed(office, **more):
    return {
        "read": 0,
        "desk": office.desk.pk,
        "title_en": make.TITLE,
        "text_en": make.TEXT,
        "zone": "Europe/Zurich",
        **more,
    }


def tomorrow():
    return make.in_hours(24).date().isoformat()


@pytest.mark.requirement("R31.4")
def test_a_statement_is_written_answered_approved_and_held_to_its_hour(office, at_work):
    letter = make.make_letter(office, days_ago=0)
    begun = f"{page('new')}?letter={letter.code}"
    assert letter.code in text(at_work.get(begun))
    data = typed(office, letters=letter.code, day=tomorrow(), hour="11:30")
    shown = text(at_work.post(page("new"), data, follow=True))
    statement = PressStatement.objects.get()
    assert make.TITLE in shown
    assert "confidential" in shown
    assert "11:30" in shown
    at_work.post(page("checklist", statement.pk), make.posted_checklist(statement))
    approve = page("step", statement.pk, "approve")
    assert "confidential still" in text(at_work.reader.post(approve, {"read": 1}))
    again = {**data, "read": 1, "exception": "grave", "why": CANARY}
    at_work.post(page("write", statement.pk), again)
    statement.refresh_from_db()
    at_work.post(page("checklist", statement.pk), make.posted_checklist(statement))
    shown = text(at_work.reader.get(approve))
    assert CANARY in shown
    assert "approve the exception" in text(at_work.reader.post(approve, {"read": 2}))
    at_work.reader.post(approve, {"read": 2, "agrees": "on"})
    at_work.post(page("step", statement.pk, "hold"), {"read": 2})
    statement.refresh_from_db()
    assert statement.state == "embargo"
    assert "under embargo until" in text(at_work.get(reverse("press")))
    assert PublicStatement.objects.get().released_at is None


def test_advice_stands_beside_what_it_is_about(office, at_work):
    said = make.words(texts={"en": "Exercise: he is guilty of child prostitution."})
    statement = make.make_statement(office, words=said)
    shown = text(at_work.get(page("write", statement.pk)))
    assert "“guilty”" in shown
    assert "“child prostitution”" in shown


def test_a_statement_is_published_corrected_and_withdrawn(office, at_work):
    statement = make.make_approved(office)
    at_work.post(page("step", statement.pk, "publish"), {"read": 1})
    shown = text(at_work.get(page("write", statement.pk)))
    assert "What is corrected" in shown
    data = typed(office, read=1, text_en="Exercise: corrected.", correction="A number was wrong.")
    at_work.post(page("write", statement.pk), data)
    statement.refresh_from_db()
    assert statement.state == "correcting"
    make.answer(statement, office)
    at_work.reader.post(page("step", statement.pk, "correct"), {"read": 2})
    assert PublicStatement.objects.get().texts == {"en": "Exercise: corrected."}
    at_work.post(page("step", statement.pk, "withdraw"), {"why": "It was of another month."})
    assert PublicStatement.objects.get().why_withdrawn == "It was of another month."
    assert "withdrawn" in text(at_work.get(page("one", statement.pk)))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"title_en": ""}, "a title and a text"),
        ({"title_en": "", "text_en": ""}, "in English"),
        ({"title_fr": CANARY}, "a title and a text"),
        ({"day": "2031-01-01"}, "a day and an hour"),
        ({"hour": "10:00"}, "a day and an hour"),
        ({"letters": "L-NONE-0000"}, "No letter that you may see"),
        ({"exception": "grave"}, "with its reason"),
        ({"zone": "Moon/Sea"}, "valid choice"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(office, at_work, given, why):
    data = typed(office, **{"text_es": CANARY, "title_es": CANARY, **given})
    shown = text(at_work.post(page("new"), data))
    assert why in shown
    assert CANARY in shown
    assert not PressStatement.objects.exists()


def test_a_locked_vault_takes_nothing_away(office, at_work):
    statement = make.make_statement(office)
    at_work.post(reverse("vault_lock"))
    data = typed(office, read=1, text_en=CANARY)
    for address in (page("new"), page("write", statement.pk)):
        shown = text(at_work.post(address, data))
        assert "locked meanwhile" in shown
        assert CANARY in shown


def test_a_draft_can_be_let_go_and_an_unknown_step_is_none(office, at_work):
    statement = make.make_statement(office)
    assert at_work.get(page("step", statement.pk, "fly")).status_code == 404
    assert "Do not say it" in text(at_work.get(page("step", statement.pk, "drop")))
    at_work.post(page("step", statement.pk, "drop"))
    statement.refresh_from_db()
    assert statement.state == "dropped"


def test_pages_are_of_the_desk_alone(office, at_work, with_vault):
    statement = make.make_statement(office)
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    for name, *more in (("one",), ("write",), ("checklist",), ("step", "approve")):
        assert stranger.get(page(name, statement.pk, *more)).status_code == 404
    assert statement.code not in text(stranger.get(reverse("press")))


def test_the_list_asks_as_much_for_three_as_for_one(office, at_work, django_assert_max_num_queries):
    make.make_statement(office)
    at_work.get(reverse("press"))

    with CaptureQueriesContext(connection) as one:
        at_work.get(reverse("press"))
    for _more in range(2):
        make.make_statement(office)
    with django_assert_max_num_queries(len(one)):
        at_work.get(reverse("press"))


def test_a_letter_that_is_out_leads_to_a_statement(office, at_work):
    letter = letters.make_sent(office)
    shown = text(at_work.get(letter.get_absolute_url()))
    assert f"{page('new')}?letter={letter.code}" in shown
