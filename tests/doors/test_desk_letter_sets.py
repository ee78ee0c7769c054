"""The same letter to many States, as pages: begin the letters, one step for all that are alike.

The letters of these tests ask about laws in general and allege nothing of anybody.
"""

from time import perf_counter

import pytest
from django.urls import reverse

from rapporteur.communications.actions import drafting, grouping
from rapporteur.communications.models import Communication
from rapporteur.doors.desk import letter_forms
from rapporteur.kernel.vault import records
from rapporteur.world.models import Country
from tests.communications.test_spreading import fresh, spread, states, through, told_by
from tests.doors.test_desk_letters import CANARY, page, text
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.requirement("C14")
ALLOWED = 60.0  # seconds for 190 letters


@pytest.fixture
def office(committed, at_work, beside, monkeypatch):
    """A desk as in a real installation: in an exercise letters go to Exerland alone."""
    for module in (drafting, letter_forms):
        monkeypatch.setattr(module, "is_exercise", lambda: False)
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, at_work.holder.person)
    return at_work.office


@pytest.fixture
def pattern(office):
    letter = make.make_letter(office, kind="OL", state=Country.objects.get(pk="FRA"))
    return make.write(letter, office, facts=("It is reported that laws differ.",), children=())


def test_one_draft_becomes_a_set_that_is_sent_as_one(office, at_work, pattern):
    assert "The same letter to many States" in text(at_work.get(page("thread", pattern.pk)))
    at_work.post(page("spread", pattern.pk), {"codes": "mlt, FJI SEN"})
    assert pattern.copies.count() == 3
    shown = text(at_work.get(page("set", pattern.pk, "submit")))
    assert "4 letters say the same" in shown
    assert "Malta" in shown
    reader, holder = at_work.reader, at_work.holder
    at_work.post(page("set", pattern.pk, "submit"))
    for kind in ("gender", "interests"):
        reader.post(page("set", pattern.pk, "review"), {"kind": kind, "words": "seen"})
    pattern.refresh_from_db()
    shown = text(at_work.get(page("checklist", pattern.pk)))
    assert "each letter of the set that says the same" in shown
    answers = {**make.posted_checklist(pattern), "whole_set": "on"}
    at_work.post(page("checklist", pattern.pk), answers)
    reader.post(page("set", pattern.pk, "approve"), {"words": "read as one text"})
    holder.post(page("set", pattern.pk, "sign"))
    assert page("set", pattern.pk, "send") in text(at_work.get(page("thread", pattern.pk)))
    at_work.post(page("set", pattern.pk, "send"))
    assert set(Communication.objects.values_list("state", flat=True)) == {"sent"}
    codes = Communication.objects.values_list("code", "authenticity")
    assert len(set(codes)) == 4


def test_a_regional_group_is_written_to(office, at_work, pattern):
    at_work.post(page("spread", pattern.pk), {"regional_group": "EEG"})
    assert pattern.copies.count() == Country.objects.filter(regional_group="EEG").count() > 20


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "at least one State"),
        ({"codes": f"MLT {CANARY}"}, "No letter goes to"),
        ({"codes": "MLT\0"}, "cannot be shown"),
        ({"regional_group": "MOON"}, "valid choice"),
    ],
)
def test_states_that_are_none_are_told_and_no_letter_begins(office, at_work, pattern, given, why):
    shown = text(at_work.post(page("spread", pattern.pk), given))
    assert why in shown
    assert (CANARY in shown) == (CANARY in given.get("codes", ""))
    assert Communication.objects.count() == 1


def test_a_refused_step_says_which_letter_and_keeps_the_words(office, at_work, pattern):
    at_work.post(page("spread", pattern.pk), {"codes": "MLT"})
    copy = pattern.copies.get()
    at_work.post(page("set", pattern.pk, "submit"))
    at_work.reader.post(page("review", pattern.pk), {"kind": "gender", "words": "seen"})
    at_work.reader.post(page("review", pattern.pk), {"kind": "interests", "words": "seen"})
    make.answer_checklist(fresh(pattern), office)
    shown = text(at_work.reader.post(page("set", pattern.pk, "approve"), {"words": CANARY}))
    assert f"{copy.code}: A gender review" in shown
    assert CANARY in shown
    assert set(Communication.objects.values_list("state", flat=True)) == {"review"}


def test_a_locked_vault_takes_nothing_away(office, at_work, pattern):
    at_work.post(reverse("vault_lock"))
    shown = text(at_work.post(page("spread", pattern.pk), {"codes": "MLT"}))
    assert "locked meanwhile" in shown
    assert "MLT" in shown


def test_sets_are_of_the_desk_and_have_their_steps_alone(office, at_work, pattern, with_vault):
    assert at_work.get(page("set", pattern.pk, "fly")).status_code == 404
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    for address in (page("spread", pattern.pk), page("set", pattern.pk, "sign")):
        assert stranger.get(address).status_code == 404
        assert at_work.get(address).status_code == 200


def sealed_alone(office, count):
    """Return the seconds that sealing so many records alone takes."""
    begun = perf_counter()
    for _one in range(count):
        records.keep("communications.letter", b"x" * 4_000, [office.desk.recipient], by="bench")
    return perf_counter() - begun


def in_other_language(office, pattern, state, language):
    """Return a pattern for the States that are written to in another language."""
    sister = grouping.add(
        fresh(pattern),
        make.words_of(pattern, office),
        read=fresh(pattern).version,
        role="concerned",
        own_role="concerned",
        state=state,
        language=language,
        by=office.officer,
    )
    return grouping.say_translated(sister, by=office.officer)


@pytest.mark.full
def test_190_letters_each_in_its_language_and_form_within_a_minute(office, pattern, capsys):
    alone = sealed_alone(office, 190)
    wanted = states(189)
    begun = perf_counter()
    french = in_other_language(office, pattern, wanted[0], "fr")
    spanish = in_other_language(office, pattern, wanted[1], "es")
    spread(office, pattern, wanted[2:100])
    spread(office, french, wanted[100:150])
    spread(office, spanish, wanted[150:])
    letters = list(Communication.objects.select_related("addressee_state"))
    told = [told_by(one, office) for one in letters]
    drafted = perf_counter() - begun
    sent = [one for each in (pattern, french, spanish) for one in through(office, each)]
    took = perf_counter() - begun
    with capsys.disabled():
        print(
            f"\n190 letters in three languages: drafted and put together in {drafted:.1f} s"
            f" ({drafted / alone:.0f} times sealing alone, {alone:.2f} s);"
            f" handed in, reviewed twice, approved, signed and sent after {took:.1f} s"
        )
    assert len(sent) == len({one["code"] for one in told}) == 190
    assert {one["language"] for one in told} == {"en", "fr", "es"}
    assert len({one["addressee"] for one in told}) == 190
    assert drafted < ALLOWED
