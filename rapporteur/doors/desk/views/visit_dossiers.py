"""Dossiers of a visit: made from what the page of the State shows today, looked at, taken along."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.desk.dossiers import content_of
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.desk.views.reports import PAPERS
from rapporteur.doors.desk.views.visit_letters import country_of
from rapporteur.doors.desk.views.visits import visible
from rapporteur.doors.documents import body_of, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.dossiers.actions import make
from rapporteur.visits.cycles.dossiers.documents import document
from rapporteur.visits.cycles.models import Dossier
from rapporteur.visits.cycles.models.dossiers import written


@allowed(rules.sees_visits)
def visits_dossier_make(request: SignedIn, pk: UUID, iso3: str) -> HttpResponse:
    """Ask once more, then keep what is on record of the State today."""
    visit = visible(request, pk)
    country = country_of(visit, iso3)
    form = DeskForm(request.POST if request.method == "POST" else None)
    made: list[Dossier] = []

    def act(_given: dict[str, Any]) -> None:
        content = content_of(visit, country, request.user)
        made.append(make(visit, country, content, by=request.user))

    if did(request, form, act, _("The dossier is made.")):
        return redirect(made[0])
    title = _("Make a dossier: %(state)s") % {"state": country}
    lead = _(
        "It keeps what the page of the State shows today, with sources and days, and says what is"
        " missing. Nothing sealed goes into it. Earlier dossiers stay."
    )
    page = {"form": form, "visit": visit, "title": title, "lead": lead}
    return render(request, "desk/visits/form.html", page)


def seen(request: SignedIn, pk: UUID) -> tuple[Dossier, Dossier | None]:
    """Return a dossier, and the one that was made before it of the same State."""
    found = Dossier.objects.visible_to(request.user).whole()
    dossier = get_object_or_404(found, pk=pk)
    earlier = found.of(dossier.visit, dossier.country).filter(at__lt=dossier.at)
    return dossier, earlier.first()


@allowed(rules.sees_visits)
def visits_dossier(request: SignedIn, pk: UUID) -> HttpResponse:
    dossier, before = seen(request, pk)
    page = {
        "dossier": dossier,
        "before": before,
        "body": body_of(document(dossier, before)),
        "forms": PAPERS.values(),
    }
    return render(request, "desk/visits/dossier.html", page)


@allowed(rules.sees_visits)
def visits_dossier_file(request: SignedIn, pk: UUID, form: str) -> HttpResponse:
    """Hand out a dossier as a document, or the very bytes of which the digest is."""
    dossier, before = seen(request, pk)
    name = f"dossier-{dossier.country_id}-{dossier.on}"
    if form == "json":
        answer = HttpResponse(written(dossier.content), content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return answer
    if form not in PAPERS:
        raise Http404
    return handed_out(document(dossier, before), PAPERS[form], name)
