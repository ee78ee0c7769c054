"""What stands between a sign-in and the first page of a door.

A session ends after 8 hours without use and 12 hours in all; a second factor is compulsory;
pages speak the person's language.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation

from rapporteur.kernel.clock import now
from rapporteur.people.accounts.adapters import has_second_factor

Answer = Callable[[HttpRequest], HttpResponseBase]

BEGAN, SEEN = "began", "seen"
SEEN_EVERY = 300  # seconds between two notes that a session is in use
LONGEST = 12 * 3600  # seconds

# What opens before a second factor is there: setting one up, and leaving.
BEFORE_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "second_factor",
    "set_language",
}


def sessions_end(get_response: Answer) -> Answer:
    """End a session 12 hours after it began; keep one in use from ending before."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            moment = int(now().timestamp())
            began = request.session.setdefault(BEGAN, moment)
            if moment - began > LONGEST:
                logout(request)
            elif moment - request.session.get(SEEN, 0) >= SEEN_EVERY:
                request.session[SEEN] = moment
        return get_response(request)

    return answer


def own_language(get_response: Answer) -> Answer:
    """Speak the language that the account names, unless this browser chose another."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if request.user.is_authenticated and not chosen:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        return get_response(request)

    return answer


class SecondFactorRequired:
    """Send whoever has no second factor to set one up; nothing else opens."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        name = match.url_name if match else None
        if not request.user.is_authenticated or name in BEFORE_SECOND_FACTOR:
            return None
        if has_second_factor(request.user):
            return None
        return redirect("second_factor")
