"""The journal: reading it page by page, and verifying it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.forms import JournalFilter
from rapporteur.doors.desk.waiting import last_checkpoint
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.journal.actions import record
from rapporteur.kernel.journal.models import Entry, EntryQuerySet, accounts_among
from rapporteur.kernel.journal.verification import verify
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules
from rapporteur.people.desks.models import MissionMembership

A_PAGE = 50  # entries


def named(text: str) -> list[str]:
    """Return the actors that a name or an id means, as the journal writes them."""
    ids = Account.objects.filter(name__icontains=text).values_list("pk", flat=True)
    return [text, *map(str, ids)]


def filtered(form: JournalFilter) -> EntryQuerySet:
    entries = EntryQuerySet(Entry).newest_first()
    if not form.is_valid():
        return entries
    given = form.cleaned_data
    if given["since"]:
        entries = entries.filter(day__gte=given["since"])
    if given["until"]:
        entries = entries.filter(day__lte=given["until"])
    if given["verb"]:
        entries = entries.filter(verb__istartswith=given["verb"])
    if given["outcome"]:
        entries = entries.filter(outcome=given["outcome"])
    if given["who"]:
        entries = entries.filter(by__in=named(given["who"]))
    return entries


def people(entries: list[Entry]) -> dict[str, str]:
    """Return the names of those who acted, by the id that the journal keeps.

    The desk sees no account of a Mission, only for which State it speaks.
    """
    ids = accounts_among(entry.by for entry in entries)
    named = Account.objects.filter(pk__in=ids).values_list("pk", "name")
    missions = MissionMembership.objects.filter(account__in=ids).select_related("country")
    return {
        **{
            str(one.account_id): _("an officer of the Permanent Mission of %(state)s")
            % {"state": one.country.name}
            for one in missions
        },
        **{str(pk): name for pk, name in named},
    }


@allowed(rules.reads_journal)
def journal(request: SignedIn) -> HttpResponse:
    form = JournalFilter(request.GET or None)
    page = Paginator(filtered(form), A_PAGE).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    names = people(entries)
    for entry in entries:
        entry.actor = names.get(entry.by, entry.by)  # type: ignore[attr-defined]  # for the page only
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "desk/journal/list.html",
        {
            "form": form,
            "page": page,
            "entries": entries,
            "query": query.urlencode(),
            "checkpoint": last_checkpoint(),
            "may_verify": rules.verifies_journal(request.user) is None,
        },
    )


@require_POST
@allowed(rules.verifies_journal)
def journal_verify(request: SignedIn) -> HttpResponse:
    """Walk the whole chain and say what was found. Some 5 s a million entries."""
    try:
        found = verify()
    except Misconfigured as unknown:
        return render(request, "desk/journal/verified.html", {"unknown": str(unknown)})
    record("verify", "journal_entry", by=str(request.user.pk), detail={"covered": found.covered})
    fault = found.fault.sentence if found.fault else ""
    return render(request, "desk/journal/verified.html", {"found": found, "fault": fault})
