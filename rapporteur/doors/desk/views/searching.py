"""Search over what lies sealed, and what reads like a submission. The words stand in no address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from rapporteur.cases import rules
from rapporteur.cases.finding import searching
from rapporteur.cases.finding.cursors import Cursor
from rapporteur.cases.likeness import comparing
from rapporteur.doors.desk.search_forms import SearchForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.received import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
@needs_vault
def received_search(request: WithVault) -> HttpResponse:
    """Search submissions, messages and notes. The answer is the page itself: nothing is kept."""
    form = SearchForm(request.POST or None)
    found = None
    if form.is_valid():
        try:
            found = searching.search(
                form.cleaned_data["words"],
                open_keyring(request),
                by=request.user,
                after=form.cleaned_data["after"],
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
    fresh = SearchForm(initial={"words": request.POST.get("words", "")}) if found else form
    further = SearchForm({**request.POST.dict(), "after": str(found.goes_on)}) if found else None
    page = {"form": fresh, "found": found, "further": further}
    return render(request, "desk/received/search.html", page)


def further(compared: comparing.Compared | None) -> str:
    """Return the query of the next page of a comparison: a day and an id, no word."""
    return f"?after={compared.goes_on}" if compared and compared.goes_on else ""


@allowed(rules.reads_sealed)
@needs_vault
def received_alike(request: WithVault, pk: UUID) -> HttpResponse:
    """Compare a submission with all others, page by page."""
    submission = visible(request, pk)
    compared = comparing.reads_like(
        submission,
        open_keyring(request),
        by=request.user,
        seconds=comparing.ALONE,
        after=Cursor.read(request.GET.get("after", "")),
    )
    page = {"submission": submission, "compared": compared, "further": further(compared)}
    return render(request, "desk/received/alike.html", page)
