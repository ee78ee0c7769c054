"""Addresses of scope: which recommendations the mandate follows."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import matrix, scope

urlpatterns: list[URLPattern] = [
    path("scope/", scope.recommendations_scope, name="recommendations_scope"),
    path(
        "scope/many/<slug:act>/",
        scope.recommendations_scope_many,
        name="recommendations_scope_many",
    ),
    path(
        "scope/done/<uuid:pk>/", scope.recommendations_scope_done, name="recommendations_scope_done"
    ),
    path("matrix/", matrix.recommendations_matrix, name="recommendations_matrix"),
    path("matrix/matrix.csv", matrix.recommendations_matrix_csv, name="recommendations_matrix_csv"),
    path("<uuid:pk>/scope/", scope.recommendations_scope_one, name="recommendations_scope_one"),
]
