"""Sending: what is sealed to whom, which dates begin, how it is delivered, what is mailed."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases import consents
from rapporteur.communications import chores, sealing
from rapporteur.communications.actions import replies, reviewing, sending
from rapporteur.communications.models import Communication, Delivery, Policy
from rapporteur.communications.queries import dates_of, reply_status
from rapporteur.communications.workflow import SEND, State
from rapporteur.kernel import environment
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks.models import MissionMembership
from tests.factories.communications import (
    exerland,
    make_approved,
    make_letter,
    make_mission,
    make_reply,
    make_sent,
    make_signed,
    make_written,
    opened,
    words_of,
)
from tests.factories.people import make_account, make_desk, make_member

pytestmark = pytest.mark.django_db
SIXTY = timedelta(days=60)


def rendition_of(letter, office, ring=None, reader=None):
    return opened(sealing.newest(letter.rendition, 1), office, ring, reader)


@pytest.mark.requirement("R31.2")
def test_a_letter_to_a_mission_lies_in_its_door_sealed_to_it(office):
    _account, ring = make_mission(office)
    letter = make_sent(office)
    mission = sealing.mission_of(letter)
    told = rendition_of(letter, office, ring, mission.pk)
    assert told == rendition_of(letter, office)
    assert told["authenticity"] == letter.authenticity
    assert told["parts"][2]["facts"] == [
        "It is reported that A.B., aged 9 was promised to a family abroad."
    ]
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.recipient) == ("door", mission.pk)


@pytest.mark.requirement("R12.3")
def test_signatories_stand_under_their_titles_of_the_day(office):
    told = rendition_of(make_sent(office), office)
    title = "Special Rapporteur on the sale, sexual exploitation and sexual abuse of children"
    assert told["letterhead"] == [title]
    assert [one["title"] for one in told["signatures"]] == [title]


def test_what_the_addressee_reads_names_no_source_and_no_person_of_the_desk(office):
    letter = make_sent(office)
    told = json.dumps(rendition_of(letter, office))
    assert "A. Source" not in told
    assert office.officer.name not in told
    assert str(letter.case.pk) not in told
    assert letter.case.reference not in told


@pytest.mark.parametrize(("named", "told"), [(False, "A.B., aged 9"), (True, "Anab Bel, aged 9")])
def test_a_child_is_told_of_as_was_chosen(office, named, told):
    from rapporteur.communications.letters import Child, Letter

    words = Letter(children=(Child("A.B.", "9", "Anab Bel"),), facts=("Of [child 1].",))
    assert words.shown(words.facts[0], "en", named=named) == f"Of {told}."


def test_without_a_mission_at_the_door_it_waits_for_an_export(office):
    letter = make_sent(office)
    assert Delivery.objects.count() == 0
    readers = letter.rendition.versions.get().wraps.values_list("epoch__recipient__kind", flat=True)
    assert list(readers) == ["desk"]
    delivery = sending.export(letter, channel="note", why="no_group", by=office.officer)
    assert (delivery.channel, delivery.why, delivery.by) == ("note", "no_group", office.officer)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"channel": "door"}, "Choose the way"),
        ({"channel": "pigeon"}, "Choose the way"),
        ({"why": "door"}, "Choose why"),
        ({"why": "because"}, "Choose why"),
    ],
)
def test_an_export_says_its_way_and_its_reason(office, given, why):
    with pytest.raises(Refused, match=why):
        sending.export(
            make_sent(office), **{"channel": "post", "why": "asked", "by": office.officer, **given}
        )


def test_only_what_was_sent_is_exported_and_by_its_desk(office):
    with pytest.raises(Refused, match="was not sent"):
        sending.export(make_signed(office), channel="post", why="asked", by=office.officer)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        sending.export(make_sent(office), channel="post", why="asked", by=stranger)


@pytest.mark.requirement("C5")
@pytest.mark.parametrize(
    ("kind", "reply", "public"),
    [
        ("UA", SIXTY, SIXTY),
        ("AL", SIXTY, SIXTY),
        ("OL", SIXTY, timedelta(days=2)),
    ],
)
def test_dates_begin_on_the_day_by_the_policy_of_the_kind(office, kind, reply, public):
    letter = make_sent(office, kind=kind)
    day = letter.sent_at.date()
    assert (letter.reply_due, letter.public_from) == (day + reply, day + public)


@pytest.mark.requirement("R15.2")
def test_a_new_policy_does_not_change_a_letter_sent_before(office):
    letter = make_sent(office)
    before = letter.reply_due, letter.public_from, dates_of(letter)

    Policy.objects.filter(kind="AL", valid_to="").update(valid_to=today().isoformat())
    for purpose in Policy.Purpose.values:
        Policy.objects.create(
            kind="AL", purpose=purpose, valid_from=today().isoformat(), unit="days", amount=7,
            words={"en": "Seven days."}, evidence="general", source="a test", as_of="2026",
        )  # fmt: skip
    Policy.objects.filter(valid_to=today().isoformat()).update(amount=1)

    again = Communication.objects.get(pk=letter.pk)
    assert (again.reply_due, again.public_from) == before[:2]
    assert dates_of(again).reply.date == letter.reply_due
    assert dates_of(again).reply.steps[0].days == 60
    later = make_sent(office)
    assert later.reply_due == today() + timedelta(days=7)


@pytest.mark.requirement("C7")
def test_both_dates_explain_themselves(office):
    letter = make_sent(office)
    asked = letter.reply_due + timedelta(days=20)
    for moves in (False, True):
        letter = Communication.objects.get(pk=letter.pk)
        until = letter.reply_due + timedelta(days=5)
        request = replies.ask_time(letter, until=asked, why="holidays", by=office.officer)
        replies.grant_time(
            request, until=until, why="as asked", by=office.second, moves_publication=moves
        )

    letter = Communication.objects.get(pk=letter.pk)
    found = dates_of(letter)

    assert not found.foreseen
    assert found.reply.date == letter.reply_due
    assert found.publication.date == letter.public_from
    assert [one.by for one in found.reply.extensions] == [office.second.name] * 2
    assert len(found.publication.extensions) == 1
    assert found.reply.start == letter.sent_at
    assert found.reply.policy.source


def test_the_dates_of_a_draft_are_foreseen(office):
    found = dates_of(make_letter(office))
    assert found.foreseen
    assert found.reply.date == today() + SIXTY


def test_no_reply_is_worded_as_of_a_day(office):
    letter = make_sent(office)
    assert reply_status(letter, today()).startswith("No reply received as of ")
    make_reply(office, letter)
    letter = Communication.objects.get(pk=letter.pk)
    assert reply_status(letter, today()).startswith("Reply received on ")


def test_sending_asks_once_more_for_consent(office):
    letter = make_signed(office)
    consents.change(
        letter.case,
        letter.case.joined.get().submission,
        "may_send",
        "no",
        told="message",
        said_on=today(),
        by=office.officer,
    )
    with pytest.raises(Refused, match="has not allowed us"):
        make_sent(office, Communication.objects.get(pk=letter.pk))
    assert Communication.objects.get(pk=letter.pk).state == State.SIGNED


def test_a_letter_is_sent_once_signed_and_once(office):
    approved = make_approved(office)
    with pytest.raises(Refused, match="state has changed"):
        make_sent(office, approved)
    letter = make_sent(office, reviewing.sign(approved, by=office.holder))
    with pytest.raises(Refused, match="state has changed"):
        make_sent(office, letter)


def test_words_that_are_not_the_newest_are_not_sent(office):
    letter = make_signed(office)
    with pytest.raises(Refused, match="meanwhile"):
        sending.send(letter, words_of(letter, office), read=1, by=office.officer)


def test_without_a_policy_of_the_day_nothing_is_sent(office):
    letter = make_signed(office)
    Policy.objects.filter(kind="AL").update(valid_to="2025-01-01")
    with pytest.raises(Refused, match="No policy of today"):
        make_sent(office, letter)


def test_the_desk_of_a_letter_without_a_key_seals_nothing(office):
    letter = make_written(office)
    office.desk.recipient = None
    office.desk.save(update_fields=["recipient"])
    with pytest.raises(Refused, match="no key yet"):
        sealing.desk_of(letter)


@pytest.mark.parametrize("change", [{"recipient": None}, {"channel": "post"}, {"why": "asked"}])
def test_the_database_keeps_door_and_recipient_together(office, change):
    make_mission(office)
    make_sent(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(**change)


def test_publication_waits_for_the_end_of_the_confidential_period(office):
    from rapporteur.communications.workflow import PUBLISH

    assert PUBLISH.refusal(office.officer, make_sent(office))
    assert PUBLISH.refusal(office.officer, make_sent(office, days_ago=61)) is None
    assert SEND.target == State.SENT


# Notices


def test_the_worker_tells_the_mission_once_and_no_word_of_the_letter(office, as_role, mailoutbox):
    account, _ring = make_mission(office)
    closed = make_account("missions")
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    over = make_account("missions")
    for other, until in ((closed, None), (over, today())):
        MissionMembership.objects.create(
            account=other, country=exerland(), since=today() - timedelta(days=9), until=until
        )
    letter = make_sent(office)
    with as_role("worker"):
        assert chores.to_notify() == [Delivery.objects.get().pk]
        assert [chores.notify(pk) for pk in chores.to_notify()] == [1]
        assert chores.to_notify() == []
        assert chores.notify(Delivery.objects.get().pk) == 0
    (mail,) = mailoutbox
    assert mail.to == [account.email]
    assert letter.code in mail.body
    assert environment.door_address("missions") in mail.body
    for word in ("child", "reported", "XEX", "Exerland", letter.authenticity):
        assert word not in f"{mail.subject} {mail.body}"


def test_an_export_is_no_reason_for_a_notice(office, as_role):
    sending.export(make_sent(office), channel="post", why="asked", by=office.officer)
    with as_role("worker"):
        assert chores.to_notify() == []
