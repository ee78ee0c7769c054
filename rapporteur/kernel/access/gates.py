"""The two gates a view may have. A view without one fails a test: closed by default.

    @allowed(rule, ...)       who may come in; the one place that answers a refusal
    @open_to_all("reason")    a page that everyone may see, and why

A refusal, by a rule of the gate or by an action behind it, is written to the journal on its own
connection once the transaction of the act is rolled back, and answered by a page with the
reason (403). What a person may not even see is answered by the view with 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from rapporteur.kernel.access.rules import Rule
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused

View = Callable[..., HttpResponseBase]


def allowed(*rules: Rule) -> Callable[[View], View]:
    """Let in whoever every rule lets in; answer everyone else, and any Refused, with the reason."""
    if not rules:
        raise TypeError("Name at least one rule, or say why the page is open to all.")

    def gate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                for rule in rules:
                    if why := rule(request.user):
                        raise Refused(why)
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return refuse(request, refusal)

        guarded.access = rules  # type: ignore[attr-defined]  # read by the test of all addresses
        return guarded

    return gate


def open_to_all(reason: str) -> Callable[[View], View]:
    """Let everyone in, signed in or not; the reason is for whoever checks the doors."""
    if not reason.strip():
        raise TypeError("Say why the page is open to all.")

    def gate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.access = reason  # type: ignore[attr-defined]  # read by the test of all addresses
        opened.login_required = False  # type: ignore[attr-defined]  # read by the login middleware
        return opened

    return gate


def refuse(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Write the refusal to the journal, then answer with the reason. Call it after the rollback."""
    journal_refusal(request, refusal)
    return render(request, "refused.html", {"reason": reason_of(refusal)}, status=403)


def journal_refusal(request: HttpRequest, refusal: Refused) -> None:
    """Write a refusal to the journal, for a view that answers it on its own page."""
    person = getattr(request, "user", None)
    by = str(person.pk) if person is not None and person.is_authenticated else "nobody"
    verb, subject = asked(request, refusal)
    journal.record_refusal(verb, subject, by=by, why=reason_of(refusal))


def reason_of(refusal: Refused) -> Any:
    return refusal.args[0] if refusal.args else ""  # unevaluated: the journal keeps English


def asked(request: HttpRequest, refusal: Refused) -> tuple[str, Any]:
    """Return what was asked for and of what: the step and its record, else the page and its id."""
    step = getattr(refusal, "step", None)
    if step is not None:
        return step.verb, getattr(refusal, "record", None)
    match = request.resolver_match
    if match is None:
        return "open", None
    ids = [str(value) for value in match.kwargs.values() if isinstance(value, UUID | int)]
    return "open", (match.view_name, ids[0] if ids else "")
