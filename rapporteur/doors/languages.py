"""Language in the address (/en/…, /fr/…, /zh/…) for doors that keep no cookie and no session."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, is_valid_path
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

# First part of an address, by language; in the order in which a page offers them.
PARTS = {"ar": "ar", "zh-hans": "zh", "en": "en", "fr": "fr", "ru": "ru", "es": "es"}
LANGUAGES = {part: code for code, part in PARTS.items()}
LONGEST = 600  # letters of an address that a page repeats
Answer = Callable[[HttpRequest], HttpResponse]


class LanguagePart(LocalePrefixPattern):
    """The first part of an address, in the language of the page."""

    @property
    def language_prefix(self) -> str:
        return f"{part_of(translation.get_language())}/"


@dataclass(frozen=True)
class Choice:
    """One language in which the present page can be read."""

    code: str
    name: str  # in itself
    address: str
    current: bool


def in_each_language(*patterns: URLPattern | URLResolver) -> URLResolver:
    """Put addresses below the part that names their language."""
    return URLResolver(LanguagePart(), list(patterns))


def part_of(code: str | None) -> str:
    return PARTS.get(code or "", "en")


def named(path: str) -> str | None:
    """Return the language that a path names, or None."""
    return LANGUAGES.get(path.lstrip("/").partition("/")[0])


def accepted(header: str) -> str:
    """Return the best of our languages for an Accept-Language header; English where none fits."""
    for tag, _weight in parse_accept_lang_header(header.lower()):
        stem = tag.partition("-")[0]
        if stem in LANGUAGES:
            return LANGUAGES[stem]
    return "en"


def speaking(answer: Answer) -> Answer:
    """Answer in the language of the address, and lead an address without one to its page."""

    def speak(request: HttpRequest) -> HttpResponse:
        code = named(request.path_info)
        chosen = code or accepted(request.headers.get("Accept-Language", ""))
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = answer(request)
        if code is None:
            return led(request, response, chosen)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return speak


def led(request: HttpRequest, response: HttpResponse, code: str) -> HttpResponse:
    """Turn “not found” for `/states/EST/` into the way to `/fr/states/EST/`, where that exists.

    A file, such as one of the open data, is the same in every language and passes as it is.
    """
    if response.status_code == 200:
        return response
    patch_vary_headers(response, ["Accept-Language"])
    if response.status_code != 404:
        return response
    path = f"/{part_of(code)}{request.path_info}"
    with translation.override(code):
        if not is_valid_path(path, getattr(request, "urlconf", None)):
            return response
    query = request.META.get("QUERY_STRING", "")
    moved = HttpResponseRedirect(path + (f"?{query}" if query else ""))
    patch_vary_headers(moved, ["Accept-Language"])
    return moved


def beyond_language(request: HttpRequest) -> str:
    """Return the address of the present page without its language.

    What is longer than any address of ours is left out: it would stand on the page a dozen times.
    """
    address = request.get_full_path()
    if named(request.path_info):
        address = "/" + address.lstrip("/").partition("/")[2]
    path = address.partition("?")[0]
    return next((one for one in (address, path) if len(one) <= LONGEST), "/")


def choices(request: HttpRequest) -> list[Choice]:
    """Return the six languages, each with the address of this same page in it."""
    rest = beyond_language(request)
    active = translation.get_language()
    return [
        Choice(
            code,
            translation.get_language_info(code)["name_local"],
            f"/{part}{rest}",
            code == active,
        )
        for code, part in PARTS.items()
    ]
