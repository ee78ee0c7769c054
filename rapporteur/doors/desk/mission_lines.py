"""What waits on *Today* after a Mission: notes to be answered, originals to be released."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.communications.models import Communication, Correction, Release
from rapporteur.communications.replies.workflow import ReleaseState
from rapporteur.communications.rules import reads_sealed
from rapporteur.doors.desk.lines import Waiting
from rapporteur.people.accounts.models import Account


def said(note: Correction) -> str:
    if note.by_mission:
        return _("A Mission says that a fact is not right: %(code)s")
    return _("A request about a public letter: %(code)s")


def for_person(person: Account) -> Iterator[Waiting]:
    """Yield a line for each; two queries, none for who reads nothing sealed."""
    if reads_sealed(person) is not None:
        return
    letters = Communication.objects.visible_to(person)
    waiting = Correction.objects.waiting().filter(communication__in=letters)
    for note in waiting.select_related("communication"):
        yield Waiting(
            what=said(note) % {"code": note.communication.code},
            note=_("Read it and answer. It changes nothing by itself."),
            url=reverse("corrections_correction", args=[note.pk]),
            status=_("to answer"),
            since=note.noted_on,
        )
    wanted = Release.objects.filter(
        state=ReleaseState.WANTED, file__reply__communication__in=letters
    ).exclude(asked_by=person)
    for release in wanted.select_related("file__reply__communication", "asked_by"):
        yield Waiting(
            what=_("%(name)s asks for the original of a file: %(code)s")
            % {"name": release.asked_by.name, "code": release.file.reply.communication.code},
            note=_("A second person releases it, for one day."),
            url=reverse("files_file", args=[release.file_id]),
            status=_("second person"),
            since=release.asked_on,
        )
