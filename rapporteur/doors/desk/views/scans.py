"""The text of a scan, as pages: read by a machine, typed, corrected. `of` is a proof or a reply."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from rapporteur.communications.actions import scanning
from rapporteur.communications.models import Communication, Into, ReplyFile, Scan, ScanText
from rapporteur.communications.rules import reads_sealed
from rapporteur.doors.desk.scan_forms import CorrectedScanForm, ReadScanForm, TypedScanForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.files import private
from rapporteur.doors.desk.views.files import visible as visible_file
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.keeping import keeps_words
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.files import opening, scans
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


def source_of(request: SignedIn, of: str, pk: UUID) -> scanning.Source:
    """Return a scan of a letter of this person's desks; any other is not there."""
    if of == "reply":
        file = visible_file(request.user, pk)
        if not file.is_pdf:
            raise Http404
        return file
    if of != "proof":
        raise Http404
    letters = Communication.objects.visible_to(request.user)
    found = Scan.objects.select_related("attempt__communication", "sealed__record", "by")
    return get_object_or_404(found.filter(attempt__communication__in=letters), pk=pk)


def likely_language(source: scanning.Source) -> str:
    """Return in which language a scan may be: a reply's own, else that of the letter."""
    said = source.reply.language if isinstance(source, ReplyFile) else ""
    return said or scanning.letter_of(source).language


def about(source: scanning.Source, of: str) -> dict[str, Any]:
    letter = scanning.letter_of(source)
    return {"source": source, "of": of, "letter": letter, "is_proof": isinstance(source, Scan)}


@allowed(reads_sealed)
@needs_vault
def scans_scan(request: WithVault, of: str, pk: UUID) -> HttpResponse:
    """List the texts of a scan, and have a machine read pages of it. No text is opened."""
    source, languages = source_of(request, of, pk), scans.readable()
    likely = likely_language(source)
    form = ReadScanForm(
        request.POST or None,
        languages=languages,
        pages=source.parts,
        initial={"language": likely},
    )
    made: list[ScanText] = []

    def read(given: dict[str, Any]) -> None:
        keyring = open_keyring(request)
        made.append(scanning.read_by_machine(source, keyring, by=request.user, **given))

    said = _("A machine read these pages. Compare its text with them.")
    if did(request, form, read, said):
        return redirect("scans_text", of, pk, made[0].pk)
    labels = dict(Into.choices)
    page = {
        **about(source, of),
        "form": form if languages and source.parts else None,
        "languages": [labels[one] for one in languages],
        "missing": labels.get(likely, "") if likely not in languages else "",
        "texts": source.texts.select_related("by", "corrects__by"),
        "pages": range(1, source.parts + 1),
    }
    return private(render(request, "desk/scans/scan.html", page))


@require_safe
@allowed(reads_sealed)
@needs_vault
def scans_page(request: WithVault, of: str, pk: UUID, number: int) -> HttpResponse:
    """Draw one page at 150 dpi with one bit a dot, as a page of any file is drawn."""
    source = source_of(request, of, pk)
    if not 1 <= number <= source.parts:
        raise Http404
    data = scanning.original(source, open_keyring(request), by=request.user)
    return private(HttpResponse(opening.page(data, number), content_type="image/png"))


@keeps_words(TypedScanForm)
@sensitive_post_parameters()
@allowed(reads_sealed)
def scans_type(request: SignedIn, of: str, pk: UUID) -> HttpResponse:
    """Keep what a person typed. Sealing it takes public keys alone."""
    source = source_of(request, of, pk)
    form = TypedScanForm(request.POST or None, initial={"language": likely_language(source)})

    def keep(given: dict[str, Any]) -> None:
        scanning.type_text(source, by=request.user, **given)

    if did(request, form, keep, _("The text is sealed.")):
        return redirect("scans_scan", of, pk)
    return private(render(request, "desk/scans/type.html", {**about(source, of), "form": form}))


@keeps_words(CorrectedScanForm)
@sensitive_post_parameters()
@allowed(reads_sealed)
@needs_vault
def scans_text(request: WithVault, of: str, pk: UUID, text: UUID) -> HttpResponse:
    """Show a text, which the journal knows before, and take a better one beside it."""
    source = source_of(request, of, pk)
    found = source.texts.select_related("by", "corrects__by", "sealed__record")
    one = get_object_or_404(found, pk=text)
    pages = opened(request, source, one)
    form = CorrectedScanForm(request.POST or None, initial={"text": "\n\n".join(pages)})

    def correct(given: dict[str, Any]) -> None:
        scanning.correct(source, one, by=request.user, **given)

    if did(request, form, correct, _("Your text is sealed. The first one stays beside it.")):
        return redirect("scans_scan", of, pk)
    page = {
        **about(source, of),
        "text": one,
        "form": form,
        "read": list(enumerate(pages, one.first)),
    }
    return private(render(request, "desk/scans/text.html", page))


def opened(request: WithVault, source: scanning.Source, text: ScanText) -> list[str]:
    """Return the pages of a text; none where the vault was locked since the page was shown."""
    if request.vault.keyring is None:
        return []
    letter = scanning.letter_of(source)
    return scanning.pages_of(text, letter, request.vault.keyring, by=request.user)
