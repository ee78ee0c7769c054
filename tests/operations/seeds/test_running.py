"""The seed as a whole: what stands afterwards, once broken off and finished."""

import json
from datetime import timedelta

import pytest
from django.db.models import Count

from rapporteur.cases.models import Case, Triage
from rapporteur.communications.models import (
    Communication,
    Correction,
    Delivery,
    Invitation,
    PublicRendition,
    Reply,
    ReplyFile,
    TimeRequest,
)
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel import clock
from rapporteur.kernel.journal.models import Entry
from rapporteur.operations import status
from rapporteur.operations.seeds import running, texts
from rapporteur.people.desks.models import MissionMembership
from rapporteur.press.models import PressStatement
from rapporteur.publication.models import PublishedLetter, PublishedReply
from rapporteur.statements import queries
from rapporteur.statements.models import PublicStatement
from tests.factories.canaries import everything_kept
from tests.operations.seeds.test_texts import long_texts

pytestmark = pytest.mark.requirement("M11")


def by(records, name):
    return dict(records.values_list(name).annotate(number=Count("pk")).order_by(name))


def test_a_seed_that_was_broken_off_leaves_whole_matters_and_is_finished(seeded):
    broken_off, made = seeded
    assert len(broken_off) == 12
    assert len(broken_off) + made == len(texts.matters())
    assert running.done() == {matter["key"] for matter in texts.matters()}
    assert Entry.objects.filter(verb=running.VERB).count() == len(texts.matters())


def test_cases_stand_in_all_stages(seeded):
    assert by(Case.objects, "state") == {
        "closed": 3, "decided": 24, "open": 2, "reopened": 1, "triage": 10
    }  # fmt: skip
    assert by(Triage.objects, "state") == {"decided": 28, "draft": 6, "waiting": 4}


def test_submissions_are_new_read_joined_and_shared(seeded):
    assert Submission.objects.count() == 53
    assert Submission.objects.filter(opening=None).count() == 6
    assert Submission.objects.filter(opening__isnull=False, joined=None).count() == 4
    per_case = Case.objects.annotate(number=Count("joined")).filter(number=2)
    per_submission = Submission.objects.annotate(number=Count("joined")).filter(number=2)
    assert (per_case.count(), per_submission.count()) == (4, 1)
    assert Message.objects.filter(from_desk=False).exists()
    assert Submission.objects.filter(urgent=True, opening=None).count() == 1


def test_letters_stand_in_all_states_and_go_to_every_kind_of_addressee(seeded):
    assert by(Communication.objects, "state") == {
        "approved": 1, "draft": 4, "published": 4, "replied": 1, "review": 2, "sent": 7,
        "signed": 1, "withdrawn": 1,
    }  # fmt: skip
    kinds = by(Communication.objects, "addressee_kind")
    assert kinds == {"company": 2, "organization": 1, "other": 1, "state": 17}
    assert by(Invitation.objects, "answer").keys() == {"none", "joins", "declines"}


def test_letters_and_replies_are_public_and_others_on_the_way(seeded):
    assert (PublishedLetter.objects.count(), PublishedReply.objects.count()) == (4, 3)
    assert all(one.exercise for one in PublishedLetter.objects.all())
    assert by(PublicRendition.objects, "state") == {"approved": 1, "published": 7, "waiting": 1}
    assert "[child" not in str([one.words for one in PublishedLetter.objects.all()])


@pytest.mark.requirement("R31.4")
def test_press_statements_are_drafted_held_and_public(seeded):
    assert by(PressStatement.objects, "state") == {"draft": 1, "embargo": 1, "published": 1}
    assert all(one.exercise for one in PublicStatement.objects.all())
    (seen,) = queries.seen()
    assert seen.titles["en"].startswith("Exercise: ")
    held = PressStatement.objects.get(state="embargo")
    assert held.embargo_at > clock.now()
    assert PressStatement.objects.get(state="draft").checklists.count() == 1


def test_replies_requests_and_corrections_came_by_every_way(seeded):
    assert by(TimeRequest.objects, "state") == {"asked": 1, "declined": 1, "granted": 1}
    assert by(Reply.objects, "state") == {"classified": 7, "logged": 1}
    assert by(Reply.objects, "channel") == {"door": 3, "mail": 2, "note": 2, "post": 1}
    assert by(Correction.objects, "state") == {"answered": 1, "noted": 1}
    assert ReplyFile.objects.get().form == "docx"
    assert Delivery.objects.filter(channel="door").count() == 8


def test_days_are_told_and_the_journal_is_not(seeded):
    today = clock.true_now().date()
    sent = Communication.objects.filter(sent_at__isnull=False).earliest("sent_at")
    assert sent.sent_at.date() == today - timedelta(days=162)
    assert sent.public_from == sent.sent_at.date() + timedelta(days=60)
    over = Communication.objects.public_by(today).filter(addressee_kind="state")
    assert over.count() >= 2
    assert Entry.objects.filter(day__lt=today - timedelta(days=1)).count() == 0
    assert MissionMembership.objects.get().since <= sent.sent_at.date()


def test_what_was_told_today_is_not_ahead_of_the_clock(seeded):
    assert Communication.objects.filter(sent_at__gt=clock.now()).count() == 0
    assert Submission.objects.filter(day__gt=clock.today()).count() == 0


def test_a_second_seed_changes_nothing(seeded, capsys):
    before = Entry.objects.count()
    assert not running.is_due()
    assert running.command() == 0
    assert "Nothing to do" in capsys.readouterr().out
    assert Entry.objects.count() == before


def test_nothing_that_was_typed_lies_in_the_clear(seeded):
    kept = everything_kept()
    public = json.dumps([one.words for one in PublishedLetter.objects.all()], ensure_ascii=False)
    public += json.dumps([one.words for one in PublishedReply.objects.all()], ensure_ascii=False)
    said = PublicStatement.objects.values_list("titles__en", "texts__en")
    public += json.dumps([list(one) for one in said], ensure_ascii=False)
    hidden = [
        text
        for text in long_texts()
        if len(text) > 30 and json.dumps(text, ensure_ascii=False)[1:-1] not in public
    ]
    assert len(hidden) > 150
    assert [text for text in hidden if text in kept or text.encode().hex() in kept] == []
    assert [text for text in hidden if json.dumps(text) in kept] == []


def test_status_counts_them(seeded):
    from django.db import connection

    with connection.cursor() as cursor:
        found = status.counts(cursor.connection)
    assert (found["submissions"], found["cases"], found["communications"]) == (53, 40, 21)
