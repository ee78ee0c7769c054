"""What waits of submissions and cases: what cannot wait first, then decisions, then one's own."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.cases import exposure, rules
from rapporteur.cases.models import Case
from rapporteur.cases.queries import cases, received, safeguards
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.intake.models import Message
from rapporteur.kernel.access import roles
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.rules import desks_with, roles_of

AT_MOST = 10  # lines of a kind; the lists have all


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of cases for this person; at most sixteen queries, and one a wish."""
    if rules.reads_sealed(person):
        return []
    decisions = [] if rules.decides(person) else to_decide(person)
    return [
        *not_to_wait(person),
        *written(person),
        *silent(person),
        *decisions,
        *escalated(person),
        *offered(person),
        *not_joined(person),
        *held_back(person),
        *own_cases(person),
        *pause(person),
        *to_talk(person),
        *unticked(person),
    ]


def not_to_wait(person: Account) -> Iterator[Waiting]:
    for submission in received.urgent_unopened(person)[:AT_MOST]:
        yield Waiting(
            what=_("Open what cannot wait"),
            note=_("A source says that something will happen within days."),
            url=reverse("received_open", args=[submission.pk]),
            status=_("cannot wait"),
            shape="urgent",
            since=submission.day,
            part=Part.URGENT,
        )


def written(person: Account) -> Iterator[Waiting]:
    """Name what sources wrote in their threads; what stops something comes first."""
    said = {
        Message.Kind.WORD: (_("A source has written"), _("Nothing is sent before it is read.")),
        Message.Kind.NAME: (_("A source has said who it is"), _("That lies apart.")),
        Message.Kind.CONSENT: (
            _("A source has changed what it allows"),
            _("What rests on it is stopped until you have opened it."),
        ),
        Message.Kind.DELETION: (
            _("A source asks for deletion"),
            _("Open it and answer: until then nothing that rests on it goes out."),
        ),
        Message.Kind.ANSWER: (
            _("A source has answered what you asked"),
            _("Nothing is sent before it is read."),
        ),
    }
    for word in received.words_waiting(person)[:AT_MOST]:
        what, note = said.get(Message.Kind(word.message.kind), said[Message.Kind.WORD])
        yield Waiting(
            what=what,
            note=note,
            url=reverse("received_open", args=[word.submission]),
            status=_("to be read"),
            since=word.message.day,
        )


def silent(person: Account) -> Iterator[Waiting]:
    """Name questions to sources whose day has passed: a person chooses what comes of it."""
    for enquiry in received.silent(person)[:AT_MOST]:
        yield Waiting(
            what=_("No answer of a source so far"),
            note=_("Ask once more, go on without, or close the questions. Silence says nothing."),
            url=enquiry.get_absolute_url(),
            status=_("to choose"),
            since=enquiry.until,
        )


def to_decide(person: Account) -> Iterator[Waiting]:
    for triage in cases.waiting_for_decision(person)[:AT_MOST]:
        yield Waiting(
            what=_("Decide on %(case)s") % {"case": triage.case},
            note=triage.title,
            url=reverse("cases_triage", args=[triage.pk]),
            status=_("waits for you"),
            since=triage.begun_on,
        )


def not_joined(person: Account) -> Iterator[Waiting]:
    count = received.unjoined(person).count()
    if count:
        said = ngettext(
            "%(count)s submission in no case", "%(count)s submissions in no case", count
        )
        yield Waiting(
            what=said % {"count": count},
            note=_("Make a case of each, or join it to one."),
            url=reverse("received") + "?joined=no",
            status=_("to be read"),
        )


def held_back(person: Account) -> Iterator[Waiting]:
    count = received.received(person, received.Wanted(held=True)).count()
    if count:
        yield Waiting(
            what=ngettext(
                "%(count)s submission held back", "%(count)s submissions held back", count
            )
            % {"count": count},
            note=_("They resemble a flood. Look at each: nothing is deleted by itself."),
            url=reverse("received_held"),
            status=_("to be looked at"),
        )


def escalated(person: Account) -> Iterator[Waiting]:
    """Name to a coordinator the cases whose day has passed, with whose they are."""
    for case in cases.escalated(person)[:AT_MOST]:
        whose = _("It is with %(name)s.") % {"name": case.owner} if case.owner else _("nobody’s")
        yield Waiting(
            what=_("The day for a decision on %(case)s has passed") % {"case": case},
            note=whose,
            url=case.get_absolute_url(),
            status=_("to talk about"),
            shape="urgent",
            since=case.due.on if case.due else None,
        )


def offered(person: Account) -> Iterator[Waiting]:
    """Name the cases that colleagues want this person to take over."""
    for handover in cases.offered_to(person)[:AT_MOST]:
        yield Waiting(
            what=_("Take over %(case)s?") % {"case": handover.case},
            note=_("%(name)s offers it to you, with a note.") % {"name": handover.by},
            url=handover.get_absolute_url(),
            status=_("accept or decline"),
            since=handover.on,
        )


def pause(person: Account) -> Iterator[Waiting]:
    """Suggest a pause to whoever opened much hard text this week; it locks nothing."""
    if exposure.is_above(person):
        yield Waiting(
            what=_("Take a pause from hard texts"),
            note=_("You opened many this week. What can wait, can wait; a colleague can help."),
            url=reverse("account"),
            status=_("a suggestion"),
            shape="open",
        )


def to_talk(person: Account) -> Iterator[Waiting]:
    """Tell a coordinator that someone should be asked how they are; never who."""
    if exposure.someone_is_above(person):
        yield Waiting(
            what=_("Someone is above the limit of hard texts: talk with everyone"),
            note=_("Nobody is named, on purpose. Ask at the next meeting how people are."),
            url="",
            status=_("to talk about"),
            shape="open",
        )


def unticked(person: Account) -> Iterator[Waiting]:
    """Name to a coordinator the safeguarding checks that are open, in one line a desk."""
    if roles.LET_MEMBERS_IN not in roles.capabilities(roles_of(person)):
        return
    for desk in Desk.objects.filter(pk__in=desks_with(person, roles.LET_MEMBERS_IN)).order_by("pk"):
        open_ones = safeguards.due(desk)
        if open_ones:
            open_codes = [one.check.code.partition(".")[0] for one in open_ones]
            yield Waiting(
                what=_("Safeguarding: %(rules)s") % {"rules": ", ".join(dict.fromkeys(open_codes))},
                note=str(desk),
                url=reverse("safeguards_desk", args=[desk.pk]),
                status=_("to do and to tick"),
            )


def status_of(case: Case) -> str:
    """Return where a case stands, and the day on which its decision is due, come or not."""
    standing = str(case.get_state_display())
    if case.due is None or case.due.on is None:
        return standing
    day = date_format(case.due.on)
    return _("%(state)s, due on %(day)s") % {"state": standing, "day": day}


def own_cases(person: Account) -> Iterator[Waiting]:
    mine = Case.objects.visible_to(person).owned_by(person).in_work().select_related("current")
    for case in mine.exclude(state="decided").newest_first()[:AT_MOST]:
        yield Waiting(
            what=str(case),
            note=case.title or _("no codes yet"),
            url=case.get_absolute_url(),
            status=status_of(case),
            shape="open",
            since=case.opened_on,
            part=Part.CASES,
        )
