"""What came in about a recommendation: bringing it in, opening it, its review, its attribution."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from rapporteur.doors.desk.follow_up_forms import BringForm, ConfirmForm, ReviewForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.follow_ups import posted, visible
from rapporteur.doors.desk.views.letters import did
from rapporteur.doors.uploads import takes_file
from rapporteur.follow_up import queries, rules, sealing
from rapporteur.follow_up.actions import contributions
from rapporteur.follow_up.actions import evidence as acts
from rapporteur.follow_up.actions.evidence import Finding, Given, Words
from rapporteur.follow_up.links.models import WatchedLink
from rapporteur.follow_up.links.rules import may_be_looked_up
from rapporteur.follow_up.models import Evidence
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.environment import looks_links_up
from rapporteur.kernel.files import opening
from rapporteur.kernel.files.reasons import NOTES
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

WORDS = ("text", "issuer", "title", "link")
GIVEN = ("voice", "attribution", "dated", "language", "received_on")


@sensitive_post_parameters()
@takes_file
@allowed(rules.follows)
def follow_up_bring(request: SignedIn, pk: UUID) -> HttpResponse:
    """Log what came otherwise than through a door; another member reviews it."""
    one = visible(request, pk)
    form = BringForm(posted(request), request.FILES or None)

    def bring(given: dict[str, Any]) -> None:
        words = Words(**{name: given[name] for name in WORDS})
        clear = Given(**{name: given[name] for name in GIVEN})
        acts.bring_in(one, words, clear, by=request.user, file=given["file"])

    if did(request, form, bring, _("Sealed. Another member of the desk reviews it.")):
        return redirect(one)
    page = {"one": one, "form": form, "heading": _("Bring in evidence")}
    return render(request, "desk/follow_up/form.html", page)


@require_POST
@allowed(rules.follows)
def follow_up_take_over(request: WithVault, pk: UUID, contribution: UUID) -> HttpResponse:
    """Take over what a partner brought at its door; then it is reviewed as anything else."""
    one = visible(request, pk)
    found = next((c for c in queries.brought(one, request.user) if c.pk == contribution), None)
    if found is None:
        raise Http404
    item = contributions.take_over(one, found, open_keyring(request), by=request.user)
    return redirect("follow_up_evidence", item.pk)


def item_of(request: SignedIn, pk: UUID) -> Evidence:
    found = Evidence.objects.visible_to(request.user)
    found = found.select_related("following__recommendation", "following__country", "sealed")
    return get_object_or_404(found, pk=pk)


@sensitive_post_parameters()
@allowed(rules.follows)
@needs_vault
def follow_up_evidence(request: WithVault, pk: UUID) -> HttpResponse:
    """Open one item and review it. Every opening is in the journal."""
    item = item_of(request, pk)
    form = ReviewForm(posted(request))

    def review(given: dict[str, Any]) -> None:
        open_keyring(request)
        counts = given.pop("counts")
        acts.review(item, Finding(**given), counts=counts, by=request.user)

    if did(request, form, review, _("Reviewed.")):
        return redirect(item.following)
    keyring, by = request.vault.keyring, str(request.user.pk)
    page = {
        "item": item,
        "one": item.following,
        "form": form,
        "words": sealing.words_of(item, keyring, by=by) if keyring else None,
        "reviews": item.reviews.select_related("by", "strength"),
        "watched": WatchedLink.objects.filter(evidence=item).prefetch_related("checks").first(),
        "looks_up": looks_links_up(),
        "why_not_looked_up": may_be_looked_up(request.user, item),
        "confirmations": item.confirmations.select_related("by"),
        "why_not": rules.works_on_evidence(request.user, item)
        or rules.did_not_bring_it(request.user, item),
    }
    answer = render(request, "desk/follow_up/evidence.html", page)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@allowed(rules.follows)
@needs_vault
def follow_up_file(request: WithVault, pk: UUID) -> HttpResponse:
    """Show the stored copy as text; it is read from the sealed bytes in a cage, each time."""
    item, keyring = item_of(request, pk), open_keyring(request)
    if item.file_id is None:
        raise Http404
    contents = opening.contents(sealing.file_of(item, keyring, by=str(request.user.pk)))
    page = {
        "item": item,
        "one": item.following,
        "texts": list(enumerate(contents.texts, 1)),
        "notes": [NOTES[note] for note in contents.notes],
    }
    answer = render(request, "desk/follow_up/file.html", page)
    answer["Cache-Control"] = "no-store"
    return answer


@allowed(rules.follows)
def follow_up_confirm(request: SignedIn, pk: UUID) -> HttpResponse:
    """Write down that whoever gave an item was asked again how to stand in a report."""
    item = item_of(request, pk)
    form = ConfirmForm(posted(request), initial={"attribution": item.attribution})

    def confirm(given: dict[str, Any]) -> None:
        acts.confirm(item, given["attribution"], by=request.user)

    if did(request, form, confirm, _("Done.")):
        return redirect("follow_up_evidence", item.pk)
    page = {"one": item.following, "form": form, "heading": _("Ask again how it may stand")}
    return render(request, "desk/follow_up/form.html", page)
