"""Addresses of visits: the register, one visit, and what happens to it."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import visit_letters, visits

urlpatterns: list[URLPattern] = [
    path("", visits.visits, name="visits"),
    path("new/", visits.visits_new, name="visits_new"),
    path("pace/", visits.visits_pace, name="visits_pace"),
    path("steps/<uuid:pk>/take-back/", visits.visits_take_back, name="visits_take_back"),
    path("reminders/", visit_letters.visits_remind, name="visits_remind"),
    path("reminders/<uuid:batch>/", visit_letters.visits_batch, name="visits_batch"),
    path("letters/<uuid:pk>/", visit_letters.visits_letter, name="visits_letter"),
    path("letters/<uuid:pk>/write/", visit_letters.visits_letter_write, name="visits_letter_write"),
    path(
        "letters/<uuid:pk>/letter.<slug:form>",
        visit_letters.visits_letter_file,
        name="visits_letter_file",
    ),
    path(
        "letters/<uuid:pk>/<slug:verb>/",
        visit_letters.visits_letter_step,
        name="visits_letter_step",
    ),
    path(
        "<uuid:pk>/<str:iso3>/indicators/",
        visit_letters.visits_indicators,
        name="visits_indicators",
    ),
    path(
        "<uuid:pk>/<str:iso3>/letter/<slug:kind>/",
        visit_letters.visits_letter_new,
        name="visits_letter_new",
    ),
    path("<uuid:pk>/", visits.visits_visit, name="visits_visit"),
    path("<uuid:pk>/<str:iso3>/happened/", visits.visits_happened, name="visits_happened"),
]
