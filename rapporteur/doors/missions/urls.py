"""Addresses of the missions door."""

from django.urls import URLPattern, URLResolver, include, path

from rapporteur.doors.missions import views

handler400 = "rapporteur.doors.login_views.bad_request"
handler403 = "rapporteur.doors.login_views.forbidden"
handler404 = "rapporteur.doors.login_views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("vault/", include("rapporteur.doors.vault_urls")),
    path("account/", include("rapporteur.doors.login_urls")),
]
