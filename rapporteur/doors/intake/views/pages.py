"""One question a page, the review, sending, and the thread afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapporteur.doors.intake.forms import AnswerForm, MessageForm
from rapporteur.doors.intake.guards import give, wait, with_thread
from rapporteur.doors.intake.places import places
from rapporteur.intake import asking, disguises, leaving_out, line, saying, threads
from rapporteur.intake.desks import keeps_names
from rapporteur.intake.passes import Pass
from rapporteur.intake.questions import (
    BY_CODE,
    WRITER,
    Form,
    Question,
    neighbours,
    questions_for,
)
from rapporteur.intake.terms import explained
from rapporteur.intake.threads import Contents
from rapporteur.intake.writers import is_child
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.clock import now
from rapporteur.world.models import Country

READS = ["GET", "HEAD", "POST"]
SAID_FIRST = {"writer", "what"}  # pages with a note before the question


def asked_in(contents: Contents) -> list[Question]:
    return [WRITER, *questions_for(saying.writer_of(contents), contents.answers)]


@sensitive_post_parameters()
@open_to_all("The code is all that a source has to show.")
@with_thread
@require_http_methods(READS)
def question(request: HttpRequest, held: Pass, contents: Contents, code: str) -> HttpResponse:
    """Ask one question; a post saves the answer, or skips, and goes on."""
    if contents.sent_on:
        return typed_elsewhere(request, held, contents)
    asked = asked_in(contents)
    if code not in {one.code for one in asked}:
        return redirect("review") if code in BY_CODE else not_a_question()
    this = next(one for one in asked if one.code == code)
    _before, after = neighbours(code, asked)
    unkept = this.identity and not keeps_names(contents.desk)
    if "skip" in request.POST or (unkept and request.method == "POST"):
        return onward(after)  # what is not kept is not saved either: the page said so
    answer = {"answer": contents.answers.get(code, "")}
    form = AnswerForm(this, saying.writer_of(contents), request.POST or None, initial=answer)
    if form.is_valid() and room_for_more(form, contents):
        text = form.cleaned_data["answer"]
        if text != contents.answers.get(code, ""):
            threads.save_answer(held.receipt, contents, code, text)
            contents.answers[code] = text
        return after_saving(contents, code)
    return show_question(request, held, contents, form, unkept=unkept)


def typed_elsewhere(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Take an answer to what is not asked any more as a message, so that nothing is lost."""
    if late := request.POST.get("answer", "").strip():
        return write(request, held, contents, MessageForm({"text": late}))
    return redirect("thread")


def show_question(
    request: HttpRequest, held: Pass, contents: Contents, form: AnswerForm, *, unkept: bool = False
) -> HttpResponse:
    """Show the page of the question that a form is of, with whatever is wrong in it."""
    this, asked = form.question, asked_in(contents)
    code, number = this.code, asked.index(this) + 1
    before, _after = neighbours(code, asked)
    page = {
        "form": form,
        "question": this,
        "before": before,
        "number": number,
        "count": len(asked),
        "ending": held.ending,
        "terms": explained(this.terms_for(saying.writer_of(contents))),
        **(told(contents) if code in SAID_FIRST else {}),
        "unkept": unkept,
    }
    return render(request, "intake/question.html", page)


def after_saving(contents: Contents, code: str) -> HttpResponse:
    """Lead on, or to the page that says why something in the answer cannot be sent."""
    if leaving_out.cleaned(code, contents.answers.get(code, ""))[1]:
        return redirect("look", code=code)
    return onward(neighbours(code, asked_in(contents))[1])


def room_for_more(form: AnswerForm, contents: Contents) -> bool:
    """Say whether the thread takes another change; if not, the page says so and keeps the text."""
    if contents.saved < threads.MOST_DRAFTS:
        return True
    form.add_error("answer", _("This has been changed very often. Send it, then add a message."))
    return False


def not_a_question() -> HttpResponse:
    raise Http404


def onward(after: str | None) -> HttpResponse:
    return redirect("question", code=after) if after else redirect("review")


@open_to_all("The code is all that a source has to show.")
@with_thread
@require_http_methods(READS)
def look(request: HttpRequest, held: Pass, contents: Contents, code: str) -> HttpResponse:
    """Say why something in an answer is left out; a post leaves it out, and goes on."""
    if contents.sent_on:
        return redirect("thread")
    asked = asked_in(contents)
    if code not in {one.code for one in asked}:
        return redirect("review")
    after = neighbours(code, asked)[1]
    found = noticed_in(contents, [code])
    if not found:
        return onward(after)
    if request.method == "POST":
        if contents.saved < threads.MOST_DRAFTS:
            threads.leave_out(held.receipt, contents, code)
        return onward(after)  # sending leaves it out in any case
    page = {"found": found, "code": code, "ending": held.ending, **told(contents)}
    return render(request, "intake/look.html", page)


def told(contents: Contents) -> dict[str, object]:
    """Return what the words on leaving out need: who reads them, and who can help where."""
    return {
        "is_child": is_child(saying.writer_of(contents)),
        "places": places(contents.answers.get("state", "")),
    }


def noticed_in(contents: Contents, codes: Iterable[str]) -> list[dict[str, object]]:
    """Return the answers in which something is noticed, in stretches."""
    answers = threads.shown(contents.answers)
    kinds = leaving_out.noticed_in({code: answers.get(code, "") for code in codes})
    return [
        {
            "code": code,
            "words": BY_CODE[code].words_for(saying.writer_of(contents)),
            "pieces": leaving_out.pieces_of(code, answers[code]),
        }
        for code in kinds
    ]


def answered(contents: Contents) -> list[dict[str, object]]:
    """Return each question asked with its answer in words; an empty one was skipped."""
    iso3 = contents.answers.get("state", "")
    names = {one.iso3: one.name for one in Country.objects.filter(iso3=iso3)} if iso3 else {}
    lines: list[dict[str, object]] = []
    for one in asked_in(contents):
        text = contents.answers.get(one.code, "")
        lines.append(
            {
                "code": one.code,
                "words": one.words_for(saying.writer_of(contents)),
                "answer": in_words(one, text, names),
                "is_text": one.form == Form.TEXT,
            }
        )
    return lines


def in_words(question: Question, text: str, names: Mapping[str, object]) -> object:
    if question.form == Form.CHOICE:
        return dict(question.choices).get(text, "")
    return names.get(text, "") if question.form == Form.STATE and text else text


@open_to_all("The code is all that a source has to show.")
@with_thread
@require_safe
def review(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Show all that would be sent, and what it means to stay unnamed."""
    if contents.sent_on:
        return redirect("thread")
    page = {
        "lines": answered(contents),
        "unnamed": not contents.answers.get("name"),
        "unkept": not keeps_names(contents.desk),
        "found": noticed_in(contents, [one.code for one in asked_in(contents)]),
        "empty": not contents.answers.get("what"),
        "ending": held.ending,
        **told(contents),
    }
    return render(request, "intake/review.html", page)


@open_to_all("The code is all that a source has to show.")
@with_thread
@require_POST
def send(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Send once; a second post finds it sent, and both lead to the same page.

    What would be left out is told first: a post that does not know of it leads to the review.
    """
    if (
        not contents.sent_on
        and "without" not in request.POST
        and leaving_out.noticed_in(threads.shown(contents.answers))
    ):
        return redirect("review")
    return send_in_turn(request, held, contents)


def send_in_turn(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Send, or say that it takes a moment: what was written lies in the drafts and is kept."""
    settled = replace(held, asked=0)
    if contents.sent_on:
        return give(redirect("thread"), settled)
    with line.SENDING.turn(held.receipt.lookup, held.asked) as ours:
        if not ours:
            return wait(request, replace(held, asked=held.asked or int(now().timestamp())))
        contents.answers["language"] = translation.get_language() or "en"
        threads.send(held.receipt, contents)
    return give(redirect("thread"), settled)


def takes_messages(form: forms.Form, contents: Contents, field: str | None = "text") -> bool:
    """Say whether the thread takes another message; if not, the page says so and keeps the text."""
    if len(contents.letters) < threads.MOST_MESSAGES:
        return True
    form.add_error(field, _("There are very many messages here. Wait for the desk to answer."))
    return False


@sensitive_post_parameters()
@open_to_all("The code is all that a source has to show.")
@with_thread
@require_http_methods(READS)
def thread(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Show where the thread stands and what was written since; take another message."""
    return write(request, held, contents, MessageForm(request.POST or None))


def write(request: HttpRequest, held: Pass, contents: Contents, form: MessageForm) -> HttpResponse:
    """Take a message; where something would be left out, show the page with that said first."""
    found: list[dict[str, object]] = []
    if contents.sent_on and form.is_valid() and takes_messages(form, contents):
        text = form.cleaned_data["text"]
        if "without" in request.POST or not disguises.noticed(text):
            threads.write_again(held.receipt, contents, text)
            return redirect("thread")
        found = [{"pieces": disguises.pieces(text)}]
    page = {
        "contents": contents,
        "messages": asking.shown(contents.letters),
        "enquiries": asking.enquiries(contents.letters),
        "lines": answered(contents),
        "form": form,
        "found": found,
        "ending": held.ending,
        "begun": bool(contents.answers),
        "may_say_who": saying.may_say_who(contents),
        "asks_deletion": saying.deletion_asked(contents),
        **told(contents),
    }
    return render(request, "intake/thread.html", page)
