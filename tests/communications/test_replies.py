"""Replies and requests for time: who adds them, who answers, what moves, what is refused."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapporteur.communications.actions import replies
from rapporteur.communications.models import Communication, Reply, TimeRequest
from rapporteur.communications.replies.workflow import STEPS, ReplyState, TimeState
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories.communications import (
    make_letter,
    make_mission,
    make_reply,
    make_sent,
    make_signed,
    opened,
)
from tests.factories.people import make_account, make_desk, make_member

pytestmark = pytest.mark.django_db
WHY = "it says so in its first paragraph"


def again(letter):
    return Communication.objects.get(pk=letter.pk)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (ReplyState.LOGGED, {"classify reply"}),
        (ReplyState.CLASSIFIED, set()),
        (TimeState.ASKED, {"grant time", "decline time"}),
        (TimeState.GRANTED, set()),
        (TimeState.DECLINED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


@pytest.mark.parametrize("channel", ["post", "note", "mail", "hand"])
def test_an_officer_logs_a_reply_whatever_way_it_came(office, channel):
    reply = make_reply(office, channel=channel, text="a canary of a reply", language="fr")
    assert (reply.state, reply.by_mission, reply.channel) == ("logged", False, channel)
    assert opened(reply.sealed, office)["text"] == "a canary of a reply"
    assert again(reply.communication).state == State.SENT


def test_a_reply_is_sealed_to_the_desk_and_to_the_mission(office):
    _account, ring = make_mission(office)
    letter = make_sent(office)
    reply = make_reply(office, letter)
    readers = set(reply.sealed.wraps.values_list("epoch__recipient__kind", flat=True))
    assert readers == {"desk", "mission"}
    assert opened(reply.sealed, office) == opened(
        reply.sealed,
        office,
        ring,
        reply.sealed.wraps.get(epoch__recipient__kind="mission").epoch.recipient_id,
    )


def test_a_mission_logs_a_reply_to_its_own_letter(office):
    account, _ring = make_mission(office)
    reply = make_reply(office, by=account, channel="door")
    assert (reply.by_mission, reply.logged_by) == (True, account.pk)


def test_a_mission_sees_no_letter_that_was_not_sent(office):
    account, _ring = make_mission(office)
    with pytest.raises(Refused, match="was not sent"):
        make_reply(office, make_signed(office), by=account, channel="door")


@pytest.mark.parametrize("channel", ["post", "note"])
def test_a_mission_uses_its_door_only(office, channel):
    account, _ring = make_mission(office)
    with pytest.raises(Refused, match="channel of Missions"):
        make_reply(office, by=account, channel=channel)


def test_an_officer_does_not_write_in_a_missions_door(office):
    with pytest.raises(Refused, match="channel of Missions"):
        make_reply(office, channel="door")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"text": "  "}, "what the reply says"),
        ({"received_on": today() + timedelta(days=1)}, "day to come"),
        ({"received_on": today() - timedelta(days=1)}, "older than the letter"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(office, more, why):
    with pytest.raises(Refused, match=why):
        make_reply(office, **more)
    assert Reply.objects.count() == 0


def ask(letter, by):
    return replies.ask_time(letter, until=letter.reply_due + timedelta(days=9), why=WHY, by=by)


def test_nobody_else_adds_to_a_letter(office):
    letter = make_sent(office)
    strangers = [
        make_member(make_desk("OTHER"), "desk_officer").account,
        make_member(office.desk, "auditor").account,
        make_account("missions"),
    ]
    for stranger in strangers:
        channel = "door" if stranger.door == "missions" else "note"
        with pytest.raises(Refused, match="Only"):
            make_reply(office, letter, by=stranger, channel=channel)
        with pytest.raises(Refused, match="Only"):
            ask(letter, stranger)


@pytest.mark.parametrize(
    ("reply_class", "state"),
    [
        ("SUBSTANTIVE", State.REPLIED),
        ("REJECTS_ALLEGATION", State.REPLIED),
        ("PARTIAL", State.PARTLY),
        ("ACKNOWLEDGEMENT_ONLY", State.SENT),
        ("ASKS_TIME", State.SENT),
        ("REDIRECTS", State.SENT),
    ],
)
@pytest.mark.requirement("R31.2")
def test_a_class_moves_the_letter_where_it_answers(office, reply_class, state):
    reply = make_reply(office)
    done = replies.classify(reply, reply_class=reply_class, why=WHY, by=office.officer)
    assert (done.state, done.reply_class, done.scale) == ("classified", reply_class, "2026-1")
    assert opened(done.reason, office) == {"why": WHY}
    assert again(reply.communication).state == state


def test_a_second_reply_completes_a_part(office):
    letter = make_sent(office)
    for reply_class in ("PARTIAL", "SUBSTANTIVE", "PARTIAL"):
        reply = make_reply(office, again(letter))
        replies.classify(reply, reply_class=reply_class, why=WHY, by=office.officer)
    assert again(letter).state == State.REPLIED


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reply_class": "NONE"}, "Choose"),
        ({"reply_class": "PARTIAL", "why": " "}, "Give the reason"),
    ],
)
def test_a_class_needs_the_scale_and_a_reason(office, given, why):
    with pytest.raises(Refused, match=why):
        replies.classify(make_reply(office), **{"why": WHY, "by": office.officer, **given})


def test_a_reply_is_classified_once_and_by_the_desk(office):
    account, _ring = make_mission(office)
    reply = make_reply(office, by=account, channel="door")
    with pytest.raises(Refused, match="Only members of its desk"):
        replies.classify(reply, reply_class="PARTIAL", why=WHY, by=account)
    replies.classify(reply, reply_class="PARTIAL", why=WHY, by=office.officer)
    with pytest.raises(Refused, match="state has changed"):
        replies.classify(reply, reply_class="SUBSTANTIVE", why=WHY, by=office.officer)


def test_time_that_is_asked_for_moves_nothing(office):
    letter = make_sent(office)
    until = letter.reply_due + timedelta(days=20)
    request = replies.ask_time(letter, until=until, why=WHY, by=office.officer)
    assert (request.state, request.by_mission) == ("asked", False)
    assert again(letter).reply_due == letter.reply_due


@pytest.mark.requirement("C7")
@pytest.mark.parametrize("moves", [True, False])
def test_time_that_is_granted_moves_the_date(office, moves):
    account, _ring = make_mission(office)
    letter = make_sent(office)
    asked = letter.reply_due + timedelta(days=20)
    request = replies.ask_time(letter, until=asked, why=WHY, by=account)
    until = letter.reply_due + timedelta(days=10)

    done = replies.grant_time(
        request, until=until, why=WHY, by=office.officer, moves_publication=moves
    )

    assert (done.state, done.granted_until, done.until) == ("granted", until, asked)
    assert again(letter).reply_due == until
    assert again(letter).public_from == (until if moves else letter.public_from)


def test_time_that_is_declined_moves_nothing(office):
    letter = make_sent(office)
    until = letter.reply_due + timedelta(days=20)
    request = replies.ask_time(letter, until=until, why=WHY, by=office.officer)
    done = replies.decline_time(request, why=WHY, by=office.officer)
    assert (done.state, done.granted_until) == ("declined", None)
    assert opened(done.answer, office) == {"why": WHY}
    assert again(letter).reply_due == letter.reply_due


def test_an_answer_on_time_needs_a_reason_and_a_later_day(office):
    letter = make_sent(office)
    later = letter.reply_due + timedelta(days=20)
    with pytest.raises(Refused, match="Name a day after"):
        replies.ask_time(letter, until=letter.reply_due, why=WHY, by=office.officer)
    with pytest.raises(Refused, match="between the day"):
        replies.ask_time(
            letter, until=later, why=WHY, by=office.officer, asked_on=today() + timedelta(days=1)
        )
    request = replies.ask_time(letter, until=later, why=WHY, by=office.officer)
    with pytest.raises(Refused, match="Name a day after"):
        replies.grant_time(request, until=letter.reply_due, why=WHY, by=office.officer)
    for answer in (
        lambda: replies.grant_time(request, until=later, why=" ", by=office.officer),
        lambda: replies.decline_time(request, why="", by=office.officer),
    ):
        with pytest.raises(Refused, match="Give the reason"):
            answer()
    assert TimeRequest.objects.get().state == "asked"


def test_a_mission_does_not_grant_itself_time(office):
    account, _ring = make_mission(office)
    letter = make_sent(office)
    until = letter.reply_due + timedelta(days=20)
    request = replies.ask_time(letter, until=until, why=WHY, by=account)
    with pytest.raises(Refused, match="Only members of its desk"):
        replies.grant_time(request, until=until, why=WHY, by=account)


@pytest.mark.parametrize("more", [{"by_mission": True}, {"channel": "door"}])
def test_the_database_keeps_door_and_mission_together(office, more):
    reply = make_reply(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**more)


READ_BY_MISSIONS = (
    "SELECT code, kind, reply_due FROM communications_communication",
    "SELECT received_on, sealed_id FROM communications_reply",
    "SELECT until, state FROM communications_timerequest",
    "SELECT id, recipient FROM desks_desk",
)
REFUSED_TO_MISSIONS = (
    "SELECT case_id FROM communications_communication",
    "SELECT drafter_id FROM communications_communication",
    "SELECT record_id FROM communications_communication",
    "UPDATE communications_communication SET state = 'replied'",
    "SELECT reply_class FROM communications_reply",
    "UPDATE communications_reply SET reply_class = 'PARTIAL'",
    "DELETE FROM communications_reply",
    "UPDATE communications_timerequest SET state = 'granted'",
    "SELECT * FROM communications_annexline",
    "SELECT * FROM communications_review",
    "SELECT * FROM communications_invitation",
    "SELECT * FROM communications_delivery",
    "SELECT name FROM desks_desk",
)


@pytest.mark.parametrize("statement", READ_BY_MISSIONS)
def test_the_missions_door_reads_what_it_may_know(as_role, statement):
    with as_role("missions"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", REFUSED_TO_MISSIONS)
def test_the_missions_door_reads_and_changes_nothing_else(as_role, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role("missions"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_missions_door_sees_letters_that_were_sent_alone(office, as_role):
    draft, sent = make_letter(office), make_sent(office)
    assert {draft.code, sent.code} == set(Communication.objects.values_list("code", flat=True))
    with as_role("missions"):
        told = list(Communication.objects.told_to("XEX"))
        assert [one.code for one in told] == [sent.code]
        assert list(Communication.objects.told_to("FRA")) == []
        assert told[0].is_joint is False


@pytest.mark.parametrize("role", ["public", "intake"])
@pytest.mark.parametrize(
    "table",
    ["communication", "reply", "timerequest", "review", "annexline", "invitation", "delivery"],
)
def test_outer_doors_reach_no_table_of_letters(as_role, role, table):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT 1 FROM communications_{table}")
