"""The type of a request that someone signed in has made."""

from django.http import HttpRequest

from rapporteur.people.accounts.models import Account


class SignedIn(HttpRequest):
    """A request behind `LoginRequiredMiddleware`: its user is an account of this door."""

    user: Account
