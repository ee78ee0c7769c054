"""The code: given before the first question, kept by its last group, entered again later."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapporteur.doors.intake.forms import AnswerForm, CodeForm, KeptForm, MessageForm
from rapporteur.doors.intake.guards import forget, give, name_of_pass, plain, wait, with_thread
from rapporteur.doors.intake.views.pages import asked_in, send_in_turn, show_question, write
from rapporteur.intake import disguises, passes, receipts, saying, threads
from rapporteur.intake.desks import open_desk
from rapporteur.intake.passes import Pass, Ticket
from rapporteur.intake.questions import BY_CODE, LONGEST
from rapporteur.intake.threads import Contents
from rapporteur.kernel.access.gates import open_to_all


@open_to_all("Whoever wants to tell something begins unknown.")
@plain
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Say what a code is; a post shows a new one. Nothing is stored before it is confirmed."""
    open_desk()
    if request.method != "POST":
        return render(request, "intake/begin.html")
    code = receipts.new_code()
    return show(request, code, KeptForm(initial={"code": code}))


def show(request: HttpRequest, code: str, form: KeptForm) -> HttpResponse:
    return render(request, "intake/code.html", {"code": receipts.grouped(code), "form": form})


@sensitive_post_parameters()
@open_to_all("Whoever has just been given a code goes on with it.")
@plain
@require_POST
def kept(request: HttpRequest) -> HttpResponse:
    """Open a thread for a code that was kept; the same code again opens the same thread."""
    open_desk()
    form = KeptForm(request.POST)
    if not form.is_valid():
        code = receipts.read(request.POST.get("code", ""))
        return show(request, code, form) if code else redirect("begin")
    return enter_with(request, Ticket(form.cleaned_data["code"], is_new=True))


def enter_with(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Open a thread with a code; where too many enter one, the ticket waits for its turn."""
    try:
        held = Pass(receipts.receipt_of(ticket.code), receipts.last_group(ticket.code))
    except receipts.Busy:
        return wait(request, ticket)
    if not ticket.is_new:
        return give(redirect("thread"), held)
    threads.ensure(held.receipt, open_desk())
    return give(redirect("question", code="writer"), held)


@open_to_all("Whoever waits for a turn has asked for it on a page before.")
@plain
@require_safe
def moment(request: HttpRequest) -> HttpResponse:
    """Try again what had to wait: a code, or sending. The cookie is a ticket good for one use."""
    open_desk()
    if ticket := passes.read_ticket(request.COOKIES.get(name_of_pass())):
        return enter_with(request, ticket)
    return send_again(request)


@with_thread
def send_again(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    return send_in_turn(request, held, contents) if held.asked else redirect("thread")


@sensitive_post_parameters()
@open_to_all("Whoever has a code comes back with it, and with nothing else.")
@plain
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Take a code. Right, unknown or no code at all: the same work and the same way on."""
    open_desk()
    question, typed = request.POST.get("question", ""), request.POST.get("typed", "")
    form = CodeForm(request.POST if "entered" in request.POST else None)
    if not form.is_valid():
        page = {"form": form, "question": question, "typed": typed}
        return render(request, "intake/enter.html", page)
    code = receipts.read(form.cleaned_data["entered"]) or receipts.new_code()
    if not typed.strip():
        return enter_with(request, Ticket(code, is_new=False))
    held = Pass(receipts.receipt_of(code), receipts.last_group(code))
    try:
        contents = threads.read(held.receipt)
    except threads.NoThread:
        form.add_error("entered", _("This code opens nothing here. Look at all 25 digits again."))
        page = {"form": form, "question": question, "typed": typed}
        return render(request, "intake/enter.html", page)
    return give(keep_typed(request, held, contents, question), held)


def keep_typed(request: HttpRequest, held: Pass, contents: Contents, question: str) -> HttpResponse:
    """Save what was typed before the pass was over.

    An answer to what was sent already becomes a message, so that nothing is dropped; where
    something in it would be left out, that is said first, with the text in the page. One that is
    too long for its question stands in the page of it again, whole.
    """
    typed = request.POST["typed"]
    if contents.sent_on and disguises.noticed(typed):
        return write(request, held, contents, MessageForm({"text": typed}))
    parts = pieces(typed)
    if contents.sent_on:
        for part in parts:
            threads.write_again(held.receipt, contents, part)
    elif len(parts) > 1 and BY_CODE.get(question) in asked_in(contents):
        form = AnswerForm(BY_CODE[question], saying.writer_of(contents), {"answer": "".join(parts)})
        return show_question(request, held, contents, form)
    elif parts and question in BY_CODE:
        threads.save_answer(held.receipt, contents, question, parts[0])
    return redirect("thread")


def pieces(typed: str) -> list[str]:
    """Return what was typed in parts that one row can hold, without marks that none can hold."""
    clean = typed.replace("\r\n", "\n").replace("\0", "").strip()
    return [clean[at : at + LONGEST] for at in range(0, len(clean), LONGEST)]


@open_to_all("Leaving must always work.")
@plain
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Take the pass away and show an empty page that says nothing."""
    return forget(render(request, "intake/left.html"))
