"""What a source changes with its code after sending: what it allows, who it is, the code itself."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rapporteur.doors.intake.forms import ConsentsForm, KeptForm, MessageForm, WhoForm
from rapporteur.doors.intake.guards import give, with_thread
from rapporteur.doors.intake.views.pages import takes_messages
from rapporteur.intake import codes, leaving_out, receipts, saying
from rapporteur.intake.passes import Pass
from rapporteur.intake.threads import Contents
from rapporteur.kernel.access.gates import open_to_all

WAY = ["GET", "HEAD", "POST"]
CODE_ALONE = "The code is all that a source has to show."


def takes(form: forms.Form, contents: Contents) -> bool:
    """Say whether a valid form can be kept; if not, the page says so and keeps what was typed."""
    if not form.is_valid():
        return False
    takes_messages(form, contents, None)
    for code, text in list(form.cleaned_data.items()):
        if leaving_out.cleaned(code, text)[1]:
            form.add_error(
                code, _("There is a web address or something like it in this. Write it without.")
            )
    return form.is_valid()


@sensitive_post_parameters()
@open_to_all(CODE_ALONE)
@with_thread
@require_http_methods(WAY)
def answers(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Show what the source allows, and take changes."""
    if not contents.sent_on:
        return redirect("thread")
    asked, writer = saying.consents_asked(contents), saying.writer_of(contents)
    form = ConsentsForm(asked, writer, saying.standing(contents), request.POST or None)
    if takes(form, contents):
        saying.change_consents(held.receipt, contents, form.cleaned_data)
        return redirect("thread")
    return shown(request, held, "intake/answers.html", form)


@sensitive_post_parameters()
@open_to_all(CODE_ALONE)
@with_thread
@require_http_methods(WAY)
def who(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Take who the source is, where it has not said so and is no child."""
    if not saying.may_say_who(contents):
        return redirect("thread")
    form = WhoForm(saying.writer_of(contents), request.POST or None)
    if takes(form, contents):
        saying.say_who(held.receipt, contents, form.cleaned_data)
        return redirect("thread")
    return shown(request, held, "intake/who.html", form)


@sensitive_post_parameters()
@open_to_all(CODE_ALONE)
@with_thread
@require_http_methods(WAY)
def end(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Say what deleting can and cannot do, and take the request."""
    if not contents.sent_on or saying.deletion_asked(contents):
        return redirect("thread")
    form = MessageForm(request.POST if request.method == "POST" else None)
    form.fields["text"].required = False
    form.fields["text"].label = _("Why, if you want to say it")
    form.fields["text"].help_text = ""
    if takes(form, contents):
        saying.ask_deletion(held.receipt, contents, form.cleaned_data["text"])
        return redirect("thread")
    return shown(request, held, "intake/end.html", form)


def shown(request: HttpRequest, held: Pass, template: str, form: forms.Form) -> HttpResponse:
    return render(request, template, {"form": form, "ending": held.ending})


@open_to_all(CODE_ALONE)
@with_thread
@require_http_methods(WAY)
def code(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Say what a new code does; a post shows one. Nothing is changed before it is confirmed."""
    if request.method != "POST":
        return render(request, "intake/new_code.html", {"ending": held.ending})
    new = receipts.new_code()
    return show_new(request, held, new, KeptForm(initial={"code": new}))


def show_new(request: HttpRequest, held: Pass, new: str, form: KeptForm) -> HttpResponse:
    page = {"code": receipts.grouped(new), "form": form, "ending": held.ending}
    return render(request, "intake/new_code.html", page)


@sensitive_post_parameters()
@open_to_all(CODE_ALONE)
@with_thread
@require_POST
def kept(request: HttpRequest, held: Pass, contents: Contents) -> HttpResponse:
    """Move the thread to a code that was kept; the old one opens nothing from then on."""
    form = KeptForm(request.POST)
    if not form.is_valid():
        new = receipts.read(request.POST.get("code", ""))
        return show_new(request, held, new, form) if new else redirect("change_code")
    new = form.cleaned_data["code"]
    moved = Pass(receipts.receipt_of(new), receipts.last_group(new))
    if moved.receipt.lookup != held.receipt.lookup:
        codes.change(held.receipt, moved.receipt)
    return give(redirect("thread"), moved)
