"""Sectors and pillars of the recommendations that are followed, as page and CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.doors.desk.scope_forms import MatrixFilter
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.rules import looks_up_reference
from rapporteur.publication.exports import CSV, line
from rapporteur.recommendations.deciding.matrix import matrix
from rapporteur.recommendations.models import Pillar


def of_state(request: HttpRequest) -> tuple[MatrixFilter, str]:
    form = MatrixFilter(request.GET or None)
    return form, form.cleaned_data["country"] if form.is_valid() else ""


@allowed(looks_up_reference)
def recommendations_matrix(request: SignedIn) -> HttpResponse:
    form, country = of_state(request)
    context = {"form": form, "country": country, "matrix": matrix(country), "pillars": Pillar}
    return render(request, "desk/scope/matrix.html", context)


@allowed(looks_up_reference)
def recommendations_matrix_csv(request: SignedIn) -> HttpResponse:
    """Answer the same counts by their codes."""
    _form, country = of_state(request)
    made = matrix(country)
    lines = [line(["sector", *Pillar.values, "total"])]
    lines += [
        line([row.sector.value, *(str(count) for _pillar, count in row.cells), str(row.total)])
        for row in made.rows
    ]
    lines.append(line(["total", *(str(count) for _pillar, count in made.totals), str(made.total)]))
    answer = HttpResponse("".join(lines), content_type=CSV)
    name = f"matrix-{country}.csv" if country else "matrix.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
