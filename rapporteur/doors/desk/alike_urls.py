"""Addresses of joining and parting what asks the same."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import alike

urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/alike/join/", alike.recommendations_join, name="recommendations_join"),
    path("<uuid:pk>/alike/<uuid:other>/", alike.recommendations_part, name="recommendations_part"),
]
