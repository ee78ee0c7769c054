"""Mail taken in by the worker: sealed at once, never logged, told as come back; a person settles."""

import logging
import mailbox
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.circles.records import records_of
from rapporteur.communications.actions import attempting, receiving, settling
from rapporteur.communications.incoming import boxes, chores, reading
from rapporteur.communications.models import Incoming, Reply
from rapporteur.doors.worker import tasks
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Wrap
from rapporteur.people.desks.models import Desk
from tests.communications.test_incoming import One
from tests.factories import communications as make
from tests.factories import mails
from tests.factories.people import make_desk

pytestmark = pytest.mark.django_db
CANARY = "zyxquorum-mail"
WHY = "The note names the village of the case."


@pytest.fixture
def letter(office):
    return make.make_sent(office)


@pytest.fixture
def one(office, letter):
    sent = "ours1@desk.exercise.invalid"
    given = {"means": "mail", "made_on": today(), "message_id": sent, "by": office.officer}
    attempting.attempt(letter, **given)
    return One(letter.pk, letter.code, letter.authenticity, "AL XEX 1/2026", sent)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    return tmp_path


def taken(office, raw):
    return receiving.receive(office.desk, raw)


def answered(one, **more):
    return mails.answer(0, one, text=CANARY, **more).as_bytes()


def test_a_mail_is_sealed_to_its_desk_by_a_worker_that_opens_nothing(office, one, as_role):
    with as_role("worker"):
        taken(office, answered(one))
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            list(Wrap.objects.all())
    mail = Incoming.objects.get()
    assert (mail.state, mail.communication_id) == ("matched", one.pk)
    assert mail.signs == ["reference", "thread"]
    assert CANARY in make.opened(mail.sealed, office)["text"]
    assert {mail.sealed.record_id, mail.raw.record_id} <= records_of([mail.communication.case_id])
    assert Entry.objects.filter(verb="receive mail", by="job:letters.mail").count() == 1


def test_the_same_message_is_taken_in_once(office, one):
    assert taken(office, answered(one)) is not None
    assert taken(office, answered(one)) is None
    assert Incoming.objects.count() == 1


def test_a_mail_is_no_reply_and_moves_nothing(office, one, letter):
    taken(office, answered(one))
    letter.refresh_from_db()
    assert (letter.state, Reply.objects.count()) == ("sent", 0)


@pytest.mark.requirement("C9")
@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("5.1.1", "no_place"),
        ("5.2.2", "full"),
        ("5.7.1", "refused"),
        ("5.4.7", "delayed"),
        ("5.0.0", "other"),
        ("", "other"),
    ],
)
def test_a_report_of_a_bounce_is_told_on_the_attempt(office, one, letter, as_role, status, why):
    with as_role("worker"):
        taken(office, mails.report(1, one.sent, status=status))
    made = letter.attempts.get()
    assert (made.outcome, made.returned, made.outcome_by) == ("returned", why, None)
    assert made.outcome_on == today()
    assert Incoming.objects.get().nature == "bounce"


def test_a_delay_is_not_told_as_a_bounce(office, one, letter):
    taken(office, mails.report(1, one.sent, status="4.4.7", action="delayed"))
    assert letter.attempts.get().outcome == ""
    assert Incoming.objects.get().nature == "auto"


def test_what_is_held_is_filed_or_set_aside_by_a_person_with_a_reason(office, one, letter):
    mail = taken(office, mails.mail(1, text=CANARY).as_bytes())
    assert (mail.state, mail.why, mail.communication) == ("held", "none", None)
    filed = settling.file(mail, letter, WHY, by=office.officer)
    assert (filed.state, filed.communication, filed.settled_by) == ("filed", letter, office.officer)
    assert make.opened(filed.reason, office) == {"why": WHY}

    aside = settling.set_aside(filed, WHY, by=office.second)

    assert (aside.state, aside.communication, aside.settled_on) == ("aside", None, today())
    verbs = Entry.objects.filter(subject_id=str(mail.pk)).values_list("verb", flat=True)
    assert {"file mail", "set mail aside"} <= set(verbs)


def test_one_file_that_is_fit_goes_along_and_others_stay(monkeypatch):
    files = tuple(reading.Attachment(f"{n}.pdf", "application/pdf", b"%PDF") for n in range(3))
    fit = settling.Taken(b"%PDF", "pdf", 1)
    monkeypatch.setattr(settling.Taken, "of", lambda *_given: fit)
    found, out = settling.looked_at(files)
    assert (found, [name for name, _why in out]) == (fit, ["1.pdf", "2.pdf"])


def test_what_cannot_be_says_why_and_changes_nothing(office, one, letter):
    stranger, _ring = make.make_mission(office)
    mail = taken(office, mails.mail(1).as_bytes())
    machine = taken(office, mails.report(2, one.sent))
    draft = make.make_letter(office)
    other = make.make_sent(office)
    elsewhere = make_desk("OTHER")
    refusals = [
        (lambda: settling.file(mail, letter, WHY, by=stranger), "Only members"),
        (lambda: settling.file(mail, letter, " ", by=office.officer), "Give the reason"),
        (lambda: settling.file(mail, draft, WHY, by=office.officer), "not sent"),
        (lambda: settling.log_as_reply(mail, None, by=office.officer), "File it with its letter"),
        (lambda: settling.log_as_reply(machine, None, by=office.officer), "no reply"),
        (lambda: receiving.receive(elsewhere, mails.mail(3).as_bytes()), "no key yet"),
    ]
    before = list(Incoming.objects.values())
    for act, words in refusals:
        with pytest.raises(Refused, match=words):
            act()
    Incoming.objects.filter(pk=mail.pk).update(desk=elsewhere)
    from tests.factories.people import make_member

    make_member(elsewhere, "desk_officer", account=office.officer)
    with pytest.raises(Refused, match="another desk"):
        settling.file(mail, other, WHY, by=office.officer)
    Incoming.objects.filter(pk=mail.pk).update(desk=office.desk)
    assert list(Incoming.objects.values()) == before


def test_a_mail_of_a_letter_that_a_member_is_denied_is_not_settled_by_it(office, one, monkeypatch):
    mail = taken(office, answered(one))
    monkeypatch.setattr(settling, "works_on_what_is_out", lambda *_given: "denied")
    with pytest.raises(Refused, match="denied"):
        settling.set_aside(mail, WHY, by=office.officer)


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_boxes_are_emptied_into_the_vault(office, one, home, kind):
    (home / "mail-in").mkdir()
    code = office.desk.mandate_code
    if kind == "maildir":
        box = mailbox.Maildir(home / "mail-in" / code, create=True)
    else:
        box = mailbox.mbox(home / "mail-in" / f"{code}.mbox", create=True)
    for raw in (answered(one), mails.mail(2).as_bytes()):
        box.add(raw)
    box.flush()
    box.close()

    tasks.take_mail_in.func(timestamp=0)

    assert sorted(Incoming.objects.values_list("state", flat=True)) == ["held", "matched"]
    left = boxes.box_of(code)
    assert len(left) == 0
    left.close()
    assert chores.take_in() == 0


def test_what_fails_or_is_too_large_stays_and_no_word_of_it_is_logged(
    office, home, caplog, monkeypatch
):
    (home / "mail-in").mkdir()
    box = mailbox.Maildir(home / "mail-in" / office.desk.mandate_code, create=True)
    box.add(mails.mail(1, text=CANARY).as_bytes())
    box.add(mails.mail(2, text=CANARY * 200).as_bytes())

    def fails(_desk, raw):
        raise ValueError(CANARY)

    monkeypatch.setattr(boxes, "LARGEST", 2000)
    monkeypatch.setattr(chores, "receive", fails)
    with caplog.at_level(logging.DEBUG):
        assert chores.take_in() == 0
    assert len(box) == 2
    assert {one.levelname for one in caplog.records} == {"ERROR", "WARNING"}
    assert CANARY not in caplog.text


def test_a_desk_without_a_box_or_with_an_odd_name_has_no_mail(home):
    assert boxes.box_of("SALECHILD") is None
    assert boxes.box_of("../secrets") is None
    assert boxes.empty("SALECHILD", bool) == 0
    assert not Desk.objects.exists() or chores.take_in() == 0


def test_another_folder_may_be_set(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_MAIL_IN", str(tmp_path))
    assert boxes.folder() == tmp_path


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "matched"},
        {"why": ""},
        {"state": "aside"},
        {"settled_on": today() - timedelta(days=1)},
    ],
)
def test_the_database_keeps_a_mail_whole(office, one, wrong):
    mail = taken(office, mails.mail(1).as_bytes())
    with pytest.raises(IntegrityError), transaction.atomic():
        Incoming.objects.filter(pk=mail.pk).update(**wrong)


def test_hostile_messages_are_held_and_end_in_time(office, one):
    many = "\r\n".join(f"L-ABCD-{n:04d}" for n in range(60))
    for raw in (
        answered(one) + b"<" * 300_000,
        mails.mail(1, text=many).as_bytes(),
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 300,
        mails.mail(1, text="x" * (reading.SEARCHED + 1)).as_bytes(),
        b"",
    ):
        mail = taken(office, raw)
        assert mail.state == "held" or mail.communication_id == one.pk
    assert Incoming.objects.filter(state="held").count() == 4
