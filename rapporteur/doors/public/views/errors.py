"""What went wrong, in the language of the page, and where to go from there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer without the shell: the address itself may be what cannot be read."""
    return HttpResponse(render_to_string("public/errors/400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "public/errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer without the shell and without the database: either may be what failed."""
    return HttpResponse(render_to_string("public/errors/500.html"), status=500)
