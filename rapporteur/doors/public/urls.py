"""Addresses of the public door: each page below the part that names its language."""

from django.urls import URLPattern, URLResolver, path

from rapporteur.doors.languages import in_each_language
from rapporteur.doors.public import codes  # noqa: F401 - makes <code:…> known
from rapporteur.doors.public.open_urls import files, pages
from rapporteur.doors.public.press_urls import urlpatterns as press_urls
from rapporteur.doors.public.views import (
    changes,
    choosing,
    components,
    follow_ups,
    home,
    instruments,
    letters,
    mandates,
    notes,
    reports,
    scope,
    statements,
    states,
    visits,
)

handler400 = "rapporteur.doors.public.views.errors.bad_request"
handler403 = "rapporteur.doors.public.views.errors.not_found"
handler404 = "rapporteur.doors.public.views.errors.not_found"
handler500 = "rapporteur.doors.public.views.errors.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.first, name="first"),
    *files,
    in_each_language(
        path("", home.home, name="home"),
        path("about/", home.about, name="about"),
        path("about/easy/", home.easy, name="easy"),
        path("about/children/", home.children, name="children"),
        path("about/children/<slug:code>/", home.children, name="children_band"),
        path("about/data/", notes.sources, name="sources"),
        path("about/accessibility/", notes.accessibility, name="accessibility"),
        path("about/press/", notes.press, name="press"),
        path("about/privacy/", notes.privacy, name="privacy"),
        path("about/visits/", choosing.choosing, name="choosing"),
        path("states/", states.states, name="states"),
        path("states/<code:iso3>/", states.state, name="state"),
        path("instruments/", instruments.instruments, name="instruments"),
        path("instruments/<code:key>/", instruments.instrument, name="instrument"),
        path("comments/", instruments.comments, name="comments"),
        path("comments/<code:key>/", instruments.comment, name="comment"),
        path("scope/", scope.scope, name="scope"),
        path("scope/<code:code>/", scope.scope_code, name="scope_code"),
        path("terms/", scope.terms, name="terms"),
        path("terms/<code:code>/", scope.term, name="term"),
        path("statements/", statements.statements, name="statements"),
        *press_urls,
        path("statements/<slug:key>/", statements.statement, name="statement"),
        path("reports/", reports.reports, name="reports"),
        path("reports.atom", reports.reports_feed, name="reports_feed"),
        path("reports/<code:key>/", reports.report, name="report"),
        path("follow-up/<code:key>/", follow_ups.published_follow_up, name="published_follow_up"),
        path("mandates/", mandates.mandates, name="mandates"),
        path("mandates/<code:code>/", mandates.mandate, name="mandate"),
        path("corrections/", changes.corrections, name="corrections"),
        path("visits/", visits.visits, name="visits"),
        path("letters/", letters.letters, name="letters"),
        path("letters/<code:key>/", letters.letter, name="letter"),
        path("components/", components.components, name="components"),
        *pages,
    ),
]
