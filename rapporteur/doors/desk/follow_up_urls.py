"""Addresses of what becomes of recommendations."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import (
    follow_up_evidence,
    follow_up_links,
    follow_up_plans,
    follow_up_proposals,
    follow_up_reports,
    follow_ups,
)

urlpatterns: list[URLPattern] = [
    path("", follow_ups.follow_up, name="follow_up"),
    path("states/<str:iso3>/", follow_ups.follow_up_state, name="follow_up_state"),
    path("states/<str:iso3>/plan/", follow_up_plans.follow_up_plan, name="follow_up_plan"),
    path(
        "states/<str:iso3>/plan.csv", follow_up_plans.follow_up_plan_csv, name="follow_up_plan_csv"
    ),
    path(
        "states/<str:iso3>/plan.json",
        follow_up_plans.follow_up_plan_json,
        name="follow_up_plan_json",
    ),
    path("<uuid:pk>/", follow_ups.follow_up_one, name="follow_up_one"),
    path("<uuid:pk>/evidence/", follow_up_evidence.follow_up_bring, name="follow_up_bring"),
    path(
        "<uuid:pk>/contributions/<uuid:contribution>/",
        follow_up_evidence.follow_up_take_over,
        name="follow_up_take_over",
    ),
    path("reports/", follow_up_reports.follow_up_reports, name="follow_up_reports"),
    path("reports/<uuid:pk>/", follow_up_reports.follow_up_report, name="follow_up_report"),
    path(
        "reports/<uuid:pk>/report.<slug:ending>",
        follow_up_reports.follow_up_report_file,
        name="follow_up_report_file",
    ),
    path(
        "reports/<uuid:pk>/public/",
        follow_up_reports.follow_up_report_public,
        name="follow_up_report_public",
    ),
    path(
        "reports/<uuid:pk>/<slug:verb>/",
        follow_up_reports.follow_up_report_step,
        name="follow_up_report_step",
    ),
    path("proposals/", follow_up_proposals.follow_up_proposals, name="follow_up_proposals"),
    path(
        "proposals/states/<str:iso3>/",
        follow_up_proposals.follow_up_propose,
        name="follow_up_propose",
    ),
    path("proposals/<uuid:pk>/", follow_up_proposals.follow_up_proposal, name="follow_up_proposal"),
    path(
        "proposals/<uuid:pk>/final/",
        follow_up_proposals.follow_up_finish,
        name="follow_up_finish",
    ),
    path("<uuid:pk>/<slug:act>/", follow_ups.follow_up_act, name="follow_up_act"),
    path("commitments/<uuid:pk>/", follow_ups.follow_up_commitment, name="follow_up_commitment"),
    path("evidence/<uuid:pk>/", follow_up_evidence.follow_up_evidence, name="follow_up_evidence"),
    path("evidence/<uuid:pk>/file/", follow_up_evidence.follow_up_file, name="follow_up_file"),
    path(
        "evidence/<uuid:pk>/link/",
        follow_up_links.follow_up_link_release,
        name="follow_up_link_release",
    ),
    path(
        "evidence/<uuid:pk>/link/stop/",
        follow_up_links.follow_up_link_stop,
        name="follow_up_link_stop",
    ),
    path(
        "evidence/<uuid:pk>/attribution/",
        follow_up_evidence.follow_up_confirm,
        name="follow_up_confirm",
    ),
]
