"""What partners brought about a recommendation, taken over as evidence, which then is reviewed."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.actions.evidence import Given, Words, bring_in
from rapporteur.follow_up.models import Evidence, Following, Voice
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.partners import reading
from rapporteur.partners.models import Contribution
from rapporteur.partners.workflow import State
from rapporteur.people.accounts.models import Account

VOICES = {
    "ngo": Voice.NGO,
    "forum": Voice.NGO,
    "un": Voice.UN,
    "unct": Voice.UN,
    "igo": Voice.UN,
    "nhri": Voice.NHRI,
    "children": Voice.CHILDREN,
}


def voice_of(contribution: Contribution) -> str:
    """Return as whose voice it stands: the first kind of its organization that is one."""
    found = [VOICES[kind] for kind in contribution.organisation.kinds if kind in VOICES]
    return found[0] if found else Voice.OTHER


@transaction.atomic
def take_over(
    following: Following, contribution: Contribution, keyring: Keyring, *, by: Account
) -> Evidence:
    """Take over what a partner brought: its words, its file and how it wants to stand.

    It waits for its review as anything that comes in. Raises Refused.
    """
    if contribution.subject != following.recommendation_id or (
        contribution.country_id not in (None, following.country_id)
    ):
        raise Refused(_("This is about another recommendation."))
    if contribution.state == State.WITHDRAWN:
        raise Refused(_("The partner took it back."))
    if Evidence.objects.filter(contribution=contribution.pk).exists():
        raise Refused(_("This was taken over already."))
    said = reading.words(contribution, keyring, by=by)
    kept = getattr(contribution, "file", None)
    file = None
    if kept is not None:
        file = Taken(reading.file_of(kept, keyring, by=by), Form(kept.form), kept.parts)
    text = "\n\n".join(one for one in (said["text"], said.get("evidence", "")) if one)
    given = Given(
        voice_of(contribution),
        attribution=contribution.attribution,
        received_on=contribution.sent_on,
    )
    words = Words(text, issuer=contribution.organisation.name)
    return bring_in(following, words, given, by=by, file=file, contribution=contribution)
