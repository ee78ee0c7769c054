"""Press statements as pages: the list, one with what is next, writing it, its checklist, its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications.models import Communication
from rapporteur.doors.desk.checklist_forms import ChecklistForm
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.press_forms import ApproveForm, ReadForm, WithdrawForm, WriteForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.workflow import Step
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.press import actions, reading, rules, sealing
from rapporteur.press.models import PressStatement
from rapporteur.press.words import Words
from rapporteur.press.workflow import (
    APPROVE,
    APPROVE_CORRECTION,
    DROP,
    HOLD,
    PUBLISH,
    WITHDRAW,
)

A_PAGE = 50
STEPS: dict[str, tuple[Step, Any]] = {
    "approve": (APPROVE, gettext_lazy("Approve it")),
    "hold": (HOLD, gettext_lazy("Hold it to its hour")),
    "publish": (PUBLISH, gettext_lazy("Publish it")),
    "correct": (APPROVE_CORRECTION, gettext_lazy("Approve the correction")),
    "withdraw": (WITHDRAW, gettext_lazy("Withdraw it from the public")),
    "drop": (DROP, gettext_lazy("Do not say it")),
}


def visible(request: SignedIn, pk: UUID) -> PressStatement:
    found = PressStatement.objects.visible_to(request.user).select_related(
        *("desk", "record", "drafter", "approved_by", "exception_by")
    )
    return get_object_or_404(found, pk=pk)


@allowed(rules.reads_sealed)
def press(request: SignedIn) -> HttpResponse:
    """List press statements by codes and days. Nothing of them is opened."""
    found = PressStatement.objects.visible_to(request.user).select_related("drafter").newest_first()
    return render(request, "desk/press/list.html", page_of(request, found, A_PAGE))


def written(
    request: WithVault, statement: PressStatement | None, words: Words, chosen: list[str]
) -> HttpResponse:
    """Show the form of a statement, and keep what was typed as a version of its own."""
    seen = Communication.objects.visible_to(request.user)
    desks = reading.desks_of(request.user)
    form = WriteForm(
        request.POST or None,
        words=words,
        letters=seen.filter(desk=statement.desk) if statement else seen,
        statement=statement,
        chosen=chosen,
        desks=desks,
    )
    made: list[PressStatement] = []

    def save(given: dict[str, Any]) -> None:
        open_keyring(request)
        told, by = form.words(), request.user
        if statement is None:
            desk = next(one for one in desks if str(one.pk) == given["desk"])
            made.append(actions.begin(desk, told, by=by, **form.rest()))
        else:
            made.append(actions.write(statement, told, read=given["read"], by=by, **form.rest()))

    if did(request, form, save, _("Saved as a new version.")):
        return redirect(made[0])
    said = reading.advice(form.words() if form.is_bound and form.is_valid() else words)
    rows: list[dict[str, Any]] = [
        {"field": one, "advice": said.get(one.name, [])} for one in form.visible_fields()
    ]
    others = [row for row in rows if is_of_another_language(row["field"].name)]
    page = {
        "statement": statement,
        "form": form,
        "rows": [row for row in rows if row not in others],
        "others": others,
        "open": any(row["field"].value() or row["field"].errors for row in others),
    }
    return render(request, "desk/press/write.html", page)


def is_of_another_language(name: str) -> bool:
    return name.startswith(("title_", "text_")) and not name.endswith("_en")


@allowed(rules.reads_sealed)
@needs_vault
def press_new(request: WithVault) -> HttpResponse:
    """Write the first version; `letter` names one that it speaks of."""
    asked = request.GET.get("letter", "")[:40]
    return written(request, None, Words(), [asked] if asked else [])


@allowed(rules.reads_sealed)
@needs_vault
def press_write(request: WithVault, pk: UUID) -> HttpResponse:
    """Write the next version; an approval and an embargo fall away with it."""
    statement, keyring = visible(request, pk), request.vault.keyring
    words = sealing.words_of(statement, keyring, by=request.user) if keyring else Words()
    codes = list(statement.letters.order_by("code").values_list("code", flat=True))
    return written(request, statement, words, codes)


def shown(request: WithVault, statement: PressStatement) -> dict[str, Any]:
    """Return what a statement says and of which letters, for a page that shows it whole."""
    words = sealing.words_of(statement, open_keyring(request), by=request.user)
    texts = [(code, words.titles[code], text) for code, text in words.texts.items()]
    return {"statement": statement, "words": words, "texts": texts, "told": reading.told(statement)}


@allowed(rules.reads_sealed)
@needs_vault
def press_one(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a statement, how its letters stand and what can be done next."""
    statement = visible(request, pk)
    steps = [
        {"verb": verb, "label": label, "why_not": step.refusal(request.user, statement)}
        for verb, (step, label) in STEPS.items()
        if statement.state in step.sources
    ]
    return render(request, "desk/press/one.html", {**shown(request, statement), "steps": steps})


@allowed(rules.reads_sealed)
@needs_vault
def press_checklist(request: WithVault, pk: UUID) -> HttpResponse:
    """Answer what the Code of Conduct and the Manual ask of this version."""
    statement, keyring = visible(request, pk), request.vault.keyring
    before = reading.answered(statement, keyring, by=request.user) if keyring else None
    form = ChecklistForm(
        request.POST or None,
        items=rules.asked(),
        given=before.given if before else {},
        version=statement.version,
    )

    def save(said: dict[str, Any]) -> None:
        open_keyring(request)
        actions.answer(statement, form.given(), read=said["read"], by=request.user)

    if did(request, form, save, _("Your answers are kept for this version.")):
        return redirect(statement)
    page = {
        "statement": statement,
        "form": form,
        "before": before,
        "held": reading.held(statement, request.user),
        "open": statement.may_be_written,
        "why_not": rules.has_answered_checklist(request.user, statement),
    }
    return render(request, "desk/press/checklist.html", page)


def form_of(request: SignedIn, statement: PressStatement, verb: str) -> Form:
    data, first = request.POST or None, {"read": statement.version}
    if verb in {"approve", "correct"}:
        return ApproveForm(data, initial=first, exception=bool(statement.exception))
    if verb == "withdraw":
        return WithdrawForm(data)
    if verb == "drop":
        return DeskForm(request.POST if request.method == "POST" else None)
    return ReadForm(data, initial=first)


def act_of(request: WithVault, statement: PressStatement, verb: str) -> Callable[[Any], object]:
    """Return what a step does with what its form gives. What needs the words opens them."""
    by = request.user
    if verb == "withdraw":
        return lambda given: actions.withdraw(statement, why=given["why"], by=by)
    if verb == "drop":
        return lambda _given: actions.drop(statement, by=by)

    def act(given: dict[str, Any]) -> None:
        keyring = open_keyring(request)
        words = sealing.words_of(statement, keyring, by=by)
        if verb in {"approve", "correct"}:
            bases = reading.bases_of(statement, keyring, by=by)
            actions.approve(statement, words, bases, by=by, **given)
        elif verb == "hold":
            actions.hold(statement, words, by=by, **given)
        else:
            actions.publish(statement, words, by=by, **given)

    return act


@allowed(rules.reads_sealed)
@needs_vault
def press_step(request: WithVault, pk: UUID, verb: str) -> HttpResponse:
    """Show it whole and ask once more, then take the step; a refusal says its reason."""
    if verb not in STEPS:
        raise Http404
    statement = visible(request, pk)
    step, label = STEPS[verb]
    form = form_of(request, statement, verb)
    if did(request, form, act_of(request, statement, verb), _("Done.")):
        return redirect(statement)
    page = {"form": form, "heading": label, "why_not": step.refusal(request.user, statement)}
    if request.vault.keyring:
        page |= shown(request, statement)
    return render(request, "desk/press/step.html", {"statement": statement, **page})
