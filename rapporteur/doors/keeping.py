"""Nothing that was typed is lost: a stale token or an ended session shows it again, to be re-sent.

A view says with `keeps_words(Form)` which form it is. Only the person's own words go back to them;
a file must be chosen anew, since a browser lets no page fill that in.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

View = Callable[..., HttpResponseBase]
Answer = Callable[[HttpRequest], HttpResponseBase]


def keeps_words(form: type[forms.Form]) -> Callable[[View], View]:
    """Name the form of a view whose words are shown again. Stands above all other decorators."""

    def mark(view: View) -> View:
        view.keeps_words = form  # type: ignore[attr-defined]  # read by `kept`
        return view

    return mark


def kept(request: HttpRequest, **more: Any) -> HttpResponse | None:
    """Return a page with what was typed, or None where the page asked for keeps nothing."""
    match = request.resolver_match
    form = getattr(match.func, "keeps_words", None) if match else None
    if form is None or request.method != "POST":
        return None
    given = {name: value for name, value in request.POST.items() if name in form.base_fields}
    page = {"form": form(initial=given), **more}
    return render(request, "login/kept_words.html", page, status=403)


class WordsAreKept:
    """Stands before the middleware that sends everyone who is not signed in to sign in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if request.user.is_authenticated:
            return None
        return kept(request, signed_out=True)
