"""What was asked about, corrected or withdrawn of what is public: a page, and a feed to follow."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.public import feeds
from rapporteur.doors.public.feeds import midnight, of_exercise
from rapporteur.doors.public.gates import KEPT, public_page
from rapporteur.doors.public.views.search import page_of
from rapporteur.kernel import environment
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.publication import changes
from rapporteur.publication.feeds import NEWEST
from rapporteur.publication.models import PublicChange

A_PAGE = 100  # lines


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """List what was corrected or withdrawn, the newest first: kinds and days, no names."""
    paginator = Paginator(changes.listed(), A_PAGE)
    page = paginator.get_page(page_of(request.GET.get("page", "")))
    lines = list(page.object_list)
    context = {
        "lines": lines,
        "public": changes.still_public(lines),
        "page": page,
        "contact": environment.press_contact(),
    }
    return render(request, "public/corrections.html", context)


def feed_tag(request: HttpRequest) -> str:
    """Return a tag that changes with each line and differs by language."""
    newest = changes.listed().first()
    last = f"{newest.day}-{newest.number}" if newest else "none"
    return f'"{get_language()}-{changes.listed().count()}-{last}"'


@open_to_all(feeds.FOLLOWED)
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(feed_tag)
def corrections_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest lines of the log (Atom, RFC 4287)."""
    exercise = is_exercise()
    page = reverse("corrections")
    feed = feeds.begun(
        request,
        _("Corrections and withdrawals"),
        about=_("What was corrected or withdrawn of what is public: kinds and days, no names."),
        page=page,
        identity="corrections",
    )
    for one in changes.listed()[:NEWEST]:
        feed.add_item(
            title=of_exercise(title_of(one), exercise=exercise),
            link=request.build_absolute_uri(f"{page}#{one.number}"),
            description=one.number,
            unique_id=feeds.guid(f"correction {one.number}"),
            pubdate=midnight(one.day),
            updateddate=midnight(one.day),
        )
    return feeds.answer(feed)


def title_of(one: PublicChange) -> str:
    """Return of what kind a line is, about what, with the outcome and the day."""
    told = [capfirst(one.get_of_display()), one.get_kind_display()]
    if one.outcome:
        told.append(one.get_outcome_display())
    return " · ".join([*map(str, told), date_format(one.day)])
