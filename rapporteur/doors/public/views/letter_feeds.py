"""Feeds of the letters last published or answered in public: of all, of a State, of a mandate."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.public import feeds
from rapporteur.doors.public import letters as shown
from rapporteur.doors.public.feeds import FOLLOWED, DatedFeed, midnight, of_exercise
from rapporteur.doors.public.gates import KEPT
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.clock import today
from rapporteur.kernel.texts import in_language
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import title_on
from rapporteur.publication import letters as published
from rapporteur.publication.kinds import Kind, label_of
from rapporteur.publication.pieces import plain
from rapporteur.world.models import Country

kept = cache_control(public=True, max_age=KEPT)


class LettersFeed(DatedFeed):
    """A feed whose summaries are in the language of each letter, and say so."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        in_language = {"type": "text", "xml:lang": item["language"]}
        handler.addQuickElement("summary", item["subject"], in_language)


def feed_tag(request: HttpRequest, **_place: str) -> str:
    """Return a tag that differs by language: the words of the feed do."""
    return f'"{get_language()}-{published.version("letters").tag}"'


@open_to_all(FOLLOWED)
@require_safe
@kept
@condition(feed_tag)
def letters_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the letters last published or answered in public (Atom, RFC 4287)."""
    return written(request, published.Asked(), "letters", _("Published letters"))


@open_to_all(FOLLOWED)
@require_safe
@kept
@condition(feed_tag)
def state_feed(request: HttpRequest, iso3: str) -> HttpResponse:
    """Answer with the letters to one State or area."""
    country = Country.objects.filter(iso3=iso3).first()
    if country is None:
        raise Http404
    title = _("Published letters: %(of)s") % {"of": country.name}
    return written(request, published.Asked(state=iso3), f"letters to {iso3}", title)


@open_to_all(FOLLOWED)
@require_safe
@kept
@condition(feed_tag)
def mandate_feed(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the letters that one mandate signed."""
    mandate = Mandate.objects.with_titles().filter(code=code).first()
    if mandate is None:
        raise Http404
    called = title_on(mandate, today()) or mandate.last_title
    named = in_language(called.titles) if called else code
    title = _("Published letters: %(of)s") % {"of": named}
    return written(request, published.Asked(mandate=code), f"letters of {code}", title)


def written(
    request: HttpRequest, asked: published.Asked, identity: str, title: str
) -> HttpResponse:
    feed = feeds.begun(
        request,
        title,
        about=_("Letters of the mandate and replies to them, as they were made public."),
        page=reverse("letters"),
        identity=identity,
        form=LettersFeed,
    )
    for line in shown.lines(published.news(asked)):
        one: Any = line.letter  # with the day as `news` adds it
        feed.add_item(
            title=of_exercise(title_of(line), exercise=one.exercise),
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=None,  # type: ignore[arg-type]  # added in the letter's language
            unique_id=feeds.guid(f"letter {one.key}"),
            pubdate=midnight(one.published_on),
            updateddate=midnight(one.changed_on),
            subject=plain(line.subject),
            language=one.language,
        )
    return feeds.answer(feed)


def title_of(line: shown.Line) -> str:
    """Return what a letter is, to whom, of which day, and whether a reply is public."""
    kind = capfirst(label_of(Kind, line.letter.kind))
    told = [kind, line.addressee or _("name removed"), date_format(line.letter.sent_on)]
    return " · ".join([*told, line.reply.words])
