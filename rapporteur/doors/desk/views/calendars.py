"""The calendar of a person: the page on which its address is made, and what answers there."""

import hashlib

from allauth.core.internal import ratelimit  # what is public of it never counts a GET
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapporteur.communications.calendars import days_of
from rapporteur.doors.desk.calendars import written
from rapporteur.kernel.access.gates import allowed, open_to_all
from rapporteur.kernel.clock import today
from rapporteur.people.accounts import feeds
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules

RATES = {"calendar": "60/m/ip"}


@allowed(rules.is_of_the_desk)
def calendar(request: SignedIn) -> HttpResponse:
    """Show until when the address answers; make a new one, which is shown this once."""
    address = ""
    if request.method == "POST":
        path = reverse("calendar_feed", args=[feeds.make(request.user)])
        address = request.build_absolute_uri(path)
    page = {"feed": feeds.current(request.user), "address": address}
    return render(request, "desk/calendar.html", page)


@require_POST
@allowed(rules.is_of_the_desk)
def calendar_end(request: SignedIn) -> HttpResponse:
    feeds.end(request.user)
    messages.success(request, _("Nothing answers at that address any more."))
    return redirect("calendar")


@require_safe
@open_to_all("A calendar cannot sign in; whoever has the address holds its token.")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with the days of whose token it is; 404 alike for what never was and what ended."""
    if not ratelimit.consume(
        request, app="allauth.account", action="calendar", config=RATES, limit_get=True
    ):
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    feed = feeds.read_by(token)
    if feed is None:
        raise Http404
    with translation.override(feed.account.language):
        days = days_of(feed.account, today())
        body = written(days, made_on=feed.made_on, name=_("Rapporteur: days"))
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    given = parse_etags(request.headers.get("If-None-Match", ""))
    answer: HttpResponse
    if tag in given or f"W/{tag}" in given:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = tag
    return answer
