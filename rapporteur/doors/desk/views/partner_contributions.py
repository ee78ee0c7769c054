"""What partners brought, at the desk: the queue, one with its words and file, its review."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from rapporteur.cases.rules import desks_read, reads_sealed
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.partner_forms import PublicationForm, ReviewForm
from rapporteur.doors.desk.views.files import private, to_unlock
from rapporteur.doors.desk.views.partners import A_PAGE, taken
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.files import opening
from rapporteur.kernel.files.reasons import NOTES
from rapporteur.partners import actions, queries, reading
from rapporteur.partners.models import Contribution, ContributionFile
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


@require_safe
@allowed(reads_sealed)
def partners_brought(request: SignedIn) -> HttpResponse:
    """List what waits, the oldest first, and what was reviewed. Nothing is opened."""
    page = page_of(request, queries.reviewed(request.user), A_PAGE)
    waiting = queries.to_review(request.user)
    return render(request, "desk/partners/brought.html", {**page, "waiting": waiting})


def visible(request: SignedIn, pk: UUID) -> Contribution:
    """Return a contribution to this person's desks; any other is not there."""
    found = Contribution.objects.of_desks(desks_read(request.user))
    return get_object_or_404(
        found.select_related("organisation", "country", "ask", "file", "reviewed_by"), pk=pk
    )


def shown(
    request: WithVault,
    one: Contribution,
    review: ReviewForm | None = None,
    publication: PublicationForm | None = None,
) -> HttpResponse:
    """Show one in its words, which are opened now; it is written down."""
    if request.vault.keyring is None:
        return to_unlock(request)
    page = {
        "one": one,
        "words": reading.words(one, request.vault.keyring, by=request.user),
        "form": review or ReviewForm(),
        "publication": publication or PublicationForm(),
        "requests": one.attribution_requests.all(),
    }
    return private(render(request, "desk/partners/contribution.html", page))


@require_safe
@allowed(reads_sealed)
def partners_contribution(request: WithVault, pk: UUID) -> HttpResponse:
    return shown(request, visible(request, pk))


@require_POST
@sensitive_post_parameters()
@allowed(reads_sealed)
def partners_review(request: WithVault, pk: UUID) -> HttpResponse:
    one, form = visible(request, pk), ReviewForm(request.POST)

    def act(**given: object) -> object:
        return actions.review(one, **given)  # type: ignore[arg-type]  # as the form cleaned it

    if taken(request, form, act):
        return redirect("partners_brought")
    return shown(request, one, review=form)


@require_POST
@allowed(reads_sealed)
def partners_attribution(request: WithVault, pk: UUID) -> HttpResponse:
    one, form = visible(request, pk), PublicationForm(request.POST)

    def act(**given: object) -> object:
        return actions.ask_attribution(one, **given)  # type: ignore[arg-type]  # same

    if taken(request, form, act):
        messages.info(request, _("Until the partner answers, it stays with the desk."))
        return redirect("partners_contribution", one.pk)
    return shown(request, one, publication=form)


def file_of(one: Contribution) -> ContributionFile:
    file: ContributionFile | None = getattr(one, "file", None)
    if file is None:
        raise Http404
    return file


@require_safe
@allowed(reads_sealed)
def partners_file(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a file as text; read from the sealed bytes in a cage, now and each time."""
    one = visible(request, pk)
    file = file_of(one)
    if request.vault.keyring is None:
        return to_unlock(request)
    contents = opening.contents(reading.file_of(file, request.vault.keyring, by=request.user))
    page = {
        "one": one,
        "file": file,
        "texts": list(enumerate(contents.texts, 1)),
        "notes": [NOTES[note] for note in contents.notes],
    }
    return private(render(request, "desk/partners/file.html", page))


@require_safe
@allowed(reads_sealed)
def partners_page(request: WithVault, pk: UUID, number: int) -> HttpResponse:
    """Draw one page of a PDF at 150 dpi with one bit a dot."""
    file = file_of(visible(request, pk))
    if file.form != "pdf" or not 1 <= number <= file.parts:
        raise Http404
    if request.vault.keyring is None:
        return to_unlock(request)
    data = reading.file_of(file, request.vault.keyring, by=request.user)
    return private(HttpResponse(opening.page(data, number), content_type="image/png"))
