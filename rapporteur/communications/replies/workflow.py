"""How what came back moves: it comes in, and a named officer answers. How a file is released."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.replies.rules import (
    did_not_translate,
    is_another,
    speaks_for_addressee,
    works_here,
    works_on_file,
    works_on_translation,
)
from rapporteur.kernel.workflow import Step


class ReplyState(TextChoices):
    LOGGED = "logged", _("logged")
    CLASSIFIED = "classified", _("classified")


class TimeState(TextChoices):
    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    DECLINED = "declined", _("declined")


class CorrectionState(TextChoices):
    NOTED = "noted", _("noted")
    ANSWERED = "answered", _("answered")


class TranslationState(TextChoices):
    NEEDLESS = "needless", _("no translation is needed")
    NEEDED = "needed", _("a translation is needed")
    MADE = "made", _("translated, not read by another yet")
    READ = "read", _("translated, and read by another")


class ReleaseState(TextChoices):
    WANTED = "wanted", _("waits for a second person")
    RELEASED = "released", _("released")


class UploadState(TextChoices):
    ARRIVING = "arriving", _("on its way")
    ARRIVED = "arrived", _("arrived, not sent yet")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("given up")
    ENDED = "ended", _("not sent in time")


CLASSIFY = Step("classify reply", [ReplyState.LOGGED], ReplyState.CLASSIFIED, (works_here,))
GRANT = Step("grant time", [TimeState.ASKED], TimeState.GRANTED, (works_here,))
DECLINE = Step("decline time", [TimeState.ASKED], TimeState.DECLINED, (works_here,))
ANSWER = Step("answer correction", [CorrectionState.NOTED], CorrectionState.ANSWERED, (works_here,))
RELEASE = Step(
    "release file", [ReleaseState.WANTED], ReleaseState.RELEASED, (works_on_file, is_another)
)
MAKE = Step(
    "translate reply",
    [TranslationState.NEEDLESS, TranslationState.NEEDED, TranslationState.MADE],
    TranslationState.MADE,
    (works_on_translation,),
)
READ = Step(
    "read translation",
    [TranslationState.MADE],
    TranslationState.READ,
    (works_on_translation, did_not_translate),
)
UNSENT, OVER = (UploadState.ARRIVING, UploadState.ARRIVED), (UploadState.DROPPED, UploadState.ENDED)
FINISH = Step("finish upload", [UploadState.ARRIVING], UploadState.ARRIVED, (speaks_for_addressee,))
SEND_ALONG = Step("send upload", [UploadState.ARRIVED], UploadState.SENT, (speaks_for_addressee,))
DROP = Step("drop upload", UNSENT, UploadState.DROPPED, (speaks_for_addressee,))
END = Step("end upload", UNSENT, UploadState.ENDED)  # by the worker
STEPS = (
    *(CLASSIFY, GRANT, DECLINE, ANSWER, RELEASE, MAKE, READ),
    *(FINISH, SEND_ALONG, DROP, END),
)
