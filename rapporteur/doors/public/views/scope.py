"""What the mandate may act on, the answer for a day, and the words it uses."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rapporteur.doors.public import matters
from rapporteur.doors.public.forms import MatterForm
from rapporteur.doors.public.gates import public_page
from rapporteur.kernel.clock import today
from rapporteur.law.models import CommentOnScope, ScopeBasis, ScopeCode, Term
from rapporteur.law.queries.scope import tree_on
from rapporteur.publication import letters


@public_page
def scope(request: HttpRequest) -> HttpResponse:
    """Explain the scope, and answer for a kind of matter on a day."""
    form = MatterForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("on") or today()
    context = {
        "form": form,
        "day": day,
        "answered": matters.answer(asked, day) if asked else None,
        "tree": tree_on(day),
    }
    return render(request, "public/scope.html", context)


@public_page
def scope_code(request: HttpRequest, code: str) -> HttpResponse:
    found = (
        ScopeCode.objects.filter(code__iexact=code)
        .select_related("parent")
        .prefetch_related(
            "parts",
            Prefetch("bases", ScopeBasis.objects.select_related("provision__instrument")),
            Prefetch("comments", CommentOnScope.objects.select_related("comment")),
        )
        .first()
    )
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("scope_code", found.code)
    rules = found.rules.order_by("-valid_from", "when")
    codes = [found.code, *(part.code for part in found.parts.all())]
    context = {
        "code": found,
        "rules": rules,
        "has_letters": letters.are_there(letters.Asked(codes=codes)),
    }
    return render(request, "public/scope_code.html", context)


@public_page
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "public/terms.html", {"terms": Term.objects.all()})


@public_page
def term(request: HttpRequest, code: str) -> HttpResponse:
    found = Term.objects.filter(code__iexact=code).select_related("scope_code").first()
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("term", found.code)
    avoided = found.avoid.get(get_language() or "en", [])
    return render(request, "public/term.html", {"term": found, "avoided": avoided})
