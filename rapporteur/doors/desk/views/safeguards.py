"""Safeguarding: the fifteen rules, where the code holds them, and checks that a person ticks."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases import rules
from rapporteur.cases.queries import safeguards as queries
from rapporteur.cases.rules import desks_read
from rapporteur.cases.safeguards import actions
from rapporteur.cases.safeguards.items import CHECKS
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.rules import may_at


class TickForm(DeskForm):
    code = forms.ChoiceField(
        label=gettext_lazy("What was done"),
        choices=[(code, check.words) for code, check in CHECKS.items()],
    )
    done_on = DayField(label=gettext_lazy("On"))


@allowed(rules.reads_sealed)
def safeguards(request: SignedIn) -> HttpResponse:
    """Lead to the desk, or let choose between several."""
    desks = list(Desk.objects.filter(pk__in=desks_read(request.user)).order_by("pk"))
    if len(desks) == 1:
        return redirect("safeguards_desk", desks[0].pk)
    return render(request, "desk/safeguards/desks.html", {"desks": desks})


@allowed(rules.reads_sealed)
def safeguards_desk(request: SignedIn, pk: UUID) -> HttpResponse:
    desk = get_object_or_404(Desk.objects.filter(pk__in=desks_read(request.user)), pk=pk)
    form = TickForm(request.POST or None, initial={"done_on": today()})
    if form.is_valid():
        try:
            given: dict[str, Any] = form.cleaned_data
            actions.tick(desk, given["code"], given["done_on"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ticked, in your name."))
            return redirect("safeguards_desk", pk)
    page = {
        "desk": desk,
        "form": form,
        "rules": queries.standing(desk),
        "may": may_at(request.user, roles.LET_MEMBERS_IN, desk.pk),
    }
    return render(request, "desk/safeguards/desk.html", page)
