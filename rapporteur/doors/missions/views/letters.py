"""The letters to one State, and one of them, opened with the key of its Mission."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from rapporteur.communications import addressees, documents
from rapporteur.communications.addressees import Sent
from rapporteur.communications.models import Communication
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.people.desks.queries import mission_of
from rapporteur.people.vaults.unlocking import WithVault


@require_safe
@allowed(rules.is_of_a_mission)
def home(request: SignedIn) -> HttpResponse:
    """List what was addressed to the State, unopened: codes and dates only."""
    return render(
        request,
        "missions/home.html",
        {"mission": mission_of(request.user), "letters": addressees.letters_to(request.user)},
    )


def addressed(request: SignedIn, pk: UUID) -> Communication:
    """Return a letter to the State of this account, or answer that there is none."""
    letter = addressees.letter_to(request.user, pk)
    if letter is None:
        raise Http404
    return letter


def to_unlock(request: WithVault) -> HttpResponse:
    return redirect(f"{reverse('vault_unlock')}?{urlencode({'next': request.path})}")


@require_safe
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def letters_letter(request: WithVault, pk: UUID) -> HttpResponse:
    """Show the letter with its authenticity code, its dates explained, and what came back."""
    letter = addressed(request, pk)
    if request.vault.keyring is None:
        return to_unlock(request)
    sent = Sent.of(letter)
    return render(
        request,
        "missions/letter.html",
        {
            "letter": letter,
            "words": addressees.read(letter, request.vault.keyring, by=request.user),
            "dates": addressees.dates(letter, sent.requests),
            "sent": sent,
            "reminders": addressees.reminders_of(letter, request.vault.keyring, by=request.user),
            "files": FORMS.values(),
        },
    )


@require_safe
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def letters_file(request: WithVault, pk: UUID, ending: str) -> HttpResponse:
    """Hand out the letter as a file, with the words of its page."""
    letter, form = addressed(request, pk), FORMS.get(ending)
    if form is None:
        raise Http404
    if request.vault.keyring is None:
        return to_unlock(request)
    words = addressees.read(letter, request.vault.keyring, by=request.user)
    found = documents.addressed(words, exercise=is_exercise(), sent=True)
    return handed_out(found, form, letter.code)


@require_safe
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def letters_sent(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what the Mission wrote about a letter, with the answers of the desk."""
    letter, person, keyring = addressed(request, pk), request.user, request.vault.keyring
    if keyring is None:
        return to_unlock(request)
    sent = Sent.of(letter)

    large = dict(addressees.uploads_sent(letter))

    def told(records: list) -> list:  # type: ignore[type-arg]  # three kinds, shown alike
        return [
            {"sent": one, "words": addressees.words_of(one, letter, keyring, by=person)}
            for one in records
        ]

    return render(
        request,
        "missions/sent.html",
        {
            "letter": letter,
            "replies": [
                {**one, "file": sent.files.get(one["sent"].pk), "upload": large.get(one["sent"].pk)}
                for one in told(sent.replies)
            ],
            "requests": told(sent.requests),
            "corrections": told(sent.corrections),
        },
    )
