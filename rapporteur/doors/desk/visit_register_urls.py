"""Addresses of taking in the public register of country visits."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import visit_registers

urlpatterns: list[URLPattern] = [
    path("", visit_registers.visits_import, name="visits_import"),
    path("<uuid:pk>/load/", visit_registers.visits_import_take, name="visits_import_take"),
]
