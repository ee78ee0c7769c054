"""The same letter to many States: one draft, one letter each, steps for all that say the same.

The letters of these tests ask about laws in general and allege nothing of anybody.
"""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.communications.actions import (
    annexing,
    drafting,
    grouping,
    reviewing,
    sending,
    spreading,
)
from rapporteur.communications.models import Communication, Review
from rapporteur.communications.queries import lines_of
from rapporteur.communications.renditions import rendition
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.world.models import Country
from tests.factories import communications as make
from tests.factories.people import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C14")]


@pytest.fixture(autouse=True)
def _as_in_a_real_installation(monkeypatch):
    """In an exercise letters go to Exerland alone."""
    monkeypatch.setattr(drafting, "is_exercise", lambda: False)


def fresh(letter):
    return Communication.objects.get(pk=letter.pk)


def states(count):
    members = Country.objects.members().exclude(pk="FRA").order_by("pk")
    return list(members[:count])


@pytest.fixture
def pattern(office):
    france = Country.objects.get(pk="FRA")
    letter = make.make_letter(office, kind="OL", state=france, subject="laws on adoption")
    return make.write(letter, office, facts=("It is reported that laws differ.",), children=())


def spread(office, pattern, wanted, **more):
    pattern = fresh(pattern)
    given = {"read": pattern.version, "by": office.officer, **more}
    return spreading.spread(pattern, make.words_of(pattern, office), wanted, **given)


def through(office, pattern):
    """Take a whole set from draft to sent, each step once for all."""
    words = make.words_of(pattern, office)
    officer, second = office.officer, office.second

    def step(act):
        return spreading.for_all(fresh(pattern), act)

    step(lambda one: reviewing.submit(one, words, read=one.version, by=officer))
    for kind in (Review.Kind.GENDER, Review.Kind.BEST_INTERESTS):
        step(lambda one, kind=kind: reviewing.review(one, kind=kind, words="seen", by=second))
    step(lambda one: make.answer_checklist(one, office))
    step(lambda one: reviewing.approve(one, words="read as one text", by=second))
    step(lambda one: reviewing.sign(one, by=office.holder))
    return step(lambda one: sending.send(one, words, read=one.version, by=officer))


def told_by(letter, office):
    letter = Communication.objects.select_related("addressee_state").get(pk=letter.pk)
    return rendition(letter, make.words_of(letter, office), lines_of(letter), on=today())


def test_each_state_has_a_letter_of_its_own_with_its_own_protocol_form(office, pattern):
    malta, fiji = Country.objects.get(pk="MLT"), Country.objects.get(pk="FJI")
    copies = spread(office, pattern, [malta, fiji])
    assert [one.addressee_state for one in copies] == [malta, fiji]
    assert len({one.code for one in (pattern, *copies)}) == 3
    assert len({one.record_id for one in (pattern, *copies)}) == 3
    assert [one.place for one in copies] == [2, 3]
    told = [told_by(one, office) for one in copies]
    assert [one["addressee"] for one in told] == [
        malta.formal_names.get("en") or malta.name_in_text,
        fiji.formal_names.get("en") or fiji.name_in_text,
    ]
    for one in told:
        opening = next(part["text"] for part in one["parts"] if part["number"] == 3)
        assert opening.startswith("Excellency,")


def test_each_language_is_a_set_of_its_own(office, pattern):
    words = make.words_of(pattern, office)
    malta = Country.objects.get(pk="MLT")
    french = grouping.add(
        fresh(pattern),
        words,
        read=pattern.version,
        role="concerned",
        own_role="concerned",
        state=malta,
        language="fr",
        by=office.officer,
    )
    senegal = [Country.objects.get(pk="SEN")]
    with pytest.raises(Refused, match="Translate the letter first"):
        spread(office, french, senegal)
    french = grouping.say_translated(french, by=office.officer)
    [copy] = spread(office, french, senegal)
    assert copy.language == "fr"
    assert told_by(copy, office)["parts"][0]["text"].startswith("Excellence,")
    assert spreading.alike(fresh(pattern)) == [pattern]
    assert spreading.alike(fresh(french)) == [french, copy]


def test_a_state_that_was_written_to_is_left_out(office, pattern):
    three = states(3)
    spread(office, pattern, three[:2])
    again = spread(office, pattern, [*three, Country.objects.get(pk="FRA")])
    assert [one.addressee_state for one in again] == three[2:]
    with pytest.raises(Refused, match="at least one State"):
        spread(office, pattern, three)


def test_one_refused_letter_leaves_none_begun(office, pattern):
    wanted = [*states(2), Country.objects.get(pk="ALA")]
    with pytest.raises(Refused, match="a State of the list"):
        spread(office, pattern, wanted)
    assert (Communication.objects.count(), fresh(pattern).group) == (1, None)


def test_only_a_draft_to_a_state_that_was_read_is_a_pattern(office, pattern):
    with pytest.raises(Refused, match="saved this letter meanwhile"):
        spread(office, pattern, states(1), read=1)
    with pytest.raises(Refused, match="Only members"):
        spread(office, pattern, states(1), by=make_account("missions"))
    submitted = make.make_submitted(office, fresh(pattern))
    with pytest.raises(Refused, match="Only a draft to a State"):
        spread(office, submitted, states(1))
    company = make.make_written(office, addressee_kind="company", addressee="A firm")
    with pytest.raises(Refused, match="Only a draft to a State"):
        spread(office, company, states(1))


def test_a_set_takes_each_step_as_one_and_each_letter_keeps_its_own(office, pattern):
    copies = spread(office, pattern, states(3))
    sent = through(office, pattern)
    assert len(sent) == 4
    for one in map(fresh, (pattern, *copies)):
        assert (one.state, one.second_reader, one.signed_by) == (
            "sent",
            office.second,
            office.holder,
        )
        assert one.reviews.count() == 3
    assert len({fresh(one).authenticity for one in (pattern, *copies)}) == 4


def test_a_copy_that_someone_edited_is_approved_by_itself(office, pattern):
    edited, same = spread(office, pattern, states(2))
    make.write(fresh(edited), office, subject="something else")
    assert spreading.alike(fresh(pattern)) == [pattern, same]
    make.write(fresh(pattern), office, subject="another matter")
    assert spreading.alike(fresh(pattern)) == [pattern]


def test_a_copy_with_other_law_is_approved_by_itself(office, pattern):
    annexing.propose(pattern, by=office.officer)
    make.settle_all(pattern, office, "standard")
    first, same = spread(office, fresh(pattern), states(2))
    assert spreading.alike(fresh(pattern)) == [pattern, first, same]
    make.settle(first.lines.first(), office, "internal")
    assert spreading.alike(fresh(pattern)) == [pattern, same]


def test_a_step_that_one_letter_refuses_is_taken_by_none(office, pattern):
    [copy] = spread(office, pattern, states(1))
    words = make.words_of(pattern, office)
    spreading.for_all(
        fresh(pattern),
        lambda one: reviewing.submit(one, words, read=one.version, by=office.officer),
    )
    reviewing.review(fresh(pattern), kind="gender", words="seen", by=office.second)
    reviewing.review(fresh(pattern), kind="interests", words="seen", by=office.second)
    make.answer_checklist(fresh(pattern), office)
    with pytest.raises(Refused, match=f"{copy.code}: A gender review"):
        spreading.for_all(
            fresh(pattern), lambda one: reviewing.approve(one, words="read", by=office.second)
        )
    assert {fresh(one).state for one in (pattern, copy)} == {"review"}


def test_a_copy_knows_which_words_it_has(office, pattern):
    [copy] = spread(office, pattern, states(1))
    for change in ({"copy_of": None}, {"copied_version": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Communication.objects.filter(pk=copy.pk).update(**change)
