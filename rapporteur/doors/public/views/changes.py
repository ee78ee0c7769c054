"""What was asked about, corrected or withdrawn of what is public: a page, and a feed to follow."""

from typing import Any
from uuid import uuid5

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.public.gates import KEPT, public_page
from rapporteur.doors.public.views.letter_feeds import ATOM, FOLLOWED, midnight, of_exercise
from rapporteur.doors.public.views.search import page_of
from rapporteur.kernel import environment
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.publication import changes
from rapporteur.publication.feeds import FEEDS, NEWEST
from rapporteur.publication.models import PublicChange

A_PAGE = 100  # lines


class LogFeed(Atom1Feed):
    def latest_post_date(self) -> Any:
        """Return the newest day of the entries; today where there is none."""
        return super().latest_post_date() if self.items else midnight(today())


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


@open_to_all(FOLLOWED)
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(feed_tag)
def corrections_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest lines of the log (Atom, RFC 4287)."""
    exercise = is_exercise()
    page = request.build_absolute_uri(reverse("corrections"))
    feed = LogFeed(
        title=of_exercise(_("Corrections and withdrawals"), exercise=exercise),
        link=page,
        description=_(
            "What was corrected or withdrawn of what is public: kinds and days, no names."
        ),
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=uuid5(FEEDS, "corrections").urn,
        author_name="Rapporteur",
    )
    for one in changes.listed()[:NEWEST]:
        feed.add_item(
            title=of_exercise(title_of(one), exercise=exercise),
            link=f"{page}#{one.number}",
            description=one.number,
            unique_id=uuid5(FEEDS, f"correction {one.number}").urn,
            pubdate=midnight(one.day),
            updateddate=midnight(one.day),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def title_of(one: PublicChange) -> str:
    """Return of what kind a line is, about what, with the outcome and the day."""
    told = [capfirst(one.get_of_display()), one.get_kind_display()]
    if one.outcome:
        told.append(one.get_outcome_display())
    return " · ".join([*map(str, told), date_format(one.day)])
