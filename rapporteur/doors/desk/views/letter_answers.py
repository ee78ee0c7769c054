"""What a reply answers, as pages: the questions of a letter, one of them, how far graders agree."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import questions, rules
from rapporteur.communications.actions import grading as actions
from rapporteur.communications.grading import reading
from rapporteur.communications.grading.rules import (
    did_not_grade,
    did_not_propose,
    graded,
    has_reply,
)
from rapporteur.communications.models import Communication, GradeRule, Grading, Passage, Reply
from rapporteur.communications.queries import rendition_of
from rapporteur.communications.questions import Asked, paragraphs_of
from rapporteur.communications.replies.reading import words_of_reply
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.doors.desk.answer_forms import GradeForm, PassageForm
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

Replies = list[tuple[Reply, tuple[str, ...]]]


def out(request: WithVault, pk: UUID) -> Communication:
    """Return a letter that is out; of any other there is no such page."""
    letter = visible(request, pk)
    if not letter.is_out:
        raise Http404
    return letter


def asked_in(request: WithVault, letter: Communication) -> Asked:
    """Return the questions as the addressee read them. Raises Refused where the vault is locked."""
    return questions.asked_in(rendition_of(letter, open_keyring(request), by=request.user))


@allowed(rules.reads_sealed)
@needs_vault
def communications_answers(request: WithVault, pk: UUID) -> HttpResponse:
    """List the questions of a letter with what was graded of each; the letter is journalled."""
    letter = out(request, pk)
    asked = asked_in(request, letter).questions
    found = {one.question: one for one in Grading.objects.of(letter)}
    page = {
        "letter": letter,
        "lines": [(n, text, found.get(n)) for n, text in enumerate(asked, 1)],
        "why_not": has_reply(letter),
    }
    return render(request, "desk/answers/list.html", page)


def replies_of(request: WithVault, letter: Communication) -> Replies:
    """Return each reply with its paragraphs; none where the vault was locked meanwhile."""
    keyring = request.vault.keyring
    found = letter.replies.select_related("file", "sealed__record", "reason__record")
    return [
        (
            one,
            paragraphs_of(words_of_reply(one, keyring, by=request.user)["text"]) if keyring else (),
        )
        for one in found
    ]


class Bench:
    """The forms of one question: which of them is sent, and what each does."""

    def __init__(self, request: WithVault, letter: Communication, question: int) -> None:
        self.request, self.letter, self.question = request, letter, question
        self.grading = next(
            (one for one in Grading.objects.of(letter) if one.question == question), None
        )
        self.replies = replies_of(request, letter)
        edition = self.grading.edition if self.grading else ""
        rubric = GradeRule.objects.edition(edition) if edition else GradeRule.objects.on(today())
        self.forms: dict[str, DeskForm] = {
            "choose": PassageForm(self.sent("choose"), replies=self.replies, prefix="choose"),
            "grade": GradeForm(self.sent("grade"), rubric=rubric, prefix="grade"),
            "propose": GradeForm(self.sent("propose"), rubric=rubric, prefix="propose"),
            "settle": GradeForm(self.sent("settle"), rubric=rubric, prefix="settle"),
            "agree": DeskForm(self.sent("agree")),
            "drop": DeskForm(self.sent("drop")),
        }

    def sent(self, name: str) -> Any:
        post = self.request.POST
        return post if self.request.method == "POST" and post.get("do") == name else None

    def begun(self) -> Grading:
        return actions.begin(
            self.letter,
            question=self.question,
            asked=asked_in(self.request, self.letter),
            by=self.request.user,
        )

    def act(self, name: str) -> Callable[[dict[str, Any]], object]:
        by = self.request.user
        choose: Any = self.forms["choose"]
        ways: dict[str, Callable[[dict[str, Any]], object]] = {
            "choose": lambda _given: actions.choose(self.begun(), by=by, **choose.given()),
            "grade": lambda given: actions.grade(self.begun(), by=by, **given),
            "propose": lambda given: actions.propose(self.begun(), by=by, **given),
            "settle": lambda given: actions.settle(self.begun(), by=by, **given),
            "agree": lambda _given: actions.agree(self.begun(), by=by),
            "drop": lambda _given: actions.drop(self.passage(), by=by),
        }
        return ways[name]

    def passage(self) -> Passage:
        try:
            key = UUID(self.request.POST.get("passage", ""))
        except ValueError:
            raise Http404 from None
        return get_object_or_404(Passage, grading=self.grading, pk=key)

    def done(self) -> bool:
        """Do what was sent; a refusal stands on the form that it was sent with."""
        name = self.request.POST.get("do", "")
        if self.request.method != "POST" or name not in self.forms:
            return False
        return did(self.request, self.forms[name], self.act(name), _("Kept. It is for the desk."))


def offered(bench: Bench) -> dict[str, bool]:
    """Say which forms the page shows to this person now; the actions ask again."""
    grading, person = bench.grading, bench.request.user
    state = grading.state if grading else "open"
    if grading and state in actions.DONE and grading.replies < len(bench.replies):
        state, grading = "open", None
    fresh = grading is None or did_not_grade(person, grading) is None
    among = grading is not None and graded(person, grading) is None
    other = grading is not None and did_not_propose(person, grading) is None
    return {
        "choose": state == "open",
        "grade": state in {"open", "once"} and fresh,
        "propose": state in {"differ", "proposed"} and among,
        "agree": state == "proposed" and among and other,
        "settle": state in {"differ", "proposed"} and fresh,
        "waits": state == "once" and not fresh,
    }


@allowed(rules.reads_sealed)
@needs_vault
def communications_answer(request: WithVault, pk: UUID, question: int) -> HttpResponse:
    """Show one question with what answers it; choose passages, grade, settle."""
    letter = out(request, pk)
    bench = Bench(request, letter, question)
    if bench.done():
        return redirect("communications_answer", pk, question)
    keyring = request.vault.keyring
    asked = asked_in(request, letter).questions if keyring else ()
    if keyring and not 1 <= question <= len(asked):
        raise Http404
    grading = bench.grading
    told = reading.opened(grading, keyring, by=request.user) if grading and keyring else {}
    page = {
        "letter": letter,
        "question": question,
        "text": asked[question - 1] if asked else "",
        "grading": grading,
        "told": told,
        "replies": bench.replies,
        "forms": bench.forms,
        "may": offered(bench),
        "why_not": works_on_what_is_out(request.user, letter) or has_reply(letter),
    }
    return render(request, "desk/answers/answer.html", page)


@allowed(rules.reads_sealed)
def communications_graded(request: SignedIn) -> HttpResponse:
    """Show the rubric of today, and how far two people agree over all letters in sight."""
    letters = Communication.objects.visible_to(request.user).values("pk")
    page = {
        "rubric": GradeRule.objects.on(today()),
        "agreed": reading.agreed(letters),
        "on": today(),
    }
    return render(request, "desk/answers/graded.html", page)
