"""What the desk asks a source for more: one question a page, answered or skipped with the code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from rapporteur.doors.intake.asked_forms import AskedForm
from rapporteur.doors.intake.guards import with_thread
from rapporteur.doors.intake.views.pages import READS, takes_messages, told, typed_elsewhere
from rapporteur.intake import asking, disguises
from rapporteur.intake.asking import Enquiry
from rapporteur.intake.passes import Pass
from rapporteur.intake.threads import Contents
from rapporteur.kernel.access.gates import open_to_all


@sensitive_post_parameters()
@open_to_all("The code is all that a source has to show.")
@with_thread
@require_http_methods(READS)
def question(
    request: HttpRequest, held: Pass, contents: Contents, place: int, number: int
) -> HttpResponse:
    """Ask one question of the desk; a post answers or skips it, and goes on."""
    found = [one for one in asking.enquiries(contents.letters) if one.place == place]
    asked = [one for enquiry in found for one in enquiry.asked if one.number == number]
    if not asked or found[0].is_over:
        return typed_elsewhere(request, held, contents)
    enquiry, this = found[0], asked[0]
    skips = "skip" in request.POST
    form = AskedForm(this, request.POST or None, initial={"answer": this.answer})
    noticed: list[dict[str, object]] = []
    if (skips or form.is_valid()) and takes_messages(form, contents, "answer"):
        text = "" if skips else form.cleaned_data["answer"]
        if "without" in request.POST or not disguises.noticed(text):
            asking.answer(held.receipt, contents, enquiry, number, text)
            return onward(enquiry, number)
        noticed = [{"pieces": disguises.pieces(text)}]
    page = {
        "form": form,
        "number": number,
        "count": len(enquiry.asked),
        "found": noticed,
        "ending": held.ending,
        **told(contents),
    }
    return render(request, "intake/asked.html", page)


def onward(enquiry: Enquiry, number: int) -> HttpResponse:
    """Lead to the next question that waits, or back to the thread."""
    after = enquiry.after(number)
    return redirect("asked", enquiry.place, after) if after else redirect("thread")
