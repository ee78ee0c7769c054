"""No page of a door where words are read or written is kept by a browser, a proxy or a disk.

That holds for all of them, also for those that say nothing: a page that only forgot to say so
would be the one that is found on a stolen laptop. Static files pass before this and are kept.
"""

from collections.abc import Callable
from time import time

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import http_date

NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"  # as Django puts it together
Answer = Callable[[HttpRequest], HttpResponse]


def never_stored(answer: Answer) -> Answer:
    def marked(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if "Cache-Control" in response.headers or "Expires" in response.headers:
            add_never_cache_headers(response)  # joins what a view has said already
        else:
            response.headers["Expires"] = http_date(time())
            response.headers["Cache-Control"] = NEVER
        return response

    return marked
