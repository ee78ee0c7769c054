"""Feeds of the public door (Atom, RFC 4287): each begins and is answered with in one way."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.publication.feeds import FEEDS

ATOM = "application/atom+xml; charset=utf-8"
FOLLOWED = "What was made public may be followed by everyone."


class DatedFeed(Atom1Feed):
    """A feed that bears a day, also without an entry."""

    def latest_post_date(self) -> datetime:
        """Return the newest day of the entries; today where there is none."""
        return super().latest_post_date() if self.items else midnight(today())


def begun(
    request: HttpRequest,
    title: str,
    *,
    about: str,
    page: str,
    identity: str,
    form: type[DatedFeed] = DatedFeed,
) -> DatedFeed:
    """Return a feed without entries, in the language of the address.

    `page` is the address that it belongs to. Its identity is the same in every language and never
    changes; that of the feed of all changes is the empty one.
    """
    return form(
        title=of_exercise(title, exercise=is_exercise()),
        link=request.build_absolute_uri(page),
        description=about,
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=guid(identity) if identity else FEEDS.urn,
        author_name="Rapporteur",
    )


def guid(identity: str) -> str:
    """Return the id of a feed or of an entry, made of what it is and never of its words."""
    return uuid5(FEEDS, identity).urn


def answer(feed: DatedFeed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def of_exercise(title: str, *, exercise: bool) -> str:
    return _("Exercise: %(title)s") % {"title": title} if exercise else title


def midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, UTC)
