"""Open data: every table as CSV and JSON, all of one State, a feed of changes.

Tables are those of reference data, letters and replies that were made public, and public
recommendations as they were packed last night.

Files are in English, at addresses without a language, and the same for everyone: an unchanged one
is answered with 304.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors import rooms
from rapporteur.doors.public import explained, gates, openapi, places
from rapporteur.doors.public.feeds import answer, begun
from rapporteur.doors.public.forms import LettersForm, VisitsForm
from rapporteur.doors.public.openapi import JSON
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.reference.loading import Table
from rapporteur.kernel.reference.models import Change
from rapporteur.publication import dumps, exports, feeds, follow_ups, letters
from rapporteur.visits import published as visits
from rapporteur.world.models import Country

KEPT = 300  # seconds
OPEN = "What is on record here is public, and free to take along."
kept = cache_control(public=True, max_age=KEPT)
Filters = TypeVar("Filters", LettersForm, VisitsForm)
# By which form of a list a file may be narrowed.
FORMS: dict[str, type[Form]] = {
    **dict.fromkeys(letters.OF_LETTERS, LettersForm),
    visits.TABLE.name: VisitsForm,
}


def table_of(name: str) -> Table:
    """Return a table. Raises Http404."""
    if name not in rooms.tables():
        raise Http404
    return rooms.tables()[name]


def version_of(request: HttpRequest, name: str) -> exports.Version | None:
    """Return the state of the table that is asked for, found once a request."""
    if name not in {*rooms.tables(), *explained.TABLES}:
        return None
    if not hasattr(request, "table_version"):
        request.table_version = state_of(name)  # type: ignore[attr-defined]
    found: exports.Version | None = request.table_version  # type: ignore[attr-defined]
    return found


def state_of(name: str) -> exports.Version | None:
    if name in dumps.TABLES:
        return dumps.version(name)
    if name in letters.TABLES:
        return letters.version(name)
    if name == visits.TABLE.name:
        return visits.version()
    return exports.version(rooms.tables()[name])


def packed(name: str, form: str) -> Iterator[bytes]:
    """Return a table as it was packed last night. Raises Http404 before the first."""
    found = dumps.one(name, form)
    if found is None:
        raise Http404
    return dumps.unpacked(found)


def given_in(request: HttpRequest, name: str) -> dict[str, str]:
    """Return by which filters of its list a file is narrowed; only what has a list can be."""
    form = FORMS.get(name)
    filters = form.base_fields if form else ()
    return {one: request.GET[one] for one in filters if request.GET.get(one)}


def asked_in(request: HttpRequest, name: str) -> letters.Asked | None:
    """Return which letters are asked for, None for all. Raises BadRequest for a wrong value.

    A page tells a wrong value and leaves it out; a file with more than was asked for would be
    taken for what was asked for.
    """
    given = given_in(request, name)
    return checked(LettersForm(given)).asked if given else None


def visits_in(request: HttpRequest, name: str) -> list[visits.Seen] | None:
    """Return which visits are asked for, None for all. Raises BadRequest as `asked_in` does."""
    given = given_in(request, name)
    return checked(VisitsForm(given, visits.everything())).chosen if given else None


def checked(form: Filters) -> Filters:
    """Return a form that was understood whole. Raises BadRequest."""
    if not form.is_valid():
        raise BadRequest(", ".join(form.errors))
    return form


def tag(request: HttpRequest, name: str, form: str) -> str | None:
    """Return a tag that differs by form and by what is asked for."""
    version = version_of(request, name)
    given = given_in(request, name)
    chosen = f"-{sha256(repr(given).encode()).hexdigest()[:16]}" if given else ""
    return f'"{version.tag}-{form}{chosen}"' if version else None


def csv_tag(request: HttpRequest, name: str) -> str | None:
    return tag(request, name, "csv")


def json_tag(request: HttpRequest, name: str) -> str | None:
    return tag(request, name, "json")


def changed_at(request: HttpRequest, name: str) -> datetime | None:
    version = version_of(request, name)
    return version.changed_at if version else None


def marked(response: HttpResponseBase, file: str = "") -> HttpResponseBase:
    """Mark a file that an exercise gave; with `file` a browser keeps it under that name."""
    if file:
        response["Content-Disposition"] = f'attachment; filename="{file}"'
    return gates.marked(response, exercise=is_exercise())


@open_to_all(OPEN)
@require_safe
@kept
@condition(csv_tag, changed_at)
def open_data_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    parts: Iterable[str | bytes]
    if name in dumps.TABLES:
        parts = packed(name, "csv")
    elif name in letters.TABLES:
        parts = letters.csv_of(name, asked_in(request, name))
    elif name == visits.TABLE.name:
        parts = visits.csv_of(visits_in(request, name))
    else:
        parts = exports.csv_of(table_of(name), rooms.tables())
    return marked(StreamingHttpResponse(parts, content_type=exports.CSV), f"{name}.csv")


@open_to_all(OPEN)
@require_safe
@kept
@condition(json_tag, changed_at)
def open_data_json(request: HttpRequest, name: str) -> HttpResponseBase:
    parts: Iterable[str | bytes]
    if name in dumps.TABLES:
        parts = packed(name, "json")
    elif name in letters.TABLES:
        parts = letters.json_of(name, asked_in(request, name), given_in(request, name))
    elif name == visits.TABLE.name:
        parts = visits.json_of(visits_in(request, name), given_in(request, name))
    else:
        parts = exports.json_of(table_of(name), rooms.tables(), changed_at(request, name))
    return marked(StreamingHttpResponse(parts, content_type=JSON))


@open_to_all(OPEN)
@require_safe
@kept
def open_data_state(request: HttpRequest, iso3: str) -> HttpResponseBase:
    """Answer with all that is on record of one State or area."""
    country = Country.objects.filter(iso3=iso3).first()
    if country is None or Country._meta.label_lower not in rooms.tables():
        raise Http404
    found = exports.of_state(country, rooms.tables())
    found["tables"] |= letters.of_state(country)
    found["tables"][visits.TABLE.name] = visits.of_state(country)
    found["visits"] = visits.standings(country, today())
    found["follow_up_reports"] = follow_ups.of_state(country.iso3)
    return marked(JsonResponse(found, json_dumps_params={"ensure_ascii": False}, content_type=JSON))


def described() -> str:
    return exports.as_json(openapi.description())


def description_tag(request: HttpRequest) -> str:
    return f'"{sha256(described().encode()).hexdigest()[:32]}"'


@open_to_all(OPEN)
@require_safe
@kept
@condition(description_tag)
def open_data_openapi(request: HttpRequest) -> HttpResponseBase:
    """Answer with the description of what can be asked for here, for programs (OpenAPI 3.1)."""
    return marked(HttpResponse(described(), content_type=JSON))


@open_to_all(OPEN)
@require_safe
@kept
def open_data(request: HttpRequest) -> HttpResponse:
    """List the tables with what they hold, from where, under which licence, as of when."""
    summaries = [
        *letters.summaries(),
        *dumps.summaries(),
        visits.summary(),
        *exports.summaries(rooms.tables()),
    ]
    context = {
        "summaries": summaries,
        "with_codebook": list(explained.TABLES),
        "packed": list(dumps.TABLES),
    }
    return render(request, "public/open_data.html", context)


def feed_changed_at(request: HttpRequest) -> datetime | None:
    return feeds.last_change()


def feed_tag(request: HttpRequest) -> str:
    """Return a tag that differs by language: the words of the feed do."""
    last = feeds.last_change()
    return f'"{get_language()}-{last.timestamp() if last else 0}"'


@open_to_all(OPEN)
@require_safe
@kept
@condition(feed_tag, feed_changed_at)
def changes(request: HttpRequest) -> HttpResponse:
    """Answer with the feed of changes (Atom, RFC 4287) in the language of the address."""
    news = feeds.latest()
    pages = pages_of(news)
    feed = begun(
        request,
        _("Changes to the record"),
        about=_("What was added, changed, corrected or withdrawn in our record."),
        page=reverse("open_data"),
        identity="",
    )
    for one in news:
        feed.add_item(
            title=title_of(one, pages),
            link=request.build_absolute_uri(link_of(one, pages)),
            description=summary_of(one),
            unique_id=one.identity,
            updateddate=one.at,
        )
    return answer(feed)


def pages_of(news: Iterable[feeds.News]) -> dict[tuple[str, str], Any]:
    """Return by table and key what a search knows of the records of the news; one query."""
    by_table: dict[str, list[str]] = {}
    for subject in rooms.subjects():
        if model := getattr(subject, "model", None):
            by_table.setdefault(model._meta.label_lower, []).append(subject.kind)
    asked = {
        (kind, one.key): (one.table, one.key)
        for one in news
        if one.key
        for kind in by_table.get(one.table, ())
    }
    found = feeds.entries_of(asked)
    return {asked[pair]: entry for pair, entry in found.items()}


def link_of(one: feeds.News, pages: dict[tuple[str, str], Any]) -> str:
    """Return the page of the record, or the line of its table in the list of open data."""
    entry = pages.get((one.table, one.key))
    page = places.address(entry.place) if entry else None
    return page or f"{reverse('open_data')}#{one.table}"


def counted(kind: str, number: int) -> str:
    words = {
        Change.Kind.ADDED: ngettext("%(n)d record added", "%(n)d records added", number),
        Change.Kind.CHANGED: ngettext("%(n)d record changed", "%(n)d records changed", number),
        Change.Kind.CORRECTED: ngettext(
            "%(n)d record corrected", "%(n)d records corrected", number
        ),
        Change.Kind.WITHDRAWN: ngettext(
            "%(n)d record withdrawn", "%(n)d records withdrawn", number
        ),
    }
    return words[Change.Kind(kind)] % {"n": number}


def title_of(one: feeds.News, pages: dict[tuple[str, str], Any]) -> str:
    entry = pages.get((one.table, one.key))
    name = entry.title if entry else one.key or one.file or one.table
    return f"{name}: {summary_of(one, short=True)}"


def summary_of(one: feeds.News, *, short: bool = False) -> str:
    """Return in words what changed; in full with the fields and the file."""
    told = ", ".join(counted(kind, number) for kind, number in one.counts.items())
    if short:
        return told
    fields = _("Fields: %(names)s.") % {"names": ", ".join(one.fields)} if one.fields else ""
    file = _("Table %(table)s, file %(file)s.") % {"table": one.table, "file": one.file}
    return f"{told}. {fields} {file}".replace("  ", " ")
