"""The search of recommendations: words and facets, pages from key to key, files with a codebook."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.finding_forms import FindForm, labels
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.rules import looks_up_reference
from rapporteur.publication.exports import CSV, written_csv, written_json
from rapporteur.recommendations.alike.queries import groups_of
from rapporteur.recommendations.models import Recommendation
from rapporteur.recommendations.searching import codebook
from rapporteur.recommendations.searching.search import Found, everything, find

KINDS = {
    "state": pgettext_lazy("country", "State"),
    "mechanism": _("Recommended by"),
    "body": _("Body"),
    "year": _("Year"),
    "theme": _("Themes of the source"),
    "position": _("Position"),
    "scope": _("Scope"),
    "code": _("Kind of matter"),
    "pillar": _("Pillar"),
    "sector": _("Sector"),
    "level": _("Level"),
    "persons": _("Affected persons"),
    "action": _("Action"),
}


def asked(request: HttpRequest) -> FindForm:
    return FindForm(request.GET or None)


@allowed(looks_up_reference)
def recommendations_search(request: SignedIn) -> HttpResponse:
    form = asked(request)
    wanted = form.wanted
    found = find(wanted)
    kept = without(request.GET, "after")
    further = kept.copy()
    if found.after:
        further["after"] = ",".join(map(str, found.after))
    context = {
        "form": form,
        "found": found,
        "rows": folded(found) if form.is_valid() and form.cleaned_data["alike"] else found.rows,
        "facets": facets(found, kept),
        "chosen": chosen(wanted.facets, kept),
        "filters": kept.urlencode(),
        "further": further.urlencode() if found.after else "",
        "begun": bool(wanted.after),
    }
    return render(request, "desk/finding/search.html", context)


def folded(found: Found) -> list[Recommendation]:
    """Return the rows of a page, of each group the first, which tells how often that is asked."""
    groups = groups_of(row.pk for row in found.rows)
    shown: dict[UUID, Recommendation] = {}
    for row in found.rows:
        group, times = groups.get(row.pk, (row.pk, 1))
        row.times = times  # type: ignore[attr-defined]  # for the page alone
        shown.setdefault(group, row)
    return list(shown.values())


def without(given: QueryDict, *names: str) -> QueryDict:
    """Return what is asked in an address, without some of it and without what is empty."""
    kept = given.copy()
    for name in list(kept):
        if name in names or not kept[name]:
            del kept[name]
    return kept


def facets(found: Found, kept: QueryDict) -> list[dict[str, Any]]:
    """Return each facet that can still be chosen, its values with counts and addresses."""
    names = labels()
    made = []
    for kind, values in found.facets.items():
        if kind in kept:
            continue
        links = []
        for value, count in values:
            address = kept.copy()
            address[kind] = value
            label = names.get(kind, {}).get(value, value)
            links.append({"label": label, "count": count, "address": address.urlencode()})
        made.append({"label": KINDS[kind], "links": links})
    return made


def chosen(given: dict[str, str], kept: QueryDict) -> list[dict[str, str]]:
    """Return what was chosen, each with the address of the list without it."""
    names = labels()
    return [
        {
            "label": f"{KINDS[kind]}: {names.get(kind, {}).get(value, value)}",
            "address": without(kept, kind).urlencode(),
        }
        for kind, value in given.items()
    ]


def file_of(pieces: Any, kind: str, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@allowed(looks_up_reference)
def recommendations_found_csv(request: SignedIn) -> StreamingHttpResponse:
    """Answer all that fits, read as it is sent."""
    rows = everything(asked(request).wanted).iterator(2000)
    return file_of(written_csv(codebook.COLUMNS, rows), CSV, "recommendations.csv")


@allowed(looks_up_reference)
def recommendations_found_json(request: SignedIn) -> StreamingHttpResponse:
    wanted = asked(request).wanted
    rows = everything(wanted).iterator(2000)
    pieces = written_json(codebook.head(wanted), codebook.COLUMNS, rows)
    return file_of(pieces, "application/json", "recommendations.json")


@allowed(looks_up_reference)
def recommendations_codebook(request: SignedIn) -> StreamingHttpResponse:
    """Answer what each column means."""
    return file_of(codebook.csv_of(), CSV, "recommendations-codebook.csv")
