"""A mail that came in is logged as a reply: opened, which the journal knows, and once."""

import pytest

from rapporteur.communications.actions import attempting, receiving, settling
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.communications.test_incoming import One
from tests.factories import communications as make
from tests.factories import mails
from tests.factories.cases import make_office

CANARY = "zyxquorum-mail"
WHY = "The note names the village of the case."


@pytest.fixture
def office(committed):
    return make_office()


@pytest.fixture
def one(office):
    letter = make.make_sent(office)
    sent = "ours1@desk.exercise.invalid"
    given = {"means": "mail", "made_on": today(), "message_id": sent, "by": office.officer}
    attempting.attempt(letter, **given)
    return One(letter.pk, letter.code, letter.authenticity, "AL XEX 1/2026", sent)


def taken(office, raw):
    return receiving.receive(office.desk, raw)


def test_a_mail_is_logged_as_a_reply_once(office, one):
    mail = taken(office, mails.answer(0, one, text=CANARY).as_bytes())
    logged = settling.log_as_reply(mail, office.keyring, by=office.officer)
    assert (logged.reply.channel, logged.out) == ("mail", ())
    assert CANARY in make.opened(logged.reply.sealed, office)["text"]
    with pytest.raises(Refused, match="logged as a reply already"):
        settling.log_as_reply(mail, office.keyring, by=office.officer)
    with pytest.raises(Refused, match="logged as a reply already"):
        settling.set_aside(mail, WHY, by=office.officer)


def test_files_that_are_not_fit_are_held_out_with_the_reason(office, one):
    message = mails.answer(0, one)
    message.add_attachment(b"MZ" * 50, maintype="application", subtype="pdf", filename="a.pdf")
    mail = taken(office, message.as_bytes())
    assert mail.files == 1
    logged = settling.log_as_reply(mail, office.keyring, by=office.officer)
    ((name, why),) = logged.out
    assert (name, bool(why), hasattr(logged.reply, "file")) == ("a.pdf", True, False)
