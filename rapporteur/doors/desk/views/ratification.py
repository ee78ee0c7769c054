"""The tracker of ratifications: all treaties, one with who did not accept it, one State of one."""

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.doors.desk.ratification_forms import ContactForm
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.reports import saved
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.law.models import Instrument
from rapporteur.law.queries import ratification as law
from rapporteur.law.queries.acceptance import Standing
from rapporteur.people.accounts.http import SignedIn
from rapporteur.publication.exports import CSV, safe
from rapporteur.ratification import actions, drafts, queries, rules
from rapporteur.ratification.models import Contact
from rapporteur.world.models import Country

PAPERS = {name: FORMS[name] for name in ("docx", "pdf")}


def treaty(key: str) -> Instrument:
    return get_object_or_404(Instrument.objects.binding(), pk=key)


def state_of(iso3: str) -> Country:
    return get_object_or_404(Country.objects.states(), pk=iso3)


def line_of(instrument: Instrument, country: Country) -> law.Line:
    """Return a State's line of a treaty. Raises Http404 for one that the record has no line of."""
    found = [one for one in law.tracker(instrument).lines if one.country == country]
    if not found:
        raise Http404
    return found[0]


@allowed(rules.looks_at_tracker)
def ratification(request: SignedIn) -> HttpResponse:
    """List the treaties with how many States stand where."""
    rows = [(one, [one.counts[standing] for standing in Standing]) for one in law.followed()]
    page = {"rows": rows, "standings": list(Standing)}
    return render(request, "desk/ratification/list.html", page)


@allowed(rules.looks_at_tracker)
def ratification_treaty(request: SignedIn, key: str) -> HttpResponse:
    instrument = treaty(key)
    tracker = law.tracker(instrument)
    page = {
        "instrument": instrument,
        "counts": [(one, count) for one, count in tracker.counts.items() if count],
        "sections": queries.sections(tracker),
        "parties": tracker.standing(Standing.PARTY),
        "depositary": law.depositary_page(instrument),
    }
    return render(request, "desk/ratification/treaty.html", page)


@allowed(rules.looks_at_tracker)
def ratification_csv(request: SignedIn, key: str) -> HttpResponse:
    """Hand out every State with its days, last contact and next step."""
    rows = queries.kept(law.tracker(treaty(key)))
    out = io.StringIO()
    csv.writer(out).writerows([safe(cell) for cell in row] for row in queries.table(rows))
    return saved(HttpResponse(out.getvalue(), content_type=CSV), f"ratification-{key}", "csv")


@allowed(rules.looks_at_tracker)
def ratification_state(request: SignedIn, key: str, iso3: str) -> HttpResponse:
    """Show the four days and reservations of a State, all acts by date, and note a contact."""
    instrument, country = treaty(key), state_of(iso3)
    line = line_of(instrument, country)
    form = ContactForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: actions.note(instrument, country, by=request.user, **given),
        _("It is on record."),
    ):
        return redirect("ratification_state", key, iso3)
    page = {
        "instrument": instrument,
        "country": country,
        "line": line,
        "history": law.history(instrument, country.pk),
        "contacts": Contact.objects.about(instrument).filter(country=country).newest_first(),
        "form": form if rules.notes_contacts(request.user) is None else None,
        "forms": PAPERS.values() if rules.is_written_to(country) is None else [],
        "depositary": law.depositary_page(instrument),
    }
    return render(request, "desk/ratification/state.html", page)


@allowed(rules.notes_contacts)
def ratification_letter(request: SignedIn, key: str, iso3: str, form: str) -> HttpResponse:
    """Hand out the draft of a letter that invites a State to accept a treaty; it sends nothing."""
    if form not in PAPERS:
        raise Http404
    instrument, country = treaty(key), state_of(iso3)
    if why := rules.is_written_to(country):
        raise Refused(why)
    line = line_of(instrument, country)
    document = drafts.letter(line, instrument, today(), language=get_language() or "en")
    return handed_out(document, PAPERS[form], f"draft-{key}-{iso3}")
