"""The register of earlier letters: the list, a file looked at and then loaded, and all of it as CSV."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rapporteur.communications import rules
from rapporteur.communications.actions.registering import Loaded, load_draft, look
from rapporteur.communications.models import EarlierLetter, RegisterDraft
from rapporteur.communications.register import exporting, listing
from rapporteur.communications.register.files import COLUMNS, NEEDED
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.register_forms import EarlierFilter, RegisterForm
from rapporteur.doors.desk.sheets import told_on_a_page
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.http import SignedIn
from rapporteur.publication.exports import CSV


@allowed(rules.reads_sealed)
def communications_earlier(request: SignedIn) -> HttpResponse:
    """List the lines of the register. They hold public facts only, and nothing is opened."""
    form = EarlierFilter(request.GET or None)
    wanted = listing.Wanted(**form.cleaned_data) if form.is_valid() else listing.Wanted()
    page = page_of(request, listing.listed(request.user, wanted), listing.A_PAGE)
    desks = listing.desks(request.user)
    return render(request, "desk/registers/list.html", {"form": form, "desks": desks, **page})


@takes_file
@allowed(rules.reads_sealed)
def communications_earlier_load(request: SignedIn) -> HttpResponse:
    """Look at a file: what it would add and change, and what of it is refused. Nothing is loaded."""
    desks = listing.desks(request.user)
    form = RegisterForm(request.POST or None, request.FILES or None, desks=desks)
    if form.is_valid():
        given = form.cleaned_data
        draft, told = look(given["sheet"], given["desk"], by=request.user)
        return report(request, draft, told)
    columns = [(name, name in NEEDED) for name in COLUMNS]
    return render(request, "desk/registers/load.html", {"form": form, "columns": columns})


def report(request: SignedIn, draft: RegisterDraft, told: Loaded) -> HttpResponse:
    """Show what a file would do, what keeps a line out before what does not."""
    page = {"draft": draft, "told": told, **told_on_a_page(told.findings)}
    return render(request, "desk/registers/report.html", page)


@require_POST
@allowed(rules.reads_sealed)
def communications_earlier_take(request: SignedIn, pk: UUID) -> HttpResponse:
    """Load the good lines of a file that was looked at; all of them, or none."""
    drafts = RegisterDraft.objects.filter(by=request.user.pk).select_related("desk")
    draft = get_object_or_404(drafts, pk=pk)
    told = load_draft(draft, by=request.user)
    if told.nothing:
        messages.error(request, _("The register changed meanwhile, so nothing was loaded."))
        return report(request, draft, told)
    added = ngettext("%(number)s line is new", "%(number)s lines are new", told.added)
    changed = ngettext("%(number)s was changed", "%(number)s were changed", told.changed)
    words = (added % {"number": told.added}, changed % {"number": told.changed})
    messages.success(
        request,
        _("Loaded: %(added)s, %(changed)s.") % dict(zip(("added", "changed"), words, strict=True)),
    )
    return redirect("communications_earlier")


@allowed(rules.reads_sealed)
def communications_earlier_csv(request: SignedIn, pk: UUID) -> HttpResponseBase:
    """Write out the register of a desk in the columns in which it is loaded."""
    desk = get_object_or_404(listing.desks(request.user), pk=pk)
    found = EarlierLetter.objects.of_desk(desk).in_order().iterator(2000)
    answer = StreamingHttpResponse(exporting.csv_of(found), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="earlier-{today():%Y-%m-%d}.csv"'
    return answer
