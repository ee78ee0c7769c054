"""Addresses of the tracker of ratifications."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import ratification

urlpatterns: list[URLPattern] = [
    path("", ratification.ratification, name="ratification"),
    path("<str:key>/", ratification.ratification_treaty, name="ratification_treaty"),
    path("<str:key>/states.csv", ratification.ratification_csv, name="ratification_csv"),
    path("<str:key>/<str:iso3>/", ratification.ratification_state, name="ratification_state"),
    path(
        "<str:key>/<str:iso3>/letter.<slug:form>",
        ratification.ratification_letter,
        name="ratification_letter",
    ),
]
