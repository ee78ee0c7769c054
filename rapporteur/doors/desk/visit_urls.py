"""Addresses of visits: the register, one visit, and what happens to it."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import (
    visit_dossiers,
    visit_letters,
    visit_papers,
    visit_programmes,
    visit_sources,
    visits,
)

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
    path("dossiers/<uuid:pk>/", visit_dossiers.visits_dossier, name="visits_dossier"),
    path(
        "dossiers/<uuid:pk>/dossier.<slug:form>",
        visit_dossiers.visits_dossier_file,
        name="visits_dossier_file",
    ),
    path(
        "<uuid:pk>/<str:iso3>/dossier/",
        visit_dossiers.visits_dossier_make,
        name="visits_dossier_make",
    ),
    path("papers/<uuid:pk>/", visit_papers.visits_paper, name="visits_paper"),
    path(
        "papers/<uuid:pk>/paper.<slug:form>",
        visit_papers.visits_paper_file,
        name="visits_paper_file",
    ),
    path("papers/<uuid:pk>/proposal/", visit_papers.visits_proposal, name="visits_proposal"),
    path(
        "papers/<uuid:pk>/proposal/<str:key>/",
        visit_papers.visits_proposal,
        name="visits_proposal_change",
    ),
    path("papers/<uuid:pk>/comment/", visit_papers.visits_comment, name="visits_comment"),
    path(
        "papers/<uuid:pk>/comment/<str:key>/",
        visit_papers.visits_comment,
        name="visits_comment_change",
    ),
    path("papers/<uuid:pk>/sources/", visit_sources.visits_sources, name="visits_sources"),
    path(
        "papers/<uuid:pk>/step/<slug:verb>/",
        visit_papers.visits_report_step,
        name="visits_report_step",
    ),
    path("<uuid:pk>/<str:iso3>/terms/", visit_papers.visits_terms, name="visits_terms"),
    path(
        "<uuid:pk>/paper/<slug:kind>/",
        visit_papers.visits_paper_write,
        name="visits_paper_write",
    ),
    path(
        "<uuid:pk>/<str:iso3>/paper/<slug:kind>/",
        visit_papers.visits_paper_write,
        name="visits_report_write",
    ),
    path("<uuid:pk>/programme/", visit_programmes.visits_programme, name="visits_programme"),
    path("<uuid:pk>/programme/plan/", visit_programmes.visits_prepare, name="visits_prepare"),
    path("<uuid:pk>/programme/meeting/", visit_programmes.visits_meeting, name="visits_meeting"),
    path(
        "<uuid:pk>/programme/meeting/<str:key>/",
        visit_programmes.visits_meeting,
        name="visits_meeting_change",
    ),
    path(
        "<uuid:pk>/programme/out/<str:key>/",
        visit_programmes.visits_meeting_out,
        name="visits_meeting_out",
    ),
    path(
        "<uuid:pk>/programme/official.ics",
        visit_programmes.visits_official_calendar,
        name="visits_official_calendar",
    ),
    path(
        "<uuid:pk>/programme/official.<slug:form>",
        visit_programmes.visits_official,
        name="visits_official",
    ),
    path("<uuid:pk>/after/", visit_programmes.visits_after, name="visits_after"),
    path("<uuid:pk>/", visits.visits_visit, name="visits_visit"),
    path("<uuid:pk>/<str:iso3>/happened/", visits.visits_happened, name="visits_happened"),
]
