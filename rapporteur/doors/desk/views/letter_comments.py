"""What sources say to a reply, as a page: whom it is safe to ask, what was asked and answered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.cases import received
from rapporteur.cases.plans import words as plans
from rapporteur.communications import rules
from rapporteur.communications.actions import commenting
from rapporteur.communications.commenting.reading import comments_on
from rapporteur.communications.commenting.rules import may_ask
from rapporteur.doors.desk.reply_forms import CommentForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letter_translations import visible_reply
from rapporteur.doors.desk.views.letters import did
from rapporteur.intake.models import Submission
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
@needs_vault
def communications_comments(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what was asked and said about a reply; ask where it is safe, with the plans at hand."""
    reply = visible_reply(request, pk)
    case, by, keyring = reply.communication.case, request.user, request.vault.keyring
    found = Submission.objects.filter(joined__case=case).select_related("sealed__record")
    asked = {str(one.pk): (one, may_ask(by, reply, one)) for one in found}
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        choices=[
            (key, _("Submission of %(day)s") % {"day": date_format(one.day)})
            for key, (one, why_not) in asked.items()
            if not why_not
        ],
    )

    def ask(given: dict[str, Any]) -> None:
        submission = asked[given.pop("submission")][0]
        said = received.open_submission(submission, open_keyring(request), by=by)
        commenting.ask(reply, submission, said=said, by=by, **given)

    if did(request, form, ask, _("Asked. The source sees it when coming back.")):
        return redirect("communications_comments", pk)
    page = {
        "reply": reply,
        "letter": reply.communication,
        "form": form,
        "may": any(not why_not for _one, why_not in asked.values()),
        "refused": [(one, why_not) for one, why_not in asked.values() if why_not],
        "comments": comments_on(reply, keyring, by=by) if keyring else [],
        "plans": [plans.read(case, keyring, by=by)] if keyring else [],
    }
    return render(request, "desk/letters/comments.html", page)
