"""The form of a reply with a large file. What it chose has been sealed before it is cleaned."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions.uploading import Arriving
from rapporteur.communications.models import Upload
from rapporteur.communications.replies.workflow import UploadState
from rapporteur.doors.missions.forms import WordsForm
from rapporteur.kernel.files.reasons import REASONS
from rapporteur.kernel.files.verdicts import Verdict


class LargeFileField(forms.FileField):
    """Cleans to an upload whose parts have arrived, or to None where no file was chosen."""

    def clean(self, data: Any, initial: Any = None) -> Arriving | None:  # noqa: ARG002  Django names it
        if not data:
            return None
        if data.refusal is not None:
            raise ValidationError(str(data.refusal))
        if data.arriving is None:
            raise ValidationError(str(REASONS[Verdict.EMPTY]))
        found: Arriving = data.arriving
        return found


class LargeReplyForm(WordsForm):
    """`whole` stands behind the file in the page: where it is missing, the line broke before."""

    upload = forms.TypedChoiceField(
        label=_("A file that has arrived"),
        widget=forms.RadioSelect,
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    file = LargeFileField(
        label=_("Large file"),
        help_text=_("PDF or DOCX, over 15 MB and up to 500 MB. It is sealed as it arrives."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )

    def __init__(self, *args: Any, uploads: Sequence[Upload] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 6
        self.offer(uploads)

    def offer(self, uploads: Sequence[Upload]) -> None:
        """Let one of these be chosen; without one the question is not asked."""
        arrived = [one for one in uploads if one.state == UploadState.ARRIVED]
        field = self.fields["upload"]
        field.widget = forms.RadioSelect() if arrived else forms.HiddenInput()
        field.choices = [(str(one.pk), label_of(one)) for one in arrived]  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and not self.data.get("whole"):
            self.add_error(
                "file", _("The line broke before the file had arrived whole. Send it again.")
            )
        elif not given.get("file") and not given.get("upload") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return given

    def keep(self, upload: Upload) -> None:
        """Show again with a file that has arrived, so that it need not be sent anew."""
        self.data = {**dict(self.data.items()), "upload": str(upload.pk)}
        self.offer([upload])


def label_of(upload: Upload) -> str:
    moment = formats.date_format(upload.begun_at, "DATETIME_FORMAT")
    kind = gettext("PDF file") if upload.is_pdf else gettext("DOCX file")
    return f"{kind}, \u2068{moment} UTC\u2069"  # a day among words of another direction
