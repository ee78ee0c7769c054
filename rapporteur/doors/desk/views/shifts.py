"""Merging a case into another, taking it apart again, splitting one; why, opened."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases import references, rules, sealing
from rapporteur.cases.models import Case, Shift
from rapporteur.cases.shifts import actions
from rapporteur.doors.desk.case_forms import MergeForm, SealedReasonForm, SplitForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.cases import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


def after(request: WithVault, form: Form, act: Callable[[], Case]) -> HttpResponse | None:
    """Do what a valid form asks and go to the case it leads to; None where the form comes back."""
    if not form.is_valid():
        return None
    try:
        open_keyring(request)
        case = act()
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Done. Look at what each source allows, and at the triage."))
    return redirect(case)


def other(request: SignedIn, reference: str) -> Case:
    """Return the case of this reference that the person may see. Raises Refused."""
    found = Case.objects.visible_to(request.user).filter(reference=references.read(reference))
    if case := found.first():
        return case
    raise Refused(_("No case of your desk has this reference."))


@allowed(rules.reads_sealed)
@needs_vault
def cases_merge(request: WithVault, pk: UUID) -> HttpResponse:
    case = visible(request, pk)
    form = MergeForm(request.POST or None)

    def act() -> Case:
        given = form.cleaned_data
        into = other(request, given["reference"])
        return actions.merge(case, into, given["reason"], by=request.user)

    gone = after(request, form, act)
    return gone or render(request, "desk/cases/merge.html", {"case": case, "form": form})


@allowed(rules.reads_sealed)
@needs_vault
def cases_apart(request: WithVault, pk: UUID) -> HttpResponse:
    case = visible(request, pk)
    form = SealedReasonForm(request.POST or None)

    def act() -> Case:
        return actions.take_apart(case, form.cleaned_data["reason"], by=request.user)

    gone = after(request, form, act)
    return gone or render(request, "desk/cases/apart.html", {"case": case, "form": form})


@allowed(rules.reads_sealed)
@needs_vault
def cases_split(request: WithVault, pk: UUID) -> HttpResponse:
    case = visible(request, pk)
    form = SplitForm(request.POST or None, case=case)

    def act() -> Case:
        given = form.cleaned_data
        chosen = [UUID(one) for one in given["submissions"]]
        return actions.split(case, chosen, given["reason"], by=request.user)

    gone = after(request, form, act)
    return gone or render(request, "desk/cases/split.html", {"case": case, "form": form})


@allowed(rules.reads_sealed)
@needs_vault
def cases_shifts(request: WithVault, pk: UUID) -> HttpResponse:
    """Show why cases were merged with this one or split from it, each reason opened."""
    case = visible(request, pk)
    keyring, recipient = open_keyring(request), sealing.recipient_of(case)
    shifts = Shift.objects.of_case(case).select_related("sealed__record", "source", "target", "by")
    told = [
        {
            "shift": one,
            "reason": sealing.read(
                one.sealed, recipient, keyring, by=str(request.user.pk)
            ).decode(),
        }
        for one in shifts
    ]
    return render(request, "desk/cases/shifts.html", {"case": case, "told": told})
