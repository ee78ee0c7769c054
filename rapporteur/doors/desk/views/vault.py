"""What only the desk's part of the vault needs: a new key, and moving record keys to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.forms import ReasonForm
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks import keys, rules
from rapporteur.people.desks.models import Desk
from rapporteur.people.vaults.unlocking import WithVault


@require_POST
@allowed(rules.may_hold_key)
def vault_move(request: WithVault, pk: UUID) -> HttpResponse:
    """Move one batch of record keys; the page shows how many are left, to go on."""
    desk = get_object_or_404(Desk.objects.visible_to(request.user), pk=pk)
    left = keys.move_records(desk, keyring=request.vault.keyring, by=request.user)
    if left:
        messages.success(request, _("A part was moved. Go on with the rest."))
    else:
        messages.success(request, _("All sealed records are under the newest key."))
    return redirect("vault")


@allowed(rules.removes)
def vault_new_key(request: WithVault, pk: UUID) -> HttpResponse:
    """Change the key of a desk without anyone leaving."""
    desk = get_object_or_404(Desk.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            keys.change(desk, **form.cleaned_data, keyring=request.vault.keyring, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The key of %(desk)s was changed.") % {"desk": desk})
            return redirect("vault")
    page = {"form": form, "desk": desk, "is_open": request.vault.keyring is not None}
    return render(request, "desk/new_key.html", page)
