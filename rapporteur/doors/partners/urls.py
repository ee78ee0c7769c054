"""Addresses of the partners door."""

from django.urls import URLPattern, URLResolver, include, path

from rapporteur.doors.partners.views import colleagues, contributions, home

handler400 = "rapporteur.doors.login_views.bad_request"
handler403 = "rapporteur.doors.login_views.forbidden"
handler404 = "rapporteur.doors.login_views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("propose/", contributions.propose, name="propose"),
    path("asked/<uuid:pk>/", contributions.asked_report, name="asked_report"),
    path("contributions/<uuid:pk>/", contributions.contributions_one, name="contributions_one"),
    path(
        "contributions/<uuid:pk>/attribution/",
        contributions.contributions_attribute,
        name="contributions_attribute",
    ),
    path(
        "contributions/<uuid:pk>/withdraw/",
        contributions.contributions_withdraw,
        name="contributions_withdraw",
    ),
    path("attribution/<uuid:pk>/", contributions.attribution, name="attribution"),
    path("colleagues/", colleagues.colleagues_list, name="colleagues"),
    path("colleagues/<uuid:pk>/key/", colleagues.colleagues_key, name="colleagues_key"),
    path("colleagues/<uuid:pk>/end/", colleagues.colleagues_end, name="colleagues_end"),
    path("vault/", include("rapporteur.doors.vault_urls")),
    path("account/", include("rapporteur.doors.login_urls")),
]
