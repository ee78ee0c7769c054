"""Public versions as pages: what is taken away, the preview, two persons, publishing, withdrawing."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications import grounds, rules
from rapporteur.communications.actions import publishing
from rapporteur.communications.models import Communication, PublicRendition, Reply
from rapporteur.communications.publishing import copies, reading
from rapporteur.communications.publishing.redaction import Words, counted, left, redacted
from rapporteur.communications.publishing.rules import BEFORE_PUBLISHING
from rapporteur.communications.publishing.workflow import (
    APPROVE,
    HAND_BACK,
    HAND_UP,
    PUBLISH,
    WITHDRAW,
)
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.publication_forms import (
    ApproveForm,
    BackForm,
    PublishForm,
    ReadForm,
    TakeForm,
    WithdrawForm,
    slices,
    typed_again,
)
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views import letters
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.pieces import labelled
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.workflow import Step
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

STEPS: dict[str, tuple[Step, Any, type[Form]]] = {
    "up": (HAND_UP, gettext_lazy("Hand it up"), ReadForm),
    "approve": (APPROVE, gettext_lazy("Approve it for publication"), ApproveForm),
    "publish": (PUBLISH, gettext_lazy("Publish it"), PublishForm),
    "back": (HAND_BACK, gettext_lazy("Hand it back"), BackForm),
    "withdraw": (WITHDRAW, gettext_lazy("Withdraw it from the public"), WithdrawForm),
}


def visible(request: SignedIn, pk: UUID) -> PublicRendition:
    found = PublicRendition.objects.visible_to(request.user).select_related(
        *("communication__case__current", "communication__desk", "communication__addressee_state"),
        *("record", "reply", "prepared_by", "approved_by", "published_by", "withdrawn_by"),
        *("remark__record", "interests__record", "why_withdrawn__record"),
    )
    return get_object_or_404(found, pk=pk)


def begun(
    request: WithVault, letter: Communication, reply: Reply | None, heading: str
) -> HttpResponse:
    """Ask once more, then open what was sent and begin; nothing is removed yet."""
    form = DeskForm(request.POST if request.method == "POST" else None)
    made: list[PublicRendition] = []

    def begin(_given: dict[str, Any]) -> None:
        keyring = open_keyring(request)
        base = (
            reading.base_of_reply(reply, keyring, by=request.user)
            if reply
            else reading.base_of_letter(letter, keyring, by=request.user)
        )
        made.append(publishing.begin(letter, base, by=request.user, reply=reply))

    if did(request, form, begin, _("Begun. Take away what nobody may read.")):
        return redirect("publications_write", made[0].pk)
    page = {"letter": letter, "form": form, "heading": heading}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def publications_letter(request: WithVault, pk: UUID) -> HttpResponse:
    """Begin the public version of a letter."""
    letter = letters.visible(request, pk)
    return begun(request, letter, None, _("Prepare the public version"))


@allowed(rules.reads_sealed)
@needs_vault
def publications_reply(request: WithVault, pk: UUID) -> HttpResponse:
    """Begin the public version of a reply."""
    seen = Communication.objects.visible_to(request.user)
    found = Reply.objects.filter(communication__in=seen).select_related(
        *("communication__desk", "communication__record", "communication__addressee_state"),
        *("sealed__record", "reason__record"),
    )
    reply = get_object_or_404(found, pk=pk)
    return begun(request, reply.communication, reply, _("Prepare the public version of this reply"))


def part_of(request: SignedIn, parts: int) -> int:
    """Return which lot of passages is asked for, from 1."""
    asked = request.GET.get("part", "")[:4]
    number = int(asked) if asked.isascii() and asked.isdigit() else 1
    return max(1, min(number, parts))


@allowed(rules.reads_sealed)
@needs_vault
def publications_write(request: WithVault, pk: UUID) -> HttpResponse:
    """Put brackets around what is to go. A vault that locked in between loses nothing."""
    rendition, keyring = visible(request, pk), request.vault.keyring
    words = reading.words_of_rendition(rendition, keyring, by=request.user) if keyring else None
    lots = slices(words) if words else [typed_again(request.POST)]
    part = part_of(request, len(lots))
    form = TakeForm(
        request.POST or None, words=words, passages=lots[part - 1], version=rendition.version
    )

    def save(given: dict[str, Any]) -> None:
        open_keyring(request)
        now = publishing.with_taken(
            words or Words(passages=()),
            form.taken(),
            everywhere=form.everywhere_lines(),
            everywhere_reason=given["everywhere_reason"],
        )
        publishing.save(rendition, now, read=given["read"], by=request.user)

    if did(request, form, save, _("Saved as a new version.")):
        if part < len(lots):
            return redirect(f"{reverse('publications_write', args=[pk])}?part={part + 1}")
        return redirect(rendition)
    page = {
        "rendition": rendition,
        "letter": rendition.communication,
        "form": form,
        "rows": form.rows(),
        "part": part,
        "parts": range(1, len(lots) + 1),
    }
    return render(request, "desk/publications/write.html", page)


def preview(request: WithVault, rendition: PublicRendition) -> dict[str, Any]:
    """Return what will be public, how often words went, and what must not stand and does."""
    words = reading.words_of_rendition(rendition, open_keyring(request), by=request.user)
    return {
        "rendition": rendition,
        "letter": rendition.communication,
        "told": labelled(copies.shown(words, reply=rendition.is_of_reply)),
        "counts": counted(words),
        "left": left(words, redacted(words)),
    }


def steps_of(request: SignedIn, rendition: PublicRendition) -> list[dict[str, Any]]:
    return [
        {"verb": verb, "label": label, "why_not": step.refusal(request.user, rendition)}
        for verb, (step, label, _form) in STEPS.items()
        if rendition.state in step.sources
    ]


@allowed(rules.reads_sealed)
@needs_vault
def publications_preview(request: WithVault, pk: UUID) -> HttpResponse:
    """Show exactly what will be, is, or was public, and what can be done next."""
    rendition, keyring = visible(request, pk), open_keyring(request)
    said = [
        (label, reading.note_of(rendition, version, keyring, by=request.user))
        for label, version in (
            (_("Handed back, the last time"), rendition.remark),
            (_("Best interests of the child"), rendition.interests),
            (_("Why it was withdrawn"), rendition.why_withdrawn),
        )
        if version
    ]
    page = {
        **preview(request, rendition),
        "steps": steps_of(request, rendition),
        "said": said,
        "notices": rendition.communication.release_notices.all(),
    }
    return render(request, "desk/publications/preview.html", page)


def take(request: WithVault, rendition: PublicRendition, verb: str, given: dict[str, Any]) -> None:
    """Take a step. What goes by the words opens them anew, which the journal knows."""
    if verb == "back":
        publishing.hand_back(rendition, by=request.user, **given)
    elif verb == "withdraw":
        publishing.withdraw(rendition, by=request.user, **given)
    else:
        words = reading.words_of_rendition(rendition, open_keyring(request), by=request.user)
        act: Any = {
            "up": publishing.hand_up,
            "approve": publishing.approve,
            "publish": publishing.publish,
        }[verb]
        act(rendition, words, by=request.user, **given)


def checks(request: SignedIn, rendition: PublicRendition) -> list[dict[str, Any]]:
    """Return what must hold before publication, each with the reason where it does not."""
    return [
        {"label": label, "why_not": rule(request.user, rendition)}
        for label, rule in BEFORE_PUBLISHING
    ]


@allowed(rules.reads_sealed)
@needs_vault
def publications_step(request: WithVault, pk: UUID, verb: str) -> HttpResponse:
    """Show what it is about and ask once more, then take the step; a refusal says its reason."""
    if verb not in STEPS:
        raise Http404
    rendition = visible(request, pk)
    step, label, kind = STEPS[verb]
    form = kind(request.POST or None, initial={"read": rendition.version})
    if did(request, form, lambda given: take(request, rendition, verb, given), _("Done.")):
        return redirect(rendition.communication)
    page = {
        "rendition": rendition,
        "letter": rendition.communication,
        "form": form,
        "heading": label,
        "why_not": step.refusal(request.user, rendition),
        "checks": checks(request, rendition) if verb == "publish" else [],
        "child_wrote": verb == "approve" and grounds.child_wrote(rendition.communication.case),
    }
    if verb in {"approve", "publish"} and request.vault.keyring:
        page |= preview(request, rendition)
    return render(request, "desk/publications/step.html", page)
