"""Addresses of the missions door."""

from django.urls import URLPattern, URLResolver, include, path

from rapporteur.doors.missions.views import (
    answers,
    colleagues,
    large,
    letters,
    publications,
    recommendations,
    transfers,
)

handler400 = "rapporteur.doors.login_views.bad_request"
handler403 = "rapporteur.doors.login_views.forbidden"
handler404 = "rapporteur.doors.login_views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", letters.home, name="home"),
    path("letters/<uuid:pk>/", letters.letters_letter, name="letters_letter"),
    path("letters/<uuid:pk>/letter.<slug:ending>", letters.letters_file, name="letters_file"),
    path(
        "letters/<uuid:pk>/publication/",
        publications.letters_publication,
        name="letters_publication",
    ),
    path("letters/<uuid:pk>/sent/", letters.letters_sent, name="letters_sent"),
    path("letters/<uuid:pk>/reply/", answers.letters_reply, name="letters_reply"),
    path("letters/<uuid:pk>/large/", large.letters_large, name="letters_large"),
    path("letters/<uuid:pk>/large/parts/", transfers.letters_parts, name="letters_parts"),
    path("letters/<uuid:pk>/large/<uuid:upload>/", transfers.letters_upload, name="letters_upload"),
    path(
        "letters/<uuid:pk>/large/<uuid:upload>/give-up/",
        large.letters_give_up,
        name="letters_give_up",
    ),
    path(
        "letters/<uuid:pk>/large/<uuid:upload>/receipt/",
        large.letters_receipt,
        name="letters_receipt",
    ),
    path("letters/<uuid:pk>/time/", answers.letters_time, name="letters_time"),
    path("letters/<uuid:pk>/correct/", answers.letters_correct, name="letters_correct"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path(
        "recommendations/<uuid:pk>/",
        recommendations.recommendations_one,
        name="recommendations_one",
    ),
    path(
        "recommendations/<uuid:pk>/sent/",
        recommendations.recommendations_sent,
        name="recommendations_sent",
    ),
    path("colleagues/", colleagues.colleagues_list, name="colleagues"),
    path("colleagues/<uuid:pk>/key/", colleagues.colleagues_key, name="colleagues_key"),
    path("colleagues/<uuid:pk>/end/", colleagues.colleagues_end, name="colleagues_end"),
    path("vault/", include("rapporteur.doors.vault_urls")),
    path("account/", include("rapporteur.doors.login_urls")),
]
