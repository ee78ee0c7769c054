"""The register of partners at the desk: who they are, who checked it, who is left alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from rapporteur.cases.rules import desks_read, reads_sealed
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.partner_forms import (
    HowForm,
    OrganisationForm,
    PartnerFilter,
    PartnerInviteForm,
    PersonForm,
    SealedReasonForm,
)
from rapporteur.doors.desk.views.files import to_unlock
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.partners import colleagues, queries, reading, rules
from rapporteur.partners.actions import register
from rapporteur.partners.models import Organisation, Person
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.people.vaults.unlocking import WithVault

A_PAGE = 50


def of_desks(request: SignedIn) -> Any:
    return Organisation.objects.of_desks(desks_read(request.user))


def visible(request: SignedIn, pk: UUID) -> Organisation:
    """Return a partner of this person's desks; any other is not there."""
    found: Organisation = get_object_or_404(
        of_desks(request).select_related("verified_by", "vetted_by", "no_contact_by"), pk=pk
    )
    return found


@require_safe
@allowed(reads_sealed)
def partners(request: SignedIn) -> HttpResponse:
    form = PartnerFilter(request.GET or None)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    page = page_of(request, queries.organisations(request.user, wanted), A_PAGE)
    waiting = queries.to_review(request.user).count()
    more = {"form": form, "waiting": waiting, "stale": queries.stale_before()}
    return render(request, "desk/partners/list.html", {**page, **more})


def taken(request: SignedIn, form: DeskForm, act: Callable[..., object]) -> bool:
    """Do what a form asks for, or put the reason why not into it."""
    if not form.is_valid():
        return False
    try:
        act(by=request.user, **form.cleaned_data)
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Kept."))
    return True


def asked(request: SignedIn, title: object, form: DeskForm, one: object = None) -> HttpResponse:
    return render(request, "desk/partners/form.html", {"title": title, "form": form, "one": one})


@allowed(reads_sealed)
def partners_add(request: SignedIn) -> HttpResponse:
    desk = Desk.objects.filter(pk__in=desks_read(request.user)).first()
    if desk is None:
        raise Http404
    form = OrganisationForm(request.POST or None)

    def act(**given: Any) -> object:
        return register.add(desk, **given)

    if taken(request, form, act):
        return redirect("partners")
    return asked(request, _("New partner"), form)


@allowed(reads_sealed)
def partners_edit(request: SignedIn, pk: UUID) -> HttpResponse:
    one = visible(request, pk)
    form = OrganisationForm(request.POST or None, initial=OrganisationForm.of(one))

    def act(**given: Any) -> object:
        return register.edit(one, **given)

    if taken(request, form, act):
        return redirect("partners_one", one.pk)
    return asked(request, _("Edit"), form, one)


@require_safe
@allowed(reads_sealed)
def partners_one(request: SignedIn, pk: UUID) -> HttpResponse:
    one = visible(request, pk)
    page = {
        "one": one,
        "states": queries.names_of_states(one),
        "regions": queries.names_of_regions(one),
        "people": one.people.all(),
        "accounts": queries.accounts_of(one),
        "brought": queries.brought_by(one).select_related("organisation", "country", "ask", "file"),
        "is_stale": one.verified_on is None or one.verified_on < queries.stale_before(),
        "may_invite": rules.invites_partners(request.user, one) is None,
    }
    return render(request, "desk/partners/one.html", page)


@dataclass(frozen=True)
class Act:
    """One thing that is said of a partner, with a reason: its title, form and action."""

    title: Promise
    form: type[DeskForm]
    do: Callable[..., object]


def vetted(one: Organisation, **given: Any) -> object:
    return register.vet(one, fit=True, **given)


def declined(one: Organisation, **given: Any) -> object:
    return register.vet(one, fit=False, **given)


ACTS = {
    "verify": Act(gettext_lazy("Checked today"), HowForm, register.verify),
    "vet": Act(gettext_lazy("Vet"), SealedReasonForm, vetted),
    "decline": Act(gettext_lazy("Do not vet"), SealedReasonForm, declined),
    "alone": Act(gettext_lazy("Do not contact"), SealedReasonForm, register.leave_alone),
    "contact": Act(gettext_lazy("May be contacted again"), DeskForm, register.may_contact),
}


@sensitive_post_parameters()
@allowed(reads_sealed)
def partners_act(request: SignedIn, pk: UUID, act: str) -> HttpResponse:
    one, found = visible(request, pk), ACTS.get(act)
    if found is None:
        raise Http404
    form = found.form(request.POST if request.method == "POST" else None)

    def do(**given: Any) -> object:
        return found.do(one, **given)

    if taken(request, form, do):
        return redirect("partners_one", one.pk)
    return asked(request, found.title, form, one)


@require_safe
@allowed(reads_sealed)
def partners_sealed(request: WithVault, pk: UUID) -> HttpResponse:
    """Open what is sealed about a partner: the reasons, and private contacts. It is written down."""
    one = visible(request, pk)
    if request.vault.keyring is None:
        return to_unlock(request)
    told = reading.register_of(one, request.vault.keyring, by=request.user)
    return render(request, "desk/partners/sealed.html", {"one": one, "told": told})


@allowed(reads_sealed)
def partners_invite(request: SignedIn, pk: UUID) -> HttpResponse:
    one = visible(request, pk)
    form = PartnerInviteForm(request.POST or None)

    def act(**given: Any) -> object:
        return colleagues.invite(one, **given)

    if taken(request, form, act):
        return redirect("partners_one", one.pk)
    return asked(request, _("Invite someone of this organization"), form, one)


@sensitive_post_parameters()
@allowed(reads_sealed)
def partners_person(request: SignedIn, pk: UUID) -> HttpResponse:
    one = visible(request, pk)
    form = PersonForm(request.POST or None)

    def act(**given: Any) -> object:
        return register.add_person(one, **given)

    if taken(request, form, act):
        return redirect("partners_one", one.pk)
    return asked(request, _("Add a person"), form, one)


def person_of(request: SignedIn, pk: UUID) -> Person:
    people = Person.objects.select_related("organisation")
    return get_object_or_404(people.filter(organisation__in=of_desks(request)), pk=pk)


@sensitive_post_parameters()
@allowed(reads_sealed)
def partners_person_alone(request: SignedIn, pk: UUID) -> HttpResponse:
    person = person_of(request, pk)
    form = SealedReasonForm(request.POST or None)

    def act(**given: Any) -> object:
        return register.leave_person_alone(person, **given)

    if taken(request, form, act):
        return redirect("partners_one", person.organisation_id)
    title = f"{_('Do not contact')}: {person.name}"
    return asked(request, title, form, person.organisation)


@require_POST
@allowed(reads_sealed)
def partners_person_left(request: SignedIn, pk: UUID) -> HttpResponse:
    person = person_of(request, pk)
    register.person_left(person, by=request.user)
    messages.success(request, _("Kept."))
    return redirect("partners_one", person.organisation_id)
