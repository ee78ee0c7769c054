"""What is asked of who shares experience: on one page, each to be left empty, no name at all."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from rapporteur.intake.models import Theme
from rapporteur.intake.questions import WRITER, YES_NO, Form, Question

TEXTS = ("helped", "failed", "wish")
ASKED: tuple[Question, ...] = (
    Question(
        "theme",
        _("What is it about?"),
        form=Form.CHOICE,
        choices=tuple((str(value), label) for value, label in Theme.choices),
    ),
    Question(
        "state",
        _("In which country was it?"),
        _("Leave it open if it says too much about you."),
        form=Form.STATE,
    ),
    Question("helped", _("What helped?"), _("Write no names. A few words are enough.")),
    Question("failed", _("What failed, or made it worse?"), _("Write no names here either.")),
    Question("wish", _("What should be done better?"), _("You can skip this too.")),
    Question(
        "reuse",
        _("May we use it in what we publish, in our own words?"),
        _("Nobody will read who told us. If you do not say yes, only this desk reads it."),
        form=Form.CHOICE,
        choices=YES_NO,
    ),
    Question(
        WRITER.code,
        _("Who are you, in a word?"),
        _("No name is needed."),
        form=Form.CHOICE,
        choices=WRITER.choices,
        also_taken=WRITER.also_taken,
    ),
)
BY_CODE: Mapping[str, Question] = {one.code: one for one in ASKED}
