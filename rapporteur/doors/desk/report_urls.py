"""Addresses of reports of communications, and of the figures of a year."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import reports

urlpatterns: list[URLPattern] = [
    path("", reports.communications_reports, name="communications_reports"),
    path("<slug:session>/", reports.communications_report, name="communications_report"),
    path(
        "<slug:session>/print/",
        reports.communications_report_print,
        name="communications_report_print",
    ),
    path(
        "<slug:session>/report.csv",
        reports.communications_report_csv,
        name="communications_report_csv",
    ),
    path(
        "<slug:session>/report.json",
        reports.communications_report_json,
        name="communications_report_json",
    ),
    path(
        "<slug:session>/report.<slug:form>",
        reports.communications_report_document,
        name="communications_report_document",
    ),
    path("figures/<int:year>/", reports.communications_figures, name="communications_figures"),
    path(
        "figures/<int:year>/figures.csv",
        reports.communications_figures_csv,
        name="communications_figures_csv",
    ),
    path(
        "figures/<int:year>/figures.json",
        reports.communications_figures_json,
        name="communications_figures_json",
    ),
]
