"""Whole tables, packed each night: the list with what each weighs and its SHA-256, and the files."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.public.gates import KEPT
from rapporteur.doors.public.openapi import GZIP, JSON
from rapporteur.doors.public.views.open_data import OPEN, marked
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.publication import dumps
from rapporteur.publication.models import PublishedDump

kept = cache_control(public=True, max_age=KEPT)


def dump_of(request: HttpRequest, name: str, form: str) -> PublishedDump:
    """Return what was packed, found once a request. Raises Http404."""
    if not hasattr(request, "dump"):
        request.dump = dumps.one(name, form)  # type: ignore[attr-defined]
    found: PublishedDump | None = request.dump  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def tag(request: HttpRequest, name: str, form: str) -> str:
    return f'"{dump_of(request, name, form).digest}"'


def list_tag(request: HttpRequest) -> str:
    told = "".join(dumps.listed().values_list("digest", flat=True))
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


@open_to_all(OPEN)
@require_safe
@kept
@condition(list_tag)
def dump_list(request: HttpRequest) -> HttpResponseBase:
    """Tell which tables were packed, as of which day, and how to check them."""
    found = [
        {
            "table": one.table,
            "address": reverse(f"dump_{one.form}", args=[one.table]),
            "as_of": one.as_of.isoformat(),
            "made_at": one.made_at.isoformat(),
            "rows": one.rows,
            "bytes": one.size,
            "sha256": one.digest,
            "exercise": one.exercise,
        }
        for one in dumps.listed()
    ]
    return marked(JsonResponse({"dumps": found}, content_type=JSON))


@open_to_all(OPEN)
@require_safe
@kept
@condition(tag)
def dump_file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Hand out a packed table as it was made; its ETag is its SHA-256."""
    dump = dump_of(request, name, form)
    answer = StreamingHttpResponse(dumps.pieces(dump), content_type=GZIP)
    answer["Content-Encoding"] = "identity"  # else it would be packed twice
    answer["Content-Length"] = str(dump.size)
    return marked(answer, f"{name}-{dump.as_of}.{form}.gz")
