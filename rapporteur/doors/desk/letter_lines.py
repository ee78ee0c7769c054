"""What waits of letters: readings, signatures, sending, replies and days that come near."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.communications import listing, rules
from rapporteur.communications.models import Communication, PublicRendition
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.access import roles
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import roles_of

AT_MOST = 10  # lines of a kind; the list has all
NEAR = timedelta(days=7)
UNACKNOWLEDGED = timedelta(days=10)  # after an attempt that asked for it


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of letters for this person; at most thirteen queries."""
    if rules.reads_sealed(person):
        return []
    return [
        *to_classify(person),
        *to_answer(person),
        *to_read(person),
        *(to_sign(person) if roles.DECIDE in roles.capabilities(roles_of(person)) else ()),
        *to_send(person),
        *reminders(person),
        *came_back(person),
        *unacknowledged(person),
        *mails_waiting(person),
        *without_reply(person),
        *public_soon(person),
        *public_to_read(person),
        *public_to_publish(person),
    ]


def line(
    letter: Communication, what: str, status: str, *, since: date | None, part: Part = Part.TO_DO
) -> Waiting:
    note = f"{letter.get_kind_display()}, {letter.addressed_to}"
    url = letter.get_absolute_url()
    shape = "waiting" if part == Part.TO_DO else "open"
    return Waiting(what, note, url, status, shape, since, part)


def to_read(person: Account) -> Iterator[Waiting]:
    for letter in listing.to_read(person).select_related("addressee_state")[:AT_MOST]:
        what = _("Read %(letter)s as second reader") % {"letter": letter}
        yield line(letter, what, _("waits for a second reader"), since=letter.begun_on)


def to_sign(person: Account) -> Iterator[Waiting]:
    for letter in listing.to_sign(person).select_related("addressee_state")[:AT_MOST]:
        what = _("Sign %(letter)s") % {"letter": letter}
        yield line(letter, what, _("waits for your signature"), since=letter.approved_on)


def to_send(person: Account) -> Iterator[Waiting]:
    for letter in listing.to_send(person).select_related("addressee_state")[:AT_MOST]:
        what = _("Send %(letter)s") % {"letter": letter}
        yield line(letter, what, _("signed, not sent"), since=letter.signed_on)


def reminders(person: Account) -> Iterator[Waiting]:
    for one in listing.reminders_drafted(person)[:AT_MOST]:
        what = _("Send the reminder of %(letter)s") % {"letter": one.communication}
        waiting = line(one.communication, what, _("drafted"), since=one.drafted_on)
        yield replace(waiting, url=one.get_absolute_url())


def came_back(person: Account) -> Iterator[Waiting]:
    """Say which attempt came back and why: the dates of the letter run all the same."""
    for one in listing.came_back(person)[:AT_MOST]:
        what = _("%(letter)s came back: try another way") % {"letter": one.communication}
        status = str(one.get_returned_display())
        yield line(one.communication, what, status, since=one.outcome_on)


def unacknowledged(person: Account) -> Iterator[Waiting]:
    for one in listing.unacknowledged(person, today() - UNACKNOWLEDGED)[:AT_MOST]:
        what = _("%(letter)s: no acknowledgement on record") % {"letter": one.communication}
        status = str(one.get_means_display())
        yield line(one.communication, what, status, since=one.made_on, part=Part.DAYS)


def mails_waiting(person: Account) -> Iterator[Waiting]:
    for one in listing.mails_waiting(person)[:AT_MOST]:
        letter = {"letter": one.communication}
        yield Waiting(
            what=_("Mail on %(letter)s came in") % letter
            if one.communication
            else _("Mail is held"),
            note=str(one.get_why_display() or one.get_nature_display()),
            url=one.get_absolute_url(),
            status=_("to read") if one.communication else _("say where it belongs"),
            since=one.came_on,
        )


def without_reply(person: Account) -> Iterator[Waiting]:
    """Say what has no reply as of today and asked for one by a day that came or comes near."""
    day = today()
    for letter in listing.without_reply(person, day + NEAR).select_related("addressee_state")[
        :AT_MOST
    ]:
        due = date_format(letter.reply_due) if letter.reply_due else ""
        if letter.reply_due and letter.reply_due < day:
            status = _("No reply received as of %(day)s") % {"day": date_format(day)}
        else:
            status = _("reply asked for by %(day)s") % {"day": due}
        what = _("%(letter)s: no reply on record") % {"letter": letter}
        yield line(letter, what, status, since=letter.reply_due, part=Part.DAYS)


def public_soon(person: Account) -> Iterator[Waiting]:
    """Say whose confidential period is over, or ends within days."""
    day = today()
    found = listing.public_soon(person, day + NEAR).select_related("addressee_state")
    for letter in found[:AT_MOST]:
        over = letter.public_from is not None and letter.public_from <= day
        status = _("may become public") if over else _("still confidential")
        yield line(letter, str(letter), status, since=letter.public_from, part=Part.PUBLIC)


def to_classify(person: Account) -> Iterator[Waiting]:
    for reply in listing.to_classify(person)[:AT_MOST]:
        yield Waiting(
            what=_("Read the reply to %(letter)s") % {"letter": reply.communication},
            note=str(reply.get_channel_display()),
            url=reverse("communications_reply", args=[reply.pk]),
            status=_("to classify"),
            since=reply.received_on,
        )


def to_answer(person: Account) -> Iterator[Waiting]:
    for request in listing.to_answer(person)[:AT_MOST]:
        asked = _("until %(day)s") % {"day": date_format(request.until)}
        yield Waiting(
            what=_("Answer on more time for %(letter)s") % {"letter": request.communication},
            note=asked,
            url=reverse("communications_time", args=[request.pk]),
            status=_("more time asked for"),
            since=request.asked_on,
        )


def public_line(rendition: PublicRendition, what: str, status: str, since: date | None) -> Waiting:
    of = _("public version of a reply") if rendition.is_of_reply else _("public version")
    note = f"{of}, {rendition.communication.addressed_to}"
    url = rendition.get_absolute_url()
    return Waiting(what, note, url, status, since=since, part=Part.PUBLIC)


def public_to_read(person: Account) -> Iterator[Waiting]:
    for one in listing.public_to_read(person)[:AT_MOST]:
        what = _("Read what will be public of %(letter)s") % {"letter": one.communication}
        yield public_line(one, what, _("waits for your second reading"), one.handed_on)


def public_to_publish(person: Account) -> Iterator[Waiting]:
    """Say what was approved and is no longer confidential; consent is asked on its page."""
    for one in listing.public_to_publish(person, today())[:AT_MOST]:
        what = _("Publish %(letter)s") % {"letter": one.communication}
        yield public_line(one, what, _("may be published now"), one.approved_on)
