"""Addresses of press statements at the public door: a page, its files, the feed."""

from django.urls import URLPattern, path

from rapporteur.doors.public import codes  # noqa: F401 - makes <code:…> known
from rapporteur.doors.public.views import press

urlpatterns: list[URLPattern] = [
    path("statements.atom", press.press_feed, name="press_feed"),
    path("statements/press/<code:key>/", press.press_statement, name="press_statement"),
    *(
        path(
            f"statements/press/<code:key>.{one}", press.press_file, {"ending": one}, f"press_{one}"
        )
        for one in press.FORMS
    ),
]
