"""Addresses of the calendar of the Committee on the Rights of the Child."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import committees

urlpatterns: list[URLPattern] = [
    path("", committees.committee_calendar, name="committee_calendar"),
    path("<uuid:pk>/load/", committees.committee_calendar_take, name="committee_calendar_take"),
]
