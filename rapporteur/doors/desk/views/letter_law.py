"""The legal annex: what is proposed, where the State stands by our record, what becomes of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.communications import rules
from rapporteur.communications.actions import annexing
from rapporteur.communications.models import AnnexLine
from rapporteur.communications.queries import lines_of, told_of
from rapporteur.doors.desk.letter_forms import AddLineForm, LineForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.refusals import Refused
from rapporteur.law.citations import citation, provisions_named
from rapporteur.law.queries.acceptance import Standing
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


def row(line: AnnexLine) -> dict[str, Any]:
    """Return a line as the page shows it: citation, standing in words, both days, source."""
    standing = Standing(line.standing).label if line.standing else ""
    return {"line": line, "citation": citation(line.provision), "standing": standing}


@allowed(rules.reads_sealed)
def communications_annex(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show the lines and add one by hand. What our record says of a State stays on this page."""
    letter = visible(request, pk)
    form = AddLineForm(request.POST or None)

    def add(given: dict[str, Any]) -> None:
        found = provisions_named(given["provision"])
        if len(found) != 1:
            raise Refused(_("Name one article and its instrument, for example CRC article 34."))
        annexing.add(letter, found[0], by=request.user)

    if did(request, form, add, _("Added. Settle it as the others.")):
        return redirect("communications_annex", pk)
    page = {"letter": letter, "form": form, "rows": [row(line) for line in lines_of(letter)]}
    return render(request, "desk/letters/annex.html", page)


@require_POST
@allowed(rules.reads_sealed)
def communications_propose(request: SignedIn, pk: UUID) -> HttpResponse:
    fresh = annexing.propose(visible(request, pk), by=request.user)
    messages.success(request, _("Lines proposed: %(count)s.") % {"count": len(fresh)})
    return redirect("communications_annex", pk)


@allowed(rules.reads_sealed)
@needs_vault
def communications_line(request: WithVault, pk: UUID, line: UUID) -> HttpResponse:
    """Settle one line, with what was written of it before."""
    letter = visible(request, pk)
    lines = letter.lines.select_related("provision__instrument", "settled_by")
    found = get_object_or_404(lines, pk=line)
    keyring = request.vault.keyring
    told = told_of(letter, keyring, by=request.user) if keyring else {}
    own = told.get(str(found.pk), {})
    first = {
        "read": letter.annex_version,
        "use": found.use,
        "source": own.get("source", ""),
        "note": own.get("note", ""),
        "depositary_on": found.depositary_on,
    }
    form = LineForm(request.POST or None, initial=first)

    def settle(given: dict[str, Any]) -> None:
        open_keyring(request)
        annexing.settle(found, told=told, by=request.user, **given)

    if did(request, form, settle, _("The line is settled.")):
        return redirect("communications_annex", pk)
    page = {"letter": letter, "form": form, "row": row(found)}
    return render(request, "desk/letters/line.html", page)
