"""Asking a source for more, with a day by which an answer would help; and what comes of silence."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases import received, rules
from rapporteur.cases.enquiries import actions
from rapporteur.cases.models import Enquiry
from rapporteur.cases.queries.received import of_desks
from rapporteur.doors.desk.enquiry_forms import ChoiceForm, QuestionsForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.received import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
@needs_vault
def received_ask(request: WithVault, pk: UUID) -> HttpResponse:
    """Ask questions, each of a kind, in the thread of a source."""
    submission = visible(request, pk)
    form = QuestionsForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            said = received.open_submission(submission, open_keyring(request), by=request.user)
            actions.ask(
                submission,
                form.questions(),
                given["until"],
                given["text"],
                said=said,
                by=request.user,
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked. The source sees it when coming back."))
            return redirect("received_open", pk)
    page = {"form": form, "submission": submission}
    return render(request, "desk/received/ask.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def received_enquiry(request: WithVault, pk: UUID) -> HttpResponse:
    """Choose what comes of questions: once more, on without an answer, or no longer."""
    found = Enquiry.objects.filter(submission__in=of_desks(request.user))
    enquiry = get_object_or_404(found.select_related("submission__sealed__record", "by"), pk=pk)
    form = ChoiceForm(request.POST or None)
    if form.is_valid():
        try:
            settle(request, enquiry, form)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. The page of the source says so too."))
            return redirect("received_open", enquiry.submission_id)
    page = {"form": form, "enquiry": enquiry}
    return render(request, "desk/received/enquiry.html", page)


def settle(request: WithVault, enquiry: Enquiry, form: ChoiceForm) -> None:
    """Do what was chosen. Raises Refused."""
    submission, choice = enquiry.submission, form.cleaned_data["choice"]
    said = received.open_submission(submission, open_keyring(request), by=request.user)
    enquiry.refresh_from_db(fields=["state"])  # opening may have taken the last answer
    if choice == "again":
        actions.ask_again(enquiry, form.cleaned_data["until"], said=said, by=request.user)
    elif choice == "on":
        actions.go_on(enquiry, said=said, by=request.user)
    else:
        actions.close(enquiry, said=said, by=request.user)
