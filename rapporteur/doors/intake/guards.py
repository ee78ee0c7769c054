"""What stands before each page of a thread: is the post of our own pages, does the pass open it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from rapporteur.doors.intake.forms import CodeForm
from rapporteur.intake import passes, threads
from rapporteur.intake.passes import Pass

ThreadView = Callable[..., HttpResponse]
OWN = {"same-origin", "none"}


def is_of_our_pages(request: HttpRequest) -> bool:
    """Say whether a post came from a page of this door.

    There is no session to bind a token to, and our pages send no address of theirs along, so the
    browser's own word counts: `Sec-Fetch-Site`, else `Origin`. A browser that says neither is
    let in: each page shows the last digits of the code, so a planted thread shows as a stranger's.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in OWN
    origin = request.headers.get("Origin", "null")
    return origin == "null" or origin == f"{request.scheme}://{request.get_host()}"


def plain(view: ThreadView) -> ThreadView:
    """Guard a page that needs no thread: nothing is stored by browsers, no post from elsewhere."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not is_of_our_pages(request):
            return render(request, "intake/elsewhere.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except threads.Closed:
            return render(request, "intake/closed.html", status=503)

    return never_cache(guarded)


def with_thread(view: ThreadView) -> ThreadView:
    """Hand the open thread to the view, and renew the pass; without one, ask for the code.

    A post whose pass is over keeps what was typed: the page that asks for the code carries it.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = passes.read(request.COOKIES.get(passes.NAME))
        if held is None:
            return ask_again(request, kwargs.get("code", ""))
        try:
            contents = threads.read(held.receipt)
        except threads.NoThread:
            return forget(render(request, "intake/unknown_code.html", status=404))
        answer = view(request, held, contents, *args, **kwargs)
        return give(answer, held)

    return plain(opened)


def ask_again(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the code once more; whatever was just typed waits in the page."""
    if request.method != "POST":
        return redirect("enter")
    typed = request.POST.get("answer", "")
    page = {"form": CodeForm(), "question": code, "typed": typed}
    return forget(render(request, "intake/enter.html", page))


def give(answer: HttpResponse, held: Pass) -> HttpResponse:
    """Set the pass: the one cookie of this door, gone when the browser closes."""
    answer.set_cookie(
        passes.NAME,
        passes.write(held),
        max_age=None,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def forget(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(passes.NAME, samesite="Strict")
    return answer
