"""Statements that mandates made together in public, and the files of law on which they comment."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.doors.public.gates import public_page
from rapporteur.statements import queries
from rapporteur.statements.models import JointStatement

MOST = 200  # press statements of the list


@public_page
def statements(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "public/statements.html",
        {"statements": queries.listed(), "press": queries.seen()[:MOST]},
    )


@public_page
def statement(request: HttpRequest, key: str) -> HttpResponse:
    found = JointStatement.objects.filter(key=key).first()
    if found is None:
        raise Http404
    page = {
        "statement": found,
        "signers": queries.signers_of(found),
        "files": found.files.all(),
    }
    return render(request, "public/statement.html", page)
