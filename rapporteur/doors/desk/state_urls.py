"""Addresses of the pages of States."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import states

urlpatterns: list[URLPattern] = [
    path("", states.states, name="states"),
    path("coverage.csv", states.states_coverage_csv, name="states_coverage_csv"),
    path("<str:iso3>/", states.states_state, name="states_state"),
    path("<str:iso3>/state.json", states.states_json, name="states_json"),
    path("<str:iso3>/charts/<slug:code>.csv", states.states_chart_csv, name="states_chart_csv"),
    path("<str:iso3>/ages/", states.states_age, name="states_age"),
    path("<str:iso3>/law/<str:question>/", states.states_answer, name="states_answer"),
]
