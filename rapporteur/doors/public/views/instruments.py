"""Treaties, declarations and rules by article, and the general comments that explain them."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rapporteur.doors.public import articles, positions
from rapporteur.doors.public.gates import public_page
from rapporteur.law.models import CommentOnProvision, CommentOnScope, GeneralComment, Instrument
from rapporteur.law.queries.instruments import library


@public_page
def instruments(request: HttpRequest) -> HttpResponse:
    """List the instruments: open to all States, of a region, and those that bind nobody."""
    found = library()
    binding = [one for one in found if one.binding]
    context = {
        "universal": [one for one in binding if one.reach == Instrument.Reach.UNIVERSAL],
        "regional": [one for one in binding if one.reach != Instrument.Reach.UNIVERSAL],
        "not_binding": [one for one in found if not one.binding],
    }
    return render(request, "public/instruments.html", context)


@public_page
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    found = articles.with_bases().filter(key__iexact=key).first()
    if found is None:
        raise Http404
    if found.key != key:
        return redirect("instrument", found.key)
    shown = articles.shown(found)
    return render(
        request,
        "public/instrument.html",
        {
            "instrument": found,
            "articles": shown,
            "working_with": [one for one in shown if one.article.matters],
            "overview": positions.overview(found) if found.binding else None,
        },
    )


@public_page
def comments(request: HttpRequest) -> HttpResponse:
    found = GeneralComment.objects.order_by("committees", "number")
    return render(request, "public/comments.html", {"comments": found})


@public_page
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """Show a general comment: which articles it explains, on which kinds of matter it bears."""
    found = (
        GeneralComment.objects.filter(key__iexact=key)
        .select_related("replaced_by")
        .prefetch_related(
            "replaces",
            Prefetch(
                "on_provisions",
                CommentOnProvision.objects.select_related("provision__instrument"),
            ),
            Prefetch("on_scope", CommentOnScope.objects.select_related("scope_code")),
        )
        .first()
    )
    if found is None:
        raise Http404
    if found.key != key:
        return redirect("comment", found.key)
    return render(request, "public/comment.html", {"comment": found})
