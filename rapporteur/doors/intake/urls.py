"""Addresses of the intake door: one page that says that it is closed."""

from django.urls import URLPattern, URLResolver, path

from rapporteur.doors.intake import views
from rapporteur.doors.languages import in_each_language

handler400 = "rapporteur.doors.intake.views.wrong"
handler403 = "rapporteur.doors.intake.views.wrong"
handler404 = "rapporteur.doors.intake.views.wrong"
handler500 = "rapporteur.doors.intake.views.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.first, name="first"),
    in_each_language(path("", views.closed, name="closed")),
]
