"""What every page and file of the public door has in common: open to all, read only, kept for minutes."""

from typing import TypeVar

from django.http import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from rapporteur.kernel.access.gates import View, open_to_all

Response = TypeVar("Response", bound=HttpResponseBase)
KEPT = 300  # seconds that a browser or a proxy may show a page without asking again


def public_page(view: View) -> View:
    """Open a view to all, for reading only."""
    kept = cache_control(public=True, max_age=KEPT)(view)
    return open_to_all("What the public door shows is public.")(require_safe(kept))


def marked(response: Response, *, exercise: bool) -> Response:
    """Say in the head of a file, where it is so, that it is made up for an exercise."""
    if exercise:
        response["X-Rapporteur-Mode"] = "exercise"
    return response
