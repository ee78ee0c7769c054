"""Letters over visits: indicators, a request or reminder, many reminders in one batch, files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.visits import desk_of, visible
from rapporteur.doors.desk.visit_letter_forms import (
    IndicatorsForm,
    NewLetterForm,
    RemindForm,
    SendForm,
    WriteLetterForm,
)
from rapporteur.doors.documents import FORMS, body_of, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.visits.cycles import queries, rules, sealing
from rapporteur.visits.cycles.letters import actions, workflow
from rapporteur.visits.cycles.letters.words import Said, document
from rapporteur.visits.cycles.models import Visit, VisitLetter
from rapporteur.visits.kinds import Kind
from rapporteur.world.models import Country

LABELS = {
    "sign": gettext_lazy("Sign it"),
    "reopen": gettext_lazy("Back to draft"),
    "drop": gettext_lazy("Give it up"),
}


def country_of(visit: Visit, iso3: str) -> Country:
    found = next((one for one in visit.countries if one.pk == iso3), None)
    if found is None:
        raise Http404
    return found


def letter_of(request: SignedIn, pk: UUID) -> VisitLetter:
    return get_object_or_404(VisitLetter.objects.visible_to(request.user).whole(), pk=pk)


def said_of(request: WithVault, letter: VisitLetter) -> Said:
    """Open the words of a letter, which the journal knows first."""
    keyring = open_keyring(request)
    told = sealing.read(letter.record, letter.version, letter.visit.desk, keyring, by=request.user)
    return Said.of(told)


@allowed(rules.sees_visits)
def visits_indicators(request: SignedIn, pk: UUID, iso3: str) -> HttpResponse:
    """Save what is known of a State before it is asked for a visit."""
    visit = visible(request, pk)
    country = country_of(visit, iso3)
    form = IndicatorsForm(request.POST if request.method == "POST" else None)

    def act(_given: dict[str, Any]) -> None:
        actions.save_indicators(visit, country, form.values(), by=request.user)

    if did(request, form, act, _("Recorded.")):
        return redirect(visit)
    title = _("Indicators: %(state)s") % {"state": country}
    lead = _("What is left empty is missing; it is never taken for nought.")
    page = {"form": form, "visit": visit, "title": title, "lead": lead}
    return render(request, "desk/visits/form.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_letter_new(request: WithVault, pk: UUID, iso3: str, kind: str) -> HttpResponse:
    visit = visible(request, pk)
    country = country_of(visit, iso3)
    if kind not in (Kind.REQUESTED, Kind.REMINDER):
        raise Http404
    form = NewLetterForm(
        request.POST or None, initial={"reason": earlier_reason(request, visit, iso3)}
    )
    made: list[VisitLetter] = []

    def act(given: dict[str, Any]) -> None:
        letter = actions.draft(
            visit, country, kind, form.said(), given["language"], by=request.user
        )
        made.append(letter)

    if did(request, form, act, _("Sealed.")):
        return redirect(made[0])
    title = f"{Kind(kind).label}: {country}"
    return render(request, "desk/visits/form.html", {"form": form, "visit": visit, "title": title})


def earlier_reason(request: WithVault, visit: Visit, iso3: str) -> str:
    """Return the purpose that our last letter to this State gave; empty where its text is not held."""
    sent = VisitLetter.objects.whole().filter(visit=visit, country=iso3, state="sent")
    last = sent.order_by("-sent_on").first()
    if request.method == "POST" or last is None:
        return ""
    return said_of(request, last).purpose


@allowed(rules.sees_visits)
@needs_vault
def visits_letter(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a letter, and what can be done with it now; sending it asks by which way."""
    letter = letter_of(request, pk)
    form = SendForm(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        actions.send(letter, given["channel"], by=request.user)

    if did(request, form, act, _("Recorded as sent.")):
        return redirect(letter)
    steps = [
        {"verb": verb, "label": LABELS[verb], "why_not": step.refusal(request.user, letter)}
        for verb, step in actions.MOVES.items()
        if letter.state in step.sources
    ]
    page = {
        "letter": letter,
        "body": body_of(document(letter, said_of(request, letter), on=today())),
        "steps": steps,
        "form": form,
        "is_signed": letter.state == workflow.State.SIGNED,
        "is_draft": letter.state == workflow.State.DRAFT,
        "why_not": workflow.SEND.refusal(request.user, letter),
        "snapshot": letter.snapshot or letter.newest_snapshot,
        "forms": FORMS.values(),
    }
    return render(request, "desk/visits/letter.html", page)


@allowed(rules.sees_visits)
@needs_vault
def visits_letter_write(request: WithVault, pk: UUID) -> HttpResponse:
    letter = letter_of(request, pk)
    said = said_of(request, letter) if request.method != "POST" else Said()
    form = WriteLetterForm(request.POST or None, initial={**said.kept(), "read": letter.version})

    def act(given: dict[str, Any]) -> None:
        actions.write(letter, form.said(), read=given["read"], by=request.user)

    if did(request, form, act, _("Sealed.")):
        return redirect(letter)
    page = {"form": form, "visit": letter.visit, "title": str(letter.country)}
    return render(request, "desk/visits/form.html", page)


@require_POST
@allowed(rules.sees_visits)
def visits_letter_step(request: SignedIn, pk: UUID, verb: str) -> HttpResponse:
    letter = letter_of(request, pk)
    if verb not in actions.MOVES:
        raise Http404
    actions.move(letter, verb, by=request.user)
    messages.success(request, _("Done."))
    return redirect(letter)


@allowed(rules.sees_visits)
@needs_vault
def visits_letter_file(request: WithVault, pk: UUID, form: str) -> HttpResponse:
    """Hand out a letter as PDF, DOCX or XML."""
    if form not in FORMS:
        raise Http404
    letter = letter_of(request, pk)
    told = document(letter, said_of(request, letter), on=today())
    return handed_out(told, FORMS[form], f"visit-{letter.country_id}-{letter.kind}")


@allowed(rules.sees_visits)
@needs_vault
def visits_remind(request: WithVault) -> HttpResponse:
    """Draft one reminder to each chosen State, all in one batch."""
    desk = desk_of(request)
    offered = queries.to_remind(desk, today())
    form = RemindForm(request.POST or None, offered=offered)
    made: list[UUID] = []

    def act(given: dict[str, Any]) -> None:
        chosen = Country.objects.filter(pk__in=given["states"])
        made.append(actions.remind(desk, chosen, form.said(), given["language"], by=request.user))

    if did(request, form, act, _("One letter for each State is drafted.")):
        return redirect("visits_batch", made[0])
    held = [one for one in offered if one.waits or one.why_not]
    return render(request, "desk/visits/remind.html", {"form": form, "held": held})


@allowed(rules.sees_visits)
def visits_batch(request: SignedIn, batch: UUID) -> HttpResponse:
    """Show a batch of reminders; sign all that wait, or send all that are signed."""
    desk = desk_of(request)
    letters = list(actions.of_batch(desk, batch))
    if not letters:
        raise Http404
    form = SendForm(request.POST or None) if "channel" in request.POST else SendForm()
    if request.method == "POST" and "sign" in request.POST:
        told(request, actions.sign_all(desk, batch, by=request.user))
        return redirect("visits_batch", batch)

    def act(given: dict[str, Any]) -> None:
        told(request, actions.send_all(desk, batch, given["channel"], by=request.user))

    if did(request, form, act, _("Done.")):
        return redirect("visits_batch", batch)
    page = {
        "letters": letters,
        "form": form,
        "to_sign": any(one.state == workflow.State.DRAFT for one in letters),
        "to_send": any(one.state == workflow.State.SIGNED for one in letters),
    }
    return render(request, "desk/visits/batch.html", page)


def told(request: SignedIn, count: int) -> None:
    words = ngettext("%(number)s letter.", "%(number)s letters.", count) % {"number": count}
    messages.success(request, words)
