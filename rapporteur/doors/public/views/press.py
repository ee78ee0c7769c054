"""Press statements that were released: each whole, as files to take along, and as a feed."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from rapporteur.documents.tree import Document, Front, Paragraph, Words
from rapporteur.documents.writers import html
from rapporteur.doors.documents import FORMS as OF_LETTERS
from rapporteur.doors.documents import Form, handed_out
from rapporteur.doors.public import feeds
from rapporteur.doors.public.feeds import midnight, of_exercise
from rapporteur.doors.public.gates import KEPT, marked, public_page
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.texts import in_language
from rapporteur.people.mandates.models import Mandate, MandateTitle
from rapporteur.people.mandates.queries import title_on
from rapporteur.publication.feeds import NEWEST
from rapporteur.statements import queries
from rapporteur.statements.models import PublicStatement

HTML = Form("html", "HTML", "text/html; charset=utf-8", lambda d: html.write(d).encode())
FORMS = {one.ending: one for one in (HTML, OF_LETTERS["pdf"], OF_LETTERS["docx"])}


def seen_or_404(key: str) -> PublicStatement:
    found = queries.seen().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def title_of(statement: PublicStatement) -> MandateTitle | None:
    """Return under which title the mandate spoke on that day."""
    mandate = Mandate.objects.with_titles().filter(code=statement.mandate).first()
    return title_on(mandate, statement.there.date()) if mandate else None


@public_page
def press_statement(request: HttpRequest, key: str) -> HttpResponse:
    found = seen_or_404(key)
    files = [(reverse(f"press_{one.ending}", args=[key]), one.label) for one in FORMS.values()]
    page = {
        "statement": found,
        "mandate": title_of(found),
        "files": [] if found.withdrawn_on else files,
    }
    return render(request, "public/press_statement.html", page)


@open_to_all("What was said to the press may be taken along by everyone.")
@require_safe
@cache_control(public=True, max_age=KEPT)
def press_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Hand out a statement in the language of the address, else in English."""
    found = seen_or_404(key)
    if found.withdrawn_on:
        raise Http404
    response = handed_out(document(found), FORMS[ending], f"statement-{found.key}")
    return marked(response, exercise=found.exercise)


def document(statement: PublicStatement) -> Document:
    """Return a statement as a document of one language."""
    title, text, language = statement.title, statement.text, statement.language
    with override(language):
        spoke = title_of(statement)
        front = Front(
            day=statement.there.date(),
            language=language.partition("-")[0],
            title=(Words(title),),
            author=in_language(spoke.titles) if spoke else statement.mandate,
        )
        ours = [_("Exercise: this statement is made up.")] if statement.exercise else []
    stretches = [one.strip() for one in text.replace("\r", "").split("\n\n") if one.strip()]
    return Document(
        front,
        body=(
            *(Paragraph("", (Words(one, bold=True),)) for one in ours),
            *(Paragraph("", (Words(one),)) for one in stretches),
        ),
    )


@open_to_all(feeds.FOLLOWED)
@require_safe
@cache_control(public=True, max_age=KEPT)
def press_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest press statements (Atom, RFC 4287)."""
    feed = feeds.begun(
        request,
        _("Press statements"),
        about=_("What the mandate said to the press."),
        page=reverse("statements"),
        identity="press statements",
    )
    for one in queries.seen()[:NEWEST]:
        told: Any = one.title or _("A press statement that was withdrawn")
        feed.add_item(
            title=of_exercise(told, exercise=one.exercise),
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=one.text,
            unique_id=feeds.guid(f"statement {one.key}"),
            pubdate=one.said_at,
            updateddate=changed_at(one),
        )
    return feeds.answer(feed)


def changed_at(statement: PublicStatement) -> datetime:
    """Return the newest of its hour, its corrections and its withdrawal."""
    days = [statement.withdrawn_on] if statement.withdrawn_on else []
    days += [datetime.fromisoformat(one["on"]).date() for one in statement.corrections]
    return max([statement.said_at, *map(midnight, days)])
