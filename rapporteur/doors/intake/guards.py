"""What stands before each page of a thread: is the post of our own pages, does the pass open it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rapporteur.doors.intake.forms import CodeForm
from rapporteur.intake import passes, receipts, threads
from rapporteur.intake.desks import open_desk
from rapporteur.intake.passes import Pass, Ticket
from rapporteur.intake.questions import LONGEST

ThreadView = Callable[..., HttpResponse]
OWN = {"same-origin", "none"}
TYPED = {"answer", "text", "typed", "helped", "failed", "wish"}  # names of what takes words
AGAIN = 2  # seconds until a page that waits asks again
MESSAGE = "message"  # in the place of a question: what was typed was a message


def is_of_our_pages(request: HttpRequest) -> bool:
    """Say whether a post came from a page of this door.

    There is no session to bind a token to, so the browser's own word counts: `Sec-Fetch-Site`,
    else `Origin`, else `Referer`. One that says none of them is refused: else another site could
    enter its own code here, and a child would write into the thread of whoever made that site.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in OWN
    ours = f"{request.scheme}://{request.get_host()}"
    if origin := request.headers.get("Origin"):
        return origin == ours
    return request.headers.get("Referer", "").startswith(f"{ours}/")


def plain(view: ThreadView) -> ThreadView:
    """Guard a page that needs no thread: no post from elsewhere, and a word where it is closed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not is_of_our_pages(request):
            return render(request, "intake/elsewhere.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except threads.Closed:
            return closed(request)
        except receipts.Busy:
            return busy(request)

    return guarded


def closed(request: HttpRequest) -> HttpResponse:
    """Say that the door is closed; what was just typed stays in the page, to be sent later."""
    kept = kept_words(request)
    if not any(value for name, value in kept if name in TYPED):
        return render(request, "intake/closed.html", status=503)
    page = {"kept": kept, "closed": True}
    return render(request, "intake/busy.html", page, status=503)


def busy(request: HttpRequest) -> HttpResponse:
    """Ask to try again, with what was posted still in the page."""
    answer = render(request, "intake/busy.html", {"kept": kept_words(request)}, status=503)
    answer["Retry-After"] = "10"
    return answer


def kept_words(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was posted, for a page from which it can be sent again."""
    return [(name, str(value)) for name, value in request.POST.items() if len(value) <= LONGEST]


def with_thread(view: ThreadView) -> ThreadView:
    """Hand the open thread to the view, and renew the pass; without one, ask for the code.

    A post whose pass is over keeps what was typed: the page that asks for the code carries it.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        open_desk()
        held = passes.read(request.COOKIES.get(name_of_pass()))
        if held is None:
            return ask_again(request, kwargs.get("code", ""))
        try:
            contents = threads.read(held.receipt)
        except threads.NoThread:
            return forget(render(request, "intake/unknown_code.html", status=404))
        answer = view(request, held, contents, *args, **kwargs)
        return answer if name_of_pass() in answer.cookies else give(answer, held)

    return plain(opened)


def ask_again(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the code once more; whatever was just typed waits in the page."""
    if request.method != "POST":
        return redirect("enter")
    typed = request.POST.get("answer", "") or request.POST.get("text", "")
    page = {"form": CodeForm(), "question": code or MESSAGE, "typed": typed}
    return forget(render(request, "intake/enter.html", page))


def name_of_pass() -> str:
    """Return the cookie's name; under TLS one that no neighbouring host can plant."""
    return f"__Host-{passes.NAME}" if settings.SESSION_COOKIE_SECURE else passes.NAME


def wait(request: HttpRequest, held: Pass | Ticket) -> HttpResponse:
    """Say that it takes a moment. The page asks again by itself, and the cookie is its ticket.

    No address holds anything, and no page counts down: whoever closes it comes back with the code.
    """
    page = {"saved": isinstance(held, Pass)}
    answer = render(request, "intake/moment.html", page, status=202)
    answer["Refresh"] = f"{AGAIN}; url={reverse('moment')}"
    return give(answer, held)


def give(answer: HttpResponse, held: Pass | Ticket) -> HttpResponse:
    """Set the pass, or its ticket: the one cookie of this door, gone when the browser closes."""
    answer.set_cookie(
        name_of_pass(),
        passes.write(held) if isinstance(held, Pass) else passes.write_ticket(held),
        max_age=None,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def forget(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(name_of_pass(), samesite="Strict")
    return answer
