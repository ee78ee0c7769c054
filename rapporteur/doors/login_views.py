"""Pages around signing in, and those that say what went wrong, of both doors with a login."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rapporteur.doors.keeping import kept
from rapporteur.people.accounts.adapters import has_second_factor
from rapporteur.people.accounts.http import SignedIn


def second_factor(request: SignedIn) -> HttpResponse:
    """Offer the two kinds of second factor to whoever has none yet."""
    if has_second_factor(request.user):
        return redirect("mfa_index")
    return render(request, "login/second_factor.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "login/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "login/forbidden.html", status=403)


def stale_form(request: HttpRequest, **_why: str) -> HttpResponse:
    """Answer a form whose token is old or missing: what was typed is shown again or still there."""
    if again := kept(request, signed_out=not request.user.is_authenticated):
        return again
    return render(request, "login/stale_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "login/not_found.html", status=404)
