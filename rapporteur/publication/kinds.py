"""What codes mean in words: of letters for `communications`, of recommendations for that room.

The public door knows neither. The parts with a heading are among those of its blocks; a
test holds the one against the other.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The three kinds of letters (FIELD 1.1). Whether one is joint follows from who signs."""

    URGENT_APPEAL = "UA", _("urgent appeal")
    ALLEGATION_LETTER = "AL", _("allegation letter")
    OTHER_LETTER = "OL", _("other letter")


class Addressee(models.TextChoices):
    """To whom a letter goes: Governments and other concerned parties (R28.3)."""

    STATE = "state", pgettext_lazy("country", "State")
    COMPANY = "company", _("company")
    ORGANIZATION = "organization", _("international organization")
    OTHER = "other", _("other")


class Part(models.IntegerChoices):
    """The parts of a letter that have a heading of their own."""

    OPENING = 3, _("opening")
    SUBJECT = 4, _("subject")
    FACTS = 5, _("facts, as reported")
    CONCERNS = 6, _("concerns")
    STANDARDS = 7, _("legal standards")
    QUESTIONS = 8, _("questions")
    MEASURES = 9, _("interim measures")
    PUBLICITY = 10, _("when this becomes public")
    CLOSING = 11, _("closing")


def label_of(choices: type[models.Choices], code: str | int) -> str:
    """Return a code in words; one that is not known stays as it is."""
    return str(choices(code).label) if code in choices.values else str(code)


class Mechanism(models.TextChoices):
    """What kind of mechanism recommends (FIELD §3.2)."""

    OWN_VISIT = "own_visit", _("report on a visit of our own")
    OWN_THEMATIC = "own_thematic", _("thematic report of our own")
    OWN_COMMUNICATION = "own_communication", _("communication of our own")
    UPR = "upr", _("Universal Periodic Review")
    TREATY_BODY = "treaty_body", _("concluding observations")
    VIEWS = "views", _("views of a treaty body")
    OTHER_MANDATE = "other_mandate", _("another special procedure")
    STUDY = "study", _("UN Study on violence against children")
    OTHER = "other", _("other")


class Position(models.TextChoices):
    """What a State said of a recommendation, in the words of the review."""

    SUPPORTED = "supported", _("supported")
    NOTED = "noted", _("noted")
    PARTLY = "partly", _("supported in part")
    PENDING = "pending", _("no position yet")
