"""The letters of an event as pages: their thread, a sister letter, two of them side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import questions, rules, sisters, threads
from rapporteur.communications.actions import grouping
from rapporteur.communications.models import Communication, TextBlock
from rapporteur.communications.queries import words_of
from rapporteur.communications.workflow import State
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_group_forms import (
    JoinForm,
    NamingForm,
    SisterForm,
    TakeOverForm,
)
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letter_sets import steps_of_set
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
def communications_thread(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show the letters of an event in order, with what each waits for. Nothing is opened."""
    letter = visible(request, pk)
    thread = threads.thread_of(letter, request.user, today())
    has_copies = any(line.letter.copy_of_id == letter.pk for line in thread.lines)
    verbs = steps_of_set(letter) if has_copies else []
    page = {"letter": letter, "thread": thread, "verbs": verbs}
    return render(request, "desk/letters/thread.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_asked(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what a letter alleges and asks beside what came back and what comes next."""
    letter = visible(request, pk)
    words = words_of(letter, open_keyring(request), by=request.user)
    told = [words.shown(one, letter.language, named=letter.names_child) for one in words.facts]
    asked = questions.Asked.of(words.blocks.get(TextBlock.Part.QUESTIONS, ""))
    lines = threads.thread_of(letter, request.user, today()).lines
    page = {
        "letter": letter,
        "subject": words.subject,
        "facts": told,
        "asked": asked,
        "replies": letter.replies.all(),
        "line": next(line for line in lines if line.letter.pk == letter.pk),
    }
    return render(request, "desk/letters/asked.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_sister(request: WithVault, pk: UUID) -> HttpResponse:
    """Begin a letter on the same event to another addressee."""
    letter = visible(request, pk)
    form = SisterForm(request.POST or None, letter=letter)
    begun: list[Communication] = []

    def add(given: dict[str, Any]) -> None:
        words = words_of(letter, open_keyring(request), by=request.user)
        begun.append(grouping.add(letter, words, read=letter.version, by=request.user, **given))

    if did(request, form, add, _("The letter is begun, with the facts of the other.")):
        return redirect("communications_write", begun[0].pk)
    page = {"letter": letter, "form": form, "heading": _("Write to another addressee")}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
def communications_join(request: SignedIn, pk: UUID) -> HttpResponse:
    """Put a letter that was begun alone with another on the same event."""
    letter = visible(request, pk)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        letter=letter,
        others=threads.joinable(letter, request.user),
    )
    if did(
        request,
        form,
        lambda given: grouping.join(letter, by=request.user, **given),
        _("It stands with the others now. Compare their facts."),
    ):
        return redirect("communications_thread", pk)
    page = {"letter": letter, "form": form, "heading": _("Put it with another letter")}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_compare(request: WithVault, pk: UUID, sister: UUID) -> HttpResponse:
    """Show two letters of an event side by side, and take over the facts of the other."""
    letter = visible(request, pk)
    seen = Communication.objects.visible_to(request.user).sisters_of(letter)
    other = get_object_or_404(seen.select_related("record", "addressee_state"), pk=sister)
    first = {"read": letter.version, "read_there": other.version}
    is_draft = letter.state == State.DRAFT
    form = TakeOverForm(request.POST or None, initial=first, is_draft=is_draft)

    def take(given: dict[str, Any]) -> None:
        keyring = open_keyring(request)
        own, theirs = (words_of(one, keyring, by=request.user) for one in (letter, other))
        grouping.take_over(letter, other, own=own, theirs=theirs, by=request.user, **given)

    if did(request, form, take, _("Taken over as a new version of a draft.")):
        return redirect(letter)
    page = {"letter": letter, "other": other, "form": form, **side_by_side(request, letter, other)}
    return render(request, "desk/letters/compare.html", page)


def side_by_side(request: WithVault, letter: Communication, other: Communication) -> dict[str, Any]:
    """Return the rows of both letters; words are compared within one language only."""
    if (keyring := request.vault.keyring) is None:
        return {"rows": [], "one_language": True}
    own, theirs = (words_of(one, keyring, by=request.user) for one in (letter, other))
    one_language = letter.language == other.language and not (
        letter.to_translate or other.to_translate
    )
    rows = sisters.side_by_side(own, theirs, letter.language)
    return {"rows": rows, "one_language": one_language}


@allowed(rules.reads_sealed)
def communications_translated(request: SignedIn, pk: UUID) -> HttpResponse:
    """Say that everything in a letter stands in its own language now."""
    letter = visible(request, pk)
    form = DeskForm(request.POST if request.method == "POST" else None)
    if did(
        request,
        form,
        lambda _given: grouping.say_translated(letter, by=request.user),
        _("Recorded. It can be handed in."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("It is translated")}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
def communications_naming(request: SignedIn, pk: UUID) -> HttpResponse:
    """Say whether the letters to others may name this one."""
    letter = visible(request, pk)
    form = NamingForm(
        request.POST if request.method == "POST" else None,
        initial={"named": letter.named_to_sisters},
    )
    if did(
        request,
        form,
        lambda given: grouping.let_be_named(letter, named=given["named"], by=request.user),
        _("Recorded."),
    ):
        return redirect("communications_thread", pk)
    page = {"letter": letter, "form": form, "heading": _("Whether others may name it")}
    return render(request, "desk/letters/form.html", page)
