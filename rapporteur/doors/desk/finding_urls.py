"""Addresses of the search of recommendations, and of what it found as files."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import finding, overviews

urlpatterns: list[URLPattern] = [
    path("overview/", overviews.recommendations_overview, name="recommendations_overview"),
    path("search/", finding.recommendations_search, name="recommendations_search"),
    path("search/found.csv", finding.recommendations_found_csv, name="recommendations_found_csv"),
    path(
        "search/found.json", finding.recommendations_found_json, name="recommendations_found_json"
    ),
    path("search/codebook.csv", finding.recommendations_codebook, name="recommendations_codebook"),
]
