"""No page of a door where words are read or written is kept by a browser, a proxy or a disk.

That holds for all of them, also for those that say nothing: a page that only forgot to say so
would be the one that is found on a stolen laptop. Static files pass before this and are kept.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

Answer = Callable[[HttpRequest], HttpResponse]


def never_stored(answer: Answer) -> Answer:
    def marked(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        add_never_cache_headers(response)
        return response

    return marked
