"""Reply with a large file: by the form, with or without script, and the receipt of what arrived."""

from uuid import UUID

from csp.utils import build_policy
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from rapporteur.communications import addressees
from rapporteur.communications.actions import replies, uploading
from rapporteur.communications.actions.uploading import Arriving
from rapporteur.communications.models import Channel, Communication, Upload
from rapporteur.communications.replies.workflow import UNSENT, UploadState
from rapporteur.doors.keeping import keeps_words
from rapporteur.doors.missions.arriving import takes_large_file
from rapporteur.doors.missions.large_forms import LargeReplyForm
from rapporteur.doors.missions.views.letters import addressed, to_unlock
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.people.vaults.unlocking import WithVault

OWN_DOOR = {"connect-src": ["'self'"]}
PIECE = 8 * 1024 * 1024  # bytes that the script sends in one request
AROUND = 1_000_000  # bytes of a form around its file, at most: words are far fewer


def begin(request: SignedIn, name: str, pk: UUID) -> Arriving:
    """Begin what a form brings. How long it is, is known only at its end: at most the whole form."""
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    at_most = min(sent, uploading.LARGEST) if sent <= uploading.LARGEST + AROUND else sent
    return uploading.begin(addressed(request, pk), name=name, at_most=at_most, by=request.user)


def found(letter: Communication, pk: UUID) -> Upload:
    """Return a large file at this letter, or answer that there is none."""
    upload = addressees.upload_at(letter, pk)
    if upload is None:
        raise Http404
    return upload


@keeps_words(LargeReplyForm)
@sensitive_post_parameters()
@allowed(rules.is_of_a_mission)
@takes_large_file(begin)
def letters_large(request: SignedIn, pk: UUID) -> HttpResponse:
    letter = addressed(request, pk)
    uploads = addressees.uploads_at(letter)
    if request.method != "POST":
        return shown(request, letter, uploads, LargeReplyForm(uploads=uploads))
    form = LargeReplyForm(request.POST, request.FILES, uploads=uploads)
    upload = chosen(request, form, uploads)
    if upload is None or not form.is_valid():
        return shown(request, letter, addressees.uploads_at(letter), form)
    return answered(request, letter, form, upload)


def chosen(request: SignedIn, form: LargeReplyForm, uploads: list[Upload]) -> Upload | None:
    """Return the file that has arrived, whatever else of the form is amiss; it is kept then."""
    form.full_clean()
    arriving = form.cleaned_data.get("file")
    if arriving is None:
        wanted = form.cleaned_data.get("upload")
        return next((one for one in uploads if one.pk == wanted), None)
    try:
        upload = uploading.finish(arriving, by=request.user)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None
    form.keep(upload)
    return upload


def answered(
    request: SignedIn, letter: Communication, form: LargeReplyForm, upload: Upload
) -> HttpResponse:
    given = {name: form.cleaned_data[name] for name in ("text", "language", "once")}
    try:
        replies.log_reply(
            letter,
            received_on=today(),
            channel=Channel.DOOR,
            by=request.user,
            file=upload,
            **given,
        )
    except Repeated as repeated:
        if form.cleaned_data.get("file"):  # the same form again brought the same file again
            uploading.drop(upload, by=request.user)
        messages.info(request, str(repeated))
        return redirect("letters_letter", letter.pk)
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
        return shown(request, letter, addressees.uploads_at(letter), form)
    messages.success(request, _("Sealed and sent to the desk, which reads it next."))
    return redirect("letters_receipt", letter.pk, upload.pk)


def shown(
    request: SignedIn, letter: Communication, uploads: list[Upload], form: LargeReplyForm
) -> HttpResponse:
    """Show the form. This page alone may ask its own door from a script: it sends the parts."""
    page = {
        "letter": letter,
        "form": form,
        "uploads": [(one, one.state in UNSENT) for one in uploads],
        "piece": PIECE,
        "small": uploading.SMALL,
        "largest": uploading.LARGEST,
    }
    response = render(request, "missions/large.html", page)
    response["Content-Security-Policy"] = build_policy(update=OWN_DOOR)
    return response


@require_POST
@allowed(rules.is_of_a_mission)
def letters_give_up(request: SignedIn, pk: UUID, upload: UUID) -> HttpResponse:
    """Give up a large file that was not sent."""
    letter = addressed(request, pk)
    uploading.drop(found(letter, upload), by=request.user)
    messages.success(request, _("Given up. It is erased within minutes."))
    return redirect("letters_large", letter.pk)


@require_safe
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def letters_receipt(request: WithVault, pk: UUID, upload: UUID) -> HttpResponse:
    """Show length and hash of what arrived, as they lie sealed with it."""
    letter = addressed(request, pk)
    one = found(letter, upload)
    if one.state not in (UploadState.ARRIVED, UploadState.SENT):
        raise Http404
    if request.vault.keyring is None:
        return to_unlock(request)
    whole = addressees.receipt_of(one, letter, request.vault.keyring, by=request.user)
    page = {"letter": letter, "upload": one, "whole": whole}
    return render(request, "missions/receipt.html", page)
