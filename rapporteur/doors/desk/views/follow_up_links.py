"""The address on the web of an item: released for looking up, or not any more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.follow_up_evidence import item_of
from rapporteur.follow_up import rules, sealing
from rapporteur.follow_up.links import actions
from rapporteur.follow_up.links.models import WatchedLink
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault


@require_POST
@allowed(rules.follows)
@needs_vault
def follow_up_link_release(request: WithVault, pk: UUID) -> HttpResponse:
    """Let the address be looked up; it is read from the opened item, never from the form."""
    item = item_of(request, pk)
    words = sealing.words_of(item, open_keyring(request), by=str(request.user.pk))
    actions.release(item, words.get("link", ""), by=request.user)
    messages.success(request, _("It may be looked up."))
    return redirect("follow_up_evidence", pk)


@require_POST
@allowed(rules.follows)
def follow_up_link_stop(request: WithVault, pk: UUID) -> HttpResponse:
    item = item_of(request, pk)
    actions.stop(get_object_or_404(WatchedLink, evidence=item), by=request.user)
    messages.success(request, _("It is not looked up any more."))
    return redirect("follow_up_evidence", pk)
