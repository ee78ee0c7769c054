"""Addresses of one scan: what proves a delivery, or the file of a reply."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import scans

urlpatterns: list[URLPattern] = [
    path("", scans.scans_scan, name="scans_scan"),
    path("page/<int:number>/", scans.scans_page, name="scans_page"),
    path("type/", scans.scans_type, name="scans_type"),
    path("text/<uuid:text>/", scans.scans_text, name="scans_text"),
]
