"""Reports of mandates that were made public: a list, each whole, as files, and as a feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.documents.writers import html
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.doors.public import feeds
from rapporteur.doors.public.gates import KEPT, marked, public_page
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication import reports as published
from rapporteur.publication.feeds import NEWEST
from rapporteur.publication.models import PublishedReport

SHOWN = 200  # reports of one page: forty years of five mandates


def found_or_404(key: str) -> PublishedReport:
    found = published.one(key)
    if found is None:
        raise Http404
    return found


@public_page
def reports(request: HttpRequest) -> HttpResponse:
    return render(request, "public/reports.html", {"reports": published.listed()[:SHOWN]})


@public_page
def report(request: HttpRequest, key: str) -> HttpResponse:
    found = found_or_404(key)
    page = {
        "report": found,
        "mandate": Mandate.objects.filter(code=found.mandate).first(),
        "body": mark_safe(html.inner(published.document(found))),  # noqa: S308  its writer escapes
        "files": [
            (reverse(f"report_{one.ending}", args=[key]), one.label) for one in FORMS.values()
        ],
    }
    return render(request, "public/report.html", page)


@open_to_all(feeds.FOLLOWED)
@require_safe
@cache_control(public=True, max_age=KEPT)
def reports_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest reports (Atom, RFC 4287)."""
    feed = feeds.begun(
        request,
        _("Reports"),
        about=_(
            "What mandates reported to the Human Rights Council and to the General Assembly, in the"
            " words in which it was published here."
        ),
        page=reverse("reports"),
        identity="reports",
    )
    for one in published.listed()[:NEWEST]:
        published_at = feeds.midnight(one.published_on)
        feed.add_item(
            title=feeds.of_exercise(one.title, exercise=one.exercise),
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=one.symbol,
            unique_id=feeds.guid(f"report {one.key}"),
            pubdate=published_at,
            updateddate=published_at,
        )
    return feeds.answer(feed)


def file_tag(_request: HttpRequest, key: str, ending: str) -> str | None:
    """Return a tag of a report, which never changes while it is public; none where it is not there."""
    return f'"{key}-{ending}"' if published.listed().filter(key=key).exists() else None


@open_to_all("What was made public may be taken along by everyone.")
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(file_tag)
def report_file(_request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Hand out a report as a file, in the language in which it was written."""
    found = found_or_404(key)
    if ending == "xml":
        response = HttpResponse(bytes(found.akn), content_type=FORMS[ending].media)
        response["Content-Disposition"] = f'attachment; filename="report-{key}.xml"'
    else:
        response = handed_out(published.document(found), FORMS[ending], f"report-{key}")
    return marked(response, exercise=found.exercise)
