"""Addresses of the calendar of the Committee on the Rights of the Child."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import committees

urlpatterns: list[URLPattern] = [
    path("", committees.recommendations_calendar, name="recommendations_calendar"),
    path(
        "<uuid:pk>/load/",
        committees.recommendations_calendar_take,
        name="recommendations_calendar_take",
    ),
]
