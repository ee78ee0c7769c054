"""What waits of submissions and cases: what cannot wait first, then decisions, then one's own."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.cases import rules
from rapporteur.cases.models import Case
from rapporteur.cases.queries import cases, received
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.intake.models import Message
from rapporteur.people.accounts.models import Account

AT_MOST = 10  # lines of a kind; the lists have all


def for_person(person: Account) -> list[Waiting]:
    """Return what waits of cases for this person; at most seven queries, and one a wish."""
    if rules.reads_sealed(person):
        return []
    decisions = [] if rules.decides(person) else to_decide(person)
    return [
        *not_to_wait(person),
        *written(person),
        *decisions,
        *not_joined(person),
        *held_back(person),
        *own_cases(person),
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
    }
    for word in received.words_waiting(person)[:AT_MOST]:
        kind = Message.Kind(word.message.kind)
        yield Waiting(
            what=said[kind][0],
            note=said[kind][1],
            url=reverse("received_open", args=[word.submission]),
            status=_("to be read"),
            since=word.message.day,
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


def own_cases(person: Account) -> Iterator[Waiting]:
    mine = Case.objects.visible_to(person).owned_by(person).in_work().select_related("current")
    for case in mine.exclude(state="decided").newest_first()[:AT_MOST]:
        yield Waiting(
            what=str(case),
            note=case.title or _("no codes yet"),
            url=case.get_absolute_url(),
            status=str(case.get_state_display()),
            shape="open",
            since=case.opened_on,
            part=Part.CASES,
        )
