"""Letters that were made public: a list to look through, each of them whole, a feed of the newest."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid5

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.doors.public import letters as shown
from rapporteur.doors.public.forms import LettersForm
from rapporteur.doors.public.gates import KEPT, public_page
from rapporteur.doors.public.views.search import page_of
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.publication import letter_documents
from rapporteur.publication import letters as published
from rapporteur.publication.feeds import FEEDS
from rapporteur.publication.kinds import Kind, label_of
from rapporteur.publication.pieces import plain

A_PAGE = 50  # letters
ATOM = "application/atom+xml; charset=utf-8"


@public_page
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that are asked for, newest first."""
    form = LettersForm(request.GET)
    paginator = Paginator(published.listed(form.asked), A_PAGE)
    page = paginator.get_page(page_of(request.GET.get("page", "")))
    context = {
        "form": form,
        "total": paginator.count,
        "lines": shown.lines(page.object_list),
        "page": page,
        "pages": [
            (number, form.address(number) if isinstance(number, int) else "")
            for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
        "filtered": any(form.asked_for(name) for name in form.fields),
    }
    return render(request, "public/letters.html", context)


@public_page
def letter(request: HttpRequest, key: str) -> HttpResponse:
    found = published.one(key)
    if found is None:
        raise Http404
    files = [(reverse(f"letter_{one.ending}", args=[key]), one.label) for one in FORMS.values()]
    return render(request, "public/letter.html", {"whole": shown.whole(found), "files": files})


def file_tag(request: HttpRequest, key: str, ending: str) -> str:
    """Return a tag that changes with any letter or reply, and differs by form and by letter."""
    return f'"{published.version("letters").tag}-{key}-{ending}"'


@open_to_all("What was made public may be taken along by everyone.")
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(file_tag)
def letter_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Hand out a letter with its replies as a file, in the language of the letter."""
    found = published.one(key)
    if found is None:
        raise Http404
    document = letter_documents.published(found)
    response = handed_out(document, FORMS[ending], f"letter-{found.key}")
    if found.exercise:
        response["X-Rapporteur-Mode"] = "exercise"
    return response


class LettersFeed(Atom1Feed):
    """A feed whose summaries are in the language of each letter, and say so."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        in_language = {"type": "text", "xml:lang": item["language"]}
        handler.addQuickElement("summary", item["subject"], in_language)


def feed_tag(request: HttpRequest) -> str:
    """Return a tag that differs by language: the words of the feed do."""
    return f'"{get_language()}-{published.version("letters").tag}"'


@open_to_all("What was made public may be followed by everyone.")
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(feed_tag)
def letters_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the letters last published or answered in public (Atom, RFC 4287)."""
    feed = LettersFeed(
        title=of_exercise(_("Published letters"), exercise=is_exercise()),
        link=request.build_absolute_uri(reverse("letters")),
        description=_("Letters of the mandate and replies to them, as they were made public."),
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=uuid5(FEEDS, "letters").urn,
        author_name="Rapporteur",
    )
    for line in shown.lines(published.news()):
        one: Any = line.letter  # with the day as `news` adds it
        feed.add_item(
            title=of_exercise(title_of(line), exercise=one.exercise),
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=None,  # type: ignore[arg-type]  # added in the letter's language
            unique_id=uuid5(FEEDS, f"letter {one.key}").urn,
            pubdate=midnight(one.published_on),
            updateddate=midnight(one.changed_on),
            subject=plain(line.subject),
            language=one.language,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def of_exercise(title: str, *, exercise: bool) -> str:
    return _("Exercise: %(title)s") % {"title": title} if exercise else title


def title_of(line: shown.Line) -> str:
    """Return what a letter is, to whom, of which day, and whether a reply is public."""
    kind = capfirst(label_of(Kind, line.letter.kind))
    told = [kind, line.addressee or _("name removed"), date_format(line.letter.sent_on)]
    return " · ".join([*told, line.reply.words])


def midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, UTC)
