"""Share experience: one page, sealed to the desk, without code, thread or case."""

from uuid import UUID

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from rapporteur.doors.fields import UNREMEMBERED
from rapporteur.doors.intake.forms import field_of
from rapporteur.doors.intake.guards import plain
from rapporteur.doors.intake.places import places
from rapporteur.intake import experiences, leaving_out
from rapporteur.intake.desks import open_desk
from rapporteur.intake.shared_questions import ASKED, BY_CODE, TEXTS
from rapporteur.intake.writers import Writer, is_child
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.kernel.ids import new_id

SIGNER = "rapporteur.share"


def new_page() -> str:
    """Return the id of the row that this page will become, signed so that nobody chooses one."""
    return Signer(salt=SIGNER).sign(str(new_id()))


class ShareForm(forms.Form):
    """What is shared. Something must be written; the rest may stay open."""

    page = forms.CharField(widget=forms.HiddenInput(attrs=UNREMEMBERED), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"page": new_page()})
        for question in ASKED:
            self.fields[question.code] = field_of(question, Writer.OTHER)

    def clean(self) -> dict[str, object]:
        """Take a page of ours, with something written; a page that is none gets a new id."""
        given = super().clean() or {}
        try:
            given["page"] = UUID(Signer(salt=SIGNER).unsign(given.get("page", "")))
        except BadSignature:
            self.data = {**dict(self.data.items()), "page": new_page()}
            raise forms.ValidationError(
                _("This page was open for too long. Your words are still here: send them again.")
            ) from None
        if not self.errors and not any(given.get(code) for code in TEXTS):
            raise forms.ValidationError(_("Write something in one of the fields first."))
        return given

    def answers(self) -> dict[str, str]:
        """Return what was answered, by question, and the language of the page."""
        said = {code: self.cleaned_data[code] for code in BY_CODE if self.cleaned_data[code]}
        return {**said, "language": translation.get_language() or "en"}


@sensitive_post_parameters()
@open_to_all("Whoever wants to share what helped or failed does so unknown.")
@plain
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Keep what was shared; where something would be left out, say so first."""
    desk = open_desk()
    form = ShareForm(request.POST if request.method == "POST" else None)
    page: dict[str, object] = {"form": form}
    if form.is_valid():
        answers = form.answers()
        noticed = leaving_out.noticed_in(answers)
        if "without" in request.POST or not noticed:
            experiences.keep(form.cleaned_data["page"], desk, answers)
            return redirect("shared")
        page["found"] = [
            {"words": BY_CODE[code].words, "pieces": leaving_out.pieces_of(code, answers[code])}
            for code in noticed
        ]
        page["is_child"] = is_child(answers.get("writer", ""))
        page["places"] = places(answers.get("state", ""))
    return render(request, "intake/share.html", page)


@open_to_all("Whoever has shared something reads that it arrived.")
@plain
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/shared.html")
