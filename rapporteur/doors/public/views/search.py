"""Search over all of the record: one form, without script; its address can be kept and sent."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from rapporteur.doors import rooms
from rapporteur.doors.fields import PlainText
from rapporteur.doors.public import places
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.publication.search import LONGEST, NOTHING, Hit, Results, find

KEPT = 60  # seconds
MOST_PAGES = 9_999
LONGEST_ADDRESS = 4_000  # letters; 200 Chinese ones are 1,800 there
TOO_LONG = _("A search takes at most %(limit_value)d letters. The first of yours are kept here.")


class SearchForm(forms.Form):
    """What a reader looks for; what is too long is cut, and the reader is told."""

    q = PlainText(
        label=_("Words, a name, a number or a symbol"),
        help_text=_("For example: Estonia, article 34, C182, A/HRC/9/21."),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Line:
    """One record as the page shows it; `address` is None where it has no page."""

    hit: Hit
    kind: str
    address: str | None


@dataclass(frozen=True)
class Choice:
    """A way to go on from here: another page, another kind, other words."""

    label: Any
    count: int | None
    address: str


def kinds() -> dict[str, Any]:
    """Return what each kind of record is called, in the order of the rooms."""
    return {subject.kind: subject.label for subject in rooms.subjects()}


def this_search(words: str, kind: str = "", page: int = 1) -> str:
    asked = {"q": words, "kind": kind, "page": page if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def page_of(text: str) -> int:
    """Return the number of a page; whatever is none is the first."""
    return min(int(text), MOST_PAGES) if text.isascii() and text[:6].isdecimal() else 1


@open_to_all("Everything that is found here is public.")
@require_safe
@cache_control(public=True, max_age=KEPT)
def search(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found; a bad question is answered beside the field.

    What is far too long is cut in the address too: a page repeats its address in its links.
    """
    words = request.GET.get("q", "")
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        return HttpResponseRedirect(this_search(words[: LONGEST + 1]))
    form = SearchForm({"q": words} if words else None, label_suffix="")
    known = kinds()
    kind = request.GET.get("kind", "")
    kind = kind if kind in known else ""
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    results = NOTHING
    if asked:
        results = find(
            asked,
            get_language() or "en",
            kinds=[kind] if kind else (),
            page=page_of(request.GET.get("page", "")),
        )
    context = {
        "form": form,
        "asked": asked,
        "results": results,
        "lines": [
            Line(hit, known.get(hit.entry.kind, hit.entry.kind), places.address(hit.entry.place))
            for hit in results.hits
        ],
        **ways(asked, kind, results, known),
    }
    return render(request, "public/search.html", context)


def ways(asked: str, kind: str, results: Results, known: dict[str, Any]) -> dict[str, Any]:
    """Return the ways on: kinds that were found, pages, and fewer words where nothing was."""
    found = [
        Choice(label, results.kinds[code], this_search(asked, code))
        for code, label in known.items()
        if code in results.kinds
    ]
    single = [word for word in dict.fromkeys(asked.split()) if len(word) > 2][:5]
    fewer = [Choice(word, None, this_search(word)) for word in single]
    return {
        "kind": known.get(kind, ""),
        "kinds": found if not kind and len(found) > 1 else [],
        "every_kind": this_search(asked) if kind else "",
        "earlier": this_search(asked, kind, results.page - 1) if results.page > 1 else "",
        "further": this_search(asked, kind, results.page + 1)
        if results.page < results.pages
        else "",
        "fewer": fewer if len(asked.split()) > 1 else [],
    }
