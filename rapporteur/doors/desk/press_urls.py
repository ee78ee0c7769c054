"""Addresses of press statements: the list, one, writing, its checklist, its steps."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import press

urlpatterns: list[URLPattern] = [
    path("", press.press, name="press"),
    path("new/", press.press_new, name="press_new"),
    path("<uuid:pk>/", press.press_one, name="press_one"),
    path("<uuid:pk>/write/", press.press_write, name="press_write"),
    path("<uuid:pk>/checklist/", press.press_checklist, name="press_checklist"),
    path("<uuid:pk>/<slug:verb>/", press.press_step, name="press_step"),
]
