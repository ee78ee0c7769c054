"""Addresses of lessons for States in a similar situation."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import lessons

urlpatterns: list[URLPattern] = [
    path("", lessons.lessons, name="lessons"),
    path("<uuid:pk>/", lessons.lessons_one, name="lessons_one"),
    path("states/<str:iso3>/", lessons.lessons_similar, name="lessons_similar"),
]
