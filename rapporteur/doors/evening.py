"""Answers that take the same time whatever they are: the next full step on the clock.

Hashing alone leaves some milliseconds between a right, a wrong and an unknown address, and
sending mail leaves more; both would tell who has an account here.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

STEP = 0.25  # seconds; a sign-in needs about 0.19 on two cores


def evened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a POST to this view answer only at full steps after it came."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        began = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST" and STEP:
            if render := getattr(response, "render", None):
                render()  # else the page itself would be made after the wait
            time.sleep(-(time.monotonic() - began) % STEP)
        return response

    return answer
