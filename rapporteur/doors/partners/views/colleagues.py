"""Colleagues of the same organization: who holds its key, and handing it to a further account."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.partners.forms import EndForm
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.vault.recipients import fingerprint, spoken
from rapporteur.partners import colleagues
from rapporteur.partners.colleagues import Colleague
from rapporteur.people.desks.rules import speaks_for_a_partner
from rapporteur.people.vaults.unlocking import WithVault


@allowed(speaks_for_a_partner)
def colleagues_list(request: WithVault) -> HttpResponse:
    found = colleagues.colleagues(request.user)
    mine = next((one for one in found if one.membership.account_id == request.user.pk), None)
    page = {"colleagues": found, "holds": mine is not None and mine.state == "held"}
    return render(request, "partners/colleagues.html", page)


def colleague(request: WithVault, pk: UUID) -> Colleague:
    """Return a colleague at the organization of this account, or answer that there is none."""
    for one in colleagues.colleagues(request.user):
        if one.membership.pk == pk:
            return one
    raise Http404


@allowed(speaks_for_a_partner)
def colleagues_key(request: WithVault, pk: UUID) -> HttpResponse:
    """Hand over the key of the organization, once the fingerprint was compared."""
    other = colleague(request, pk)
    if request.method == "POST":
        colleagues.hand_over(
            other.membership,
            fingerprint=request.POST.get("fingerprint", ""),
            keyring=request.vault.keyring,
            by=request.user,
        )
        told = _("The key is handed over: %(name)s.") % {"name": other.membership.account}
        messages.success(request, told)
        return redirect("colleagues")
    key = colleagues.key_of(other.membership)
    page = {
        "other": other,
        "fingerprint": spoken(key.public) if key else "",
        "exact": fingerprint(key.public) if key else "",
        "is_open": request.vault.keyring is not None,
    }
    return render(request, "partners/colleague.html", page)


@allowed(speaks_for_a_partner)
def colleagues_end(request: WithVault, pk: UUID) -> HttpResponse:
    """End the account of a colleague who left, with the reason."""
    other = colleague(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        colleagues.end(
            other.membership,
            keyring=request.vault.keyring,
            why=form.cleaned_data["why"],
            by=request.user,
        )
        told = _("The account is ended: %(name)s.") % {"name": other.membership.account}
        messages.success(request, told)
        return redirect("colleagues")
    page = {"other": other, "form": form, "is_open": request.vault.keyring is not None}
    return render(request, "partners/colleague_end.html", page)
