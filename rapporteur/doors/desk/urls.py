"""Addresses of the desk door."""

from django.urls import URLPattern, URLResolver, include, path

from rapporteur.doors.desk import views

handler400 = "rapporteur.doors.login_views.bad_request"
handler403 = "rapporteur.doors.login_views.forbidden"
handler404 = "rapporteur.doors.login_views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("account/", include("rapporteur.doors.login_urls")),
]
