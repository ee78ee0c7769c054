"""Visits as public documents tell of them: a list to look through, and a feed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.public import feeds
from rapporteur.doors.public import visits as shown
from rapporteur.doors.public.forms import VisitsForm
from rapporteur.doors.public.gates import KEPT, public_page
from rapporteur.doors.public.views.search import page_of
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.visits import published
from rapporteur.visits.models import PublicEvent

A_PAGE = 25  # visits, each with all that is told of it


@public_page
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits that are asked for, the latest first."""
    form = VisitsForm(request.GET, published.everything())
    paginator = Paginator(form.chosen, A_PAGE)
    page = paginator.get_page(page_of(request.GET.get("page", "")))
    context = {
        "form": form,
        "total": paginator.count,
        "lines": shown.lines(page.object_list),
        "page": page,
        "pages": form.pages(page),
        "filtered": any(form.asked_for(name) for name in form.fields),
        "chosen": form.address(1),
        "table": published.TABLE.name,
    }
    return render(request, "public/visits.html", context)


def feed_tag(request: HttpRequest) -> str:
    """Return a tag that differs by language: the words of the feed do."""
    return f'"{get_language()}-{published.version().tag}"'


@open_to_all(feeds.FOLLOWED)
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(feed_tag)
def visits_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the steps of visits that last came into the record or changed (Atom, RFC 4287)."""
    feed = feeds.begun(
        request,
        _("Visits"),
        about=_("Steps of visits as public sources tell of them. The record is partial."),
        page=reverse("visits"),
        identity="visits",
    )
    for one in published.news():
        state = reverse("state", args=[one.country_id])
        feed.add_item(
            title=title_of(one),
            link=request.build_absolute_uri(f"{state}#visits"),
            description=" · ".join(filter(None, (one.note, one.source))),
            unique_id=feeds.guid(f"visit {one.key}"),
            updateddate=one.told_at,
        )
    return feeds.answer(feed)


def title_of(event: PublicEvent) -> str:
    """Return to which State, what happened, when where it is told, and whose visit it is."""
    told = event.told
    called = event.mandate.last_title
    mandate = called.title if called else event.mandate_id
    day = told.days or told.written
    return " · ".join(filter(None, (event.country.name, capfirst(told.label), day, mandate)))
