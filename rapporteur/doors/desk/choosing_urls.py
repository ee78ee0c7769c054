"""Addresses of choosing visits. Of the desk alone: no other door has any of them."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import choosing

urlpatterns: list[URLPattern] = [
    path("", choosing.choosing, name="visits_choosing"),
    path("weights/", choosing.choosing_weights, name="visits_choosing_weights"),
    path("<uuid:pk>/", choosing.choosing_run, name="visits_choosing_run"),
    path("<uuid:pk>/decide/", choosing.choosing_decide, name="visits_choosing_decide"),
    path("<uuid:pk>/again/", choosing.choosing_again, name="visits_choosing_again"),
    path("<uuid:pk>/<str:iso3>/", choosing.choosing_state, name="visits_choosing_state"),
]
