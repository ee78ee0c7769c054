"""The queue of what was received, one submission opened, an answer to it, and its case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import actions, received, references, rules
from rapporteur.cases.likeness import comparing, retellings
from rapporteur.cases.models import Case, SavedFilter
from rapporteur.cases.plans import words as plans
from rapporteur.cases.queries import readings
from rapporteur.cases.queries import received as queries
from rapporteur.circles import actions as circles
from rapporteur.doors.desk.case_forms import AnswerForm, JoinForm, ReceivedFilter
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.search_forms import SearchForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.intake import asking, dialogue
from rapporteur.intake.models import Submission
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.rules import lets_members_in
from rapporteur.people.vaults.unlocking import WithVault

MARKS = {"yes": True, "no": False}


def visible(request: SignedIn, pk: UUID) -> Submission:
    found = queries.of_desks(request.user).select_related("sealed__record")
    return get_object_or_404(found, pk=pk)


@allowed(rules.reads_sealed)
def received_list(request: SignedIn) -> HttpResponse:
    """List what was received. Nothing of it is opened."""
    form = ReceivedFilter(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    marks = {name: MARKS.get(value) for name, value in given.items()}
    wanted = queries.Wanted(marks.get("urgent"), marks.get("opened"), marks.get("joined"))
    page = page_of(request, queries.received(request.user, wanted), queries.A_PAGE)
    saved = SavedFilter.objects.visible_to(request.user).of_page("received")
    shown = {"form": form, "kept": saved, "search": SearchForm(), **page}
    return render(request, "desk/received/list.html", shown)


@allowed(rules.reads_sealed)
def received_held(request: SignedIn) -> HttpResponse:
    """List what is held back. Nothing of it is opened, and nothing is ever deleted by itself."""
    found = queries.received(request.user, queries.Wanted(held=True))
    return render(request, "desk/received/held.html", page_of(request, found, queries.A_PAGE))


@allowed(rules.reads_sealed)
@require_POST
def received_release(request: SignedIn, pk: UUID) -> HttpResponse:
    """Let one into the queue."""
    actions.release(visible(request, pk), by=request.user)
    messages.success(request, _("It stands in the queue now."))
    return redirect("received_held")


@allowed(rules.reads_sealed)
@needs_vault
def received_open(request: WithVault, pk: UUID) -> HttpResponse:
    submission = visible(request, pk)
    keyring = open_keyring(request)
    said = received.open_submission(submission, keyring, by=request.user)
    found = Case.objects.visible_to(request.user).filter(joined__submission=submission)
    cases = list(found.select_related("current"))
    asked = list(submission.enquiries.unsettled())
    return render(
        request,
        "desk/received/open.html",
        {
            "submission": submission,
            "lines": received.lines(said),
            "letters": [
                (one, received.changed_lines(one.letter)) for one in asking.shown(said.letters)
            ],
            "enquiries": asked,
            "is_asked": any(one.state == "open" for one in asked),
            "cases": cases,
            "compared": comparing.reads_like(submission, keyring, by=request.user),
            "retellings": retellings.of_any(cases, by=request.user),
            "may_answer": received.lets_us_answer(submission, said),
            "asks_deletion": queries.deletion_waits(submission.thread_id),
            "sees_readers": lets_members_in(request.user) is None,
        },
    )


@allowed(rules.reads_sealed)
@needs_vault
def received_write(request: WithVault, pk: UUID) -> HttpResponse:
    """Write to the source in its thread; words for a first answer stand ready."""
    submission = visible(request, pk)
    ready = dialogue.acknowledgement()
    if "readers" in request.GET:
        ready = readings.in_words(readings.of_submission(submission))
    form = AnswerForm(request.POST or None, initial={"text": ready})
    if not queries.deletion_waits(submission.thread_id):
        del form.fields["answers_deletion"]
    if form.is_valid():
        try:
            said = received.open_submission(submission, open_keyring(request), by=request.user)
            received.write_back(
                submission,
                form.cleaned_data["text"],
                said=said,
                by=request.user,
                answers_deletion=form.cleaned_data.get("answers_deletion", False),
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent. The source sees it when coming back."))
            return redirect("received_open", pk)
    keyring = request.vault.keyring
    shown = plans.read_for(submission, keyring, by=request.user) if keyring else []
    page = {"form": form, "submission": submission, "plans": shown, "opened": keyring is not None}
    return render(request, "desk/received/write.html", page)


@allowed(lets_members_in)
def received_readers(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show who has opened what a source told. Nothing of it is opened."""
    submission = visible(request, pk)
    page = {"submission": submission, "readings": readings.of_submission(submission)}
    return render(request, "desk/received/readers.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def received_case(request: WithVault, pk: UUID) -> HttpResponse:
    """Make a case of a submission, or join it to one by its reference."""
    submission = visible(request, pk)
    form = JoinForm(request.POST or None)
    if form.is_valid():
        try:
            case = case_of(request, submission, form.cleaned_data["reference"])
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error("reference", str(refusal))
        else:
            if case.circle is not None:
                circles.settle(request.user, open_keyring(request))
            messages.success(request, _("It belongs to %(case)s now.") % {"case": case})
            return redirect(case)
    page = {"form": form, "submission": submission}
    return render(request, "desk/received/case.html", page)


def case_of(request: WithVault, submission: Submission, reference: str) -> Case:
    """Return the case that a submission was joined to, or made into. Raises Refused."""
    wanted = references.read(reference)
    found = Case.objects.visible_to(request.user).filter(reference=wanted).first()
    if wanted and found is None:
        raise Refused(_("No case of your desk has this reference."))
    said = received.open_submission(submission, open_keyring(request), by=request.user)
    if found is None:
        found = actions.open_case(submission, said.answers, by=request.user)
    else:
        actions.join(found, submission, said.answers, by=request.user)
    received.take_changes(submission, said, by=request.user)
    return found
