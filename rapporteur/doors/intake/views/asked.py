"""What the desk asks a source for more: one question a page, answered or skipped with the code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from rapporteur.doors.intake.asked_forms import AskedForm
from rapporteur.doors.intake.forms import MessageForm
from rapporteur.doors.intake.guards import with_thread
from rapporteur.doors.intake.views.pages import READS, told, write
from rapporteur.intake import asking, disguises, threads
from rapporteur.intake.asking import Enquiry
from rapporteur.intake.passes import Pass
from rapporteur.intake.questions import LONGEST
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
        if late := request.POST.get("answer", "").strip()[:LONGEST]:
            return write(request, held, contents, MessageForm({"text": late}))
        return redirect("thread")
    enquiry, this = found[0], asked[0]
    skips = "skip" in request.POST
    form = AskedForm(this, request.POST or None, initial={"answer": this.answer})
    noticed: list[dict[str, object]] = []
    if (skips or form.is_valid()) and has_room(form, contents):
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


def has_room(form: AskedForm, contents: Contents) -> bool:
    if len(contents.letters) < threads.MOST_MESSAGES:
        return True
    form.add_error("answer", _("There are very many messages here. Wait for the desk to answer."))
    return False


def onward(enquiry: Enquiry, number: int) -> HttpResponse:
    """Lead to the next question that waits, or back to the thread."""
    after = enquiry.after(number)
    return redirect("asked", enquiry.place, after) if after else redirect("thread")
