"""What is asked before anything is done: each criterion in words, with what it rests on.

FIELD §1.4. Three things are never asked here and can stop nothing: whether remedies at home were
exhausted, whether a treaty was ratified, which standing an organisation has (tests say so).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Result(TextChoices):
    PASS = "pass", _("met")
    FAIL = "fail", _("not met")
    UNKNOWN = "unknown", _("not known")


class Criterion(TextChoices):
    FACTUAL = "ADM_FACTUAL", _("It describes facts of alleged violations.")
    NOT_UNFOUNDED = (
        "ADM_NOT_UNFOUNDED",
        _("It is not manifestly unfounded or politically motivated."),
    )
    NOT_ABUSIVE = "ADM_NOT_ABUSIVE", _("Its language is not abusive.")
    STANDING = (
        "ADM_STANDING",
        _(
            "It comes from those concerned, or from someone in good faith with direct or reliable"
            " knowledge."
        ),
    )
    NOT_MEDIA_ONLY = "ADM_NOT_MEDIA_ONLY", _("It does not rest on reports of mass media alone.")
    IDENTIFIED_SOURCE = "ADM_IDENTIFIED_SOURCE", _("The office knows who the source is.")
    SCOPE = "ADM_SCOPE", _("It is within the mandate, and concerns someone under 18 at the time.")
    STATE_OR_ACTOR = "ADM_STATE_OR_ACTOR", _("There is someone to address.")
    CONSENT = "ADM_CONSENT", _("The consent given is enough for what is to be done.")
    NO_HARM = "ADM_NO_HARM", _("The risk was weighed, and acting puts nobody in more danger.")
    URGENT = "ADM_URGENT", _("It cannot wait: something grave is happening or about to happen.")


@dataclass(frozen=True)
class Basis:
    """What a criterion rests on, as the record of a decision cites it."""

    source: str | Promise


CODE_OF_CONDUCT = "Human Rights Council resolution 5/2, annex, art. 9"
PRACTICE = _("practice of the special procedures")
BASES: Mapping[str, Basis] = {
    Criterion.FACTUAL: Basis(f"{CODE_OF_CONDUCT} (b)"),
    Criterion.NOT_UNFOUNDED: Basis(f"{CODE_OF_CONDUCT} (a)"),
    Criterion.NOT_ABUSIVE: Basis(f"{CODE_OF_CONDUCT} (c)"),
    Criterion.STANDING: Basis(f"{CODE_OF_CONDUCT} (d)"),
    Criterion.NOT_MEDIA_ONLY: Basis(f"{CODE_OF_CONDUCT} (e)"),
    Criterion.IDENTIFIED_SOURCE: Basis(
        _("Manual of Operations of the Special Procedures, para. 38")
    ),
    Criterion.SCOPE: Basis(_("resolutions on the mandate")),
    Criterion.STATE_OR_ACTOR: Basis(PRACTICE),
    Criterion.CONSENT: Basis(PRACTICE),
    Criterion.NO_HARM: Basis(_("do no harm")),
    Criterion.URGENT: Basis("Human Rights Council resolution 5/2, annex, art. 10"),
}
