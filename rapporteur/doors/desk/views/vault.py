"""What only the desk's part of the vault needs: moving record keys to the newest epoch."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.kernel.access.gates import allowed
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
