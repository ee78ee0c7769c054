"""Addresses of visits: the register, one visit, and what happens to it."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import visits

urlpatterns: list[URLPattern] = [
    path("", visits.visits, name="visits"),
    path("new/", visits.visits_new, name="visits_new"),
    path("pace/", visits.visits_pace, name="visits_pace"),
    path("steps/<uuid:pk>/take-back/", visits.visits_take_back, name="visits_take_back"),
    path("<uuid:pk>/", visits.visits_visit, name="visits_visit"),
    path("<uuid:pk>/<str:iso3>/happened/", visits.visits_happened, name="visits_happened"),
]
