"""Pages on which a file of lines is looked at and then loaded: what all of them share."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from rapporteur.communications.register.actions import Register, load_draft, look
from rapporteur.communications.register.findings import Finding
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.people.accounts.http import SignedIn

TOLD = 500  # findings on a page; the command tells all of them


def told_on_a_page(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what a page tells of the lines, what keeps one out before what does not."""
    found = sorted(findings, key=lambda one: not one.keeps_out)
    return {"findings": found[:TOLD], "untold": max(len(found) - TOLD, 0)}


def looked_at(
    request: SignedIn, register: Register[Any, Any], form: DeskForm, template: str
) -> HttpResponse:
    """Show what the file of a valid form would do. Nothing is loaded."""
    draft, told = look(register, form.cleaned_data["sheet"], by=request.user)
    page = {"draft": draft, "told": told, **told_on_a_page(told.findings)}
    return render(request, template, page)


def taken(request: SignedIn, register: Register[Any, Any], pk: object) -> None:
    """Load the good lines of a file that this person looked at, and say how many are new."""
    draft = get_object_or_404(register.draft, pk=pk, by=request.user.pk)
    told = load_draft(register, draft, by=request.user)
    messages.success(request, _("Loaded. New lines: %(added)s.") % {"added": told.added})
