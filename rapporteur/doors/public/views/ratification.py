"""What States accepted of one treaty as a file, and a feed of what changed in our record of it."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, conditional_page, require_safe

from rapporteur.doors.public import feeds
from rapporteur.doors.public.gates import KEPT
from rapporteur.doors.public.views.open_data import marked
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.reference.models import Change
from rapporteur.law.models import Instrument
from rapporteur.law.queries import ratification
from rapporteur.publication import exports
from rapporteur.world.models import Country

PUBLIC = "What States accepted is public, and free to take along."
kept = cache_control(public=True, max_age=KEPT)


def treaty(key: str) -> Instrument:
    found = Instrument.objects.binding().filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@open_to_all(PUBLIC)
@require_safe
@kept
@conditional_page  # its tag is made of what it says: few ask for it
def ratification_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answer with a line for each State: its days, as of when, from where. Empty is unknown."""
    lines = ratification.tracker(treaty(key)).lines
    rows = [list(ratification.HEADERS), *map(ratification.facts, lines)]
    text = "".join(exports.line([exports.safe(cell) for cell in row]) for row in rows)
    return marked(HttpResponse(text, content_type=exports.CSV), f"ratification-{key}.csv")


def changed_at(request: HttpRequest, key: str) -> datetime | None:
    newest = ratification.changes(key).values_list("at", flat=True)
    return newest.first()


def feed_tag(request: HttpRequest, key: str) -> str | None:
    """Return a tag by language; what is not there has none, else it would be unchanged."""
    if not Instrument.objects.binding().filter(pk=key).exists():
        return None
    last = changed_at(request, key)
    return f'"{get_language()}-{key}-{last.timestamp() if last else 0}"'


@open_to_all(PUBLIC)
@require_safe
@kept
@condition(feed_tag, changed_at)
def ratification_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with what was last added, changed or withdrawn of a treaty in our record (Atom)."""
    instrument = treaty(key)
    feed = feeds.begun(
        request,
        _("States and %(name)s") % {"name": instrument.short_title},
        about=_("What was added, changed, corrected or withdrawn in our record."),
        page=reverse("instrument", args=[key]),
        identity=f"ratification of {key}",
    )
    news = list(ratification.changes(key)[: ratification.NEWEST])
    names = Country.objects.in_bulk({state_in(one) for one in news})
    for one in news:
        state = names.get(state_in(one))
        feed.add_item(
            title=entry(one, state),
            link=request.build_absolute_uri(reverse("state", args=[state_in(one)])),
            description=entry(one, state),
            unique_id=feeds.guid(f"{one.table} {one.key} {one.at.isoformat()}"),
            updateddate=one.at,
        )
    return feeds.answer(feed)


def state_in(one: Change) -> str:
    return one.key.split("/")[1]


def entry(one: Change, state: Country | None) -> str:
    """Say which act of which State it is, and what happened to it in our record."""
    _key, code, kind, day = one.key.split("/")
    act = ratification.called(kind)
    told = [state.name if state else code, act, written_out(day), what(one)]
    return " · ".join(part for part in told if part)


def what(one: Change) -> str:
    words = {
        Change.Kind.ADDED: _("added to our record"),
        Change.Kind.CHANGED: _("changed in our record"),
        Change.Kind.CORRECTED: _("corrected in our record"),
        Change.Kind.WITHDRAWN: _("withdrawn from our record"),
    }
    return words[Change.Kind(one.kind)]
