"""About the data, about access for everyone, about what this site keeps."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.doors.public import origins
from rapporteur.doors.public.gates import public_page
from rapporteur.kernel import environment

TESTED_ON = date(2026, 11, 24)  # when the accessibility statement was last held against the pages


@public_page
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "public/sources.html", {"origins": origins.by_room()})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html", {"tested_on": TESTED_ON})


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@public_page
def press(request: HttpRequest) -> HttpResponse:
    return render(request, "public/press.html", {"contact": environment.press_contact()})
