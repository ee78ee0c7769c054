"""The file of a reply: its text, its pages in ink and paper, and the original by two people."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapporteur.communications.actions import files
from rapporteur.communications.models import Communication, Release, ReplyFile
from rapporteur.communications.replies.workflow import ReleaseState
from rapporteur.communications.rules import reads_sealed
from rapporteur.doors.desk.forms import WantedForm
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.files import opening
from rapporteur.kernel.files.reasons import NOTES
from rapporteur.kernel.files.sniffing import DECLARED
from rapporteur.kernel.files.verdicts import Form, Note
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.people.vaults.unlocking import WithVault

Answer = TypeVar("Answer", bound=HttpResponseBase)


def visible(person: Account, pk: UUID) -> ReplyFile:
    """Return a file of a letter of this person's desks; any other is not there."""
    letters = Communication.objects.visible_to(person)
    found = ReplyFile.objects.select_related("reply__communication", "sealed__record")
    return get_object_or_404(found.filter(reply__communication__in=letters), pk=pk)


def to_unlock(request: WithVault) -> HttpResponse:
    return redirect(f"{reverse('vault_unlock')}?{urlencode({'next': request.path})}")


def private(response: Answer) -> Answer:
    response["Cache-Control"] = "no-store"
    return response


def said_of(file: ReplyFile, keyring: Keyring, person: Account) -> dict[str, object]:
    """Return the text of a file; of a large one how long it is, its hash, and why no text is shown."""
    if file.large:
        whole = files.about_large(file, keyring, by=person)
        return {"whole": whole, "not_looked_into": files.NOT_LOOKED_INTO}
    contents = opening.contents(files.original(file, keyring, by=person))
    return {
        "texts": list(enumerate(contents.texts, 1)),
        "notes": [NOTES[note] for note in contents.notes],
        "is_scan": file.is_pdf and Note.NO_TEXT in contents.notes,
    }


def shown(request: WithVault, file: ReplyFile, form: WantedForm) -> HttpResponse:
    """Show a file as text; read from the sealed bytes in a cage, now and each time."""
    if request.vault.keyring is None:
        return to_unlock(request)
    return private(
        render(
            request,
            "desk/files/file.html",
            {
                "file": file,
                "letter": file.reply.communication,
                **said_of(file, request.vault.keyring, request.user),
                "wanted": file.releases.filter(state=ReleaseState.WANTED).first(),
                "released": files.released_today(file),
                "form": form,
            },
        )
    )


@require_safe
@allowed(reads_sealed)
def files_file(request: WithVault, pk: UUID) -> HttpResponse:
    return shown(request, visible(request.user, pk), WantedForm())


@require_safe
@allowed(reads_sealed)
def files_page(request: WithVault, pk: UUID, number: int) -> HttpResponse:
    """Draw one page of a PDF at 150 dpi with one bit a dot."""
    file = visible(request.user, pk)
    if not file.is_pdf or not 1 <= number <= file.parts:
        raise Http404
    if request.vault.keyring is None:
        return to_unlock(request)
    data = files.original(file, request.vault.keyring, by=request.user)
    return private(HttpResponse(opening.page(data, number), content_type="image/png"))


@require_POST
@allowed(reads_sealed)
def files_want(request: WithVault, pk: UUID) -> HttpResponse:
    """Ask for the original; the reason is shown again where it could not be taken."""
    file, form = visible(request.user, pk), WantedForm(request.POST)
    if form.is_valid():
        try:
            files.ask_release(file, why=form.cleaned_data["why"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("Asked. Another member of the desk releases it."))
            return redirect("files_file", file.pk)
    return shown(request, file, form)


@require_POST
@allowed(reads_sealed)
def files_release(request: WithVault, pk: UUID) -> HttpResponse:
    """Release the original for today, as the second person."""
    file = visible(request.user, pk)
    wanted = get_object_or_404(Release, file=file, state=ReleaseState.WANTED)
    files.release(wanted, by=request.user)
    messages.success(request, _("Released for today. Every time it is taken out is written down."))
    return redirect("files_file", file.pk)


@require_safe
@allowed(reads_sealed)
def files_original(request: WithVault, pk: UUID) -> HttpResponseBase:
    """Hand out the original on the day of its release: to be saved, never shown by the browser."""
    file = visible(request.user, pk)
    if request.vault.keyring is None:
        return to_unlock(request)
    response = as_it_came(file, request.vault.keyring, request.user)
    response["Content-Disposition"] = f'attachment; filename="reply-{file.pk}.{file.form}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return private(response)


def as_it_came(file: ReplyFile, keyring: Keyring, person: Account) -> HttpResponseBase:
    """Answer with the bytes; those of a large file go out part by part, never all in memory.

    Where a part is not what was sealed, the answer is shorter than it says: a browser tells so.
    """
    kind = DECLARED[Form(file.form)]
    if not file.large:
        return HttpResponse(files.hand_out(file, keyring, by=person), content_type=kind)
    whole, bodies = files.hand_out_large(file, keyring, by=person)
    response = StreamingHttpResponse(bodies, content_type=kind)
    response["Content-Length"] = str(whole.size)
    return response
