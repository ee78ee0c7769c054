"""Addresses of taking in files of recommendations."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import imports

urlpatterns: list[URLPattern] = [
    path("", imports.recommendations_import, name="recommendations_import"),
    path("<uuid:pk>/", imports.recommendations_import_report, name="recommendations_import_report"),
    path(
        "<uuid:pk>/load/", imports.recommendations_import_load, name="recommendations_import_load"
    ),
    path(
        "<uuid:pk>/report.csv",
        imports.recommendations_import_csv,
        name="recommendations_import_csv",
    ),
]
