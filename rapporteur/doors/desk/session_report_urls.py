"""Addresses of reports to sessions."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import session_reports as views

urlpatterns: list[URLPattern] = [
    path("", views.session_reports, name="session_reports"),
    path("begin/", views.session_reports_begin, name="session_reports_begin"),
    path("<uuid:pk>/", views.session_report, name="session_report"),
    path("<uuid:pk>/write/", views.session_report_write, name="session_report_write"),
    path("<uuid:pk>/figures/", views.session_report_agree, name="session_report_agree"),
    path(
        "<uuid:pk>/particulars/",
        views.session_report_particulars,
        name="session_report_particulars",
    ),
    path("<uuid:pk>/waiver/", views.session_report_waiver, name="session_report_waiver"),
    path("<uuid:pk>/none/", views.session_report_confirm_none, name="session_report_confirm_none"),
    path("<uuid:pk>/report.<slug:form>", views.session_report_file, name="session_report_file"),
    path("<uuid:pk>/<slug:name>/", views.session_report_step, name="session_report_step"),
]
