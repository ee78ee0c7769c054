"""Addresses of the public door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rapporteur.doors.public.open_urls")),
]
