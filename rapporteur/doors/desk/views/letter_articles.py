"""Comments on a law, article by article, as a page of a letter on a law."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import rules
from rapporteur.communications.actions import articles
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Kind
from rapporteur.communications.queries import lines_of, words_of
from rapporteur.doors.desk.article_forms import ArticleForm, OutForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.law.citations import citation
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
@needs_vault
def communications_articles(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what a letter says of each article; add a comment, take one out."""
    letter = visible(request, pk)
    if letter.kind != Kind.OTHER_LETTER:
        raise Http404
    keyring, by, lines = request.vault.keyring, request.user, lines_of(letter)
    words = words_of(letter, keyring, by=by) if keyring else Letter()
    takes_out = request.POST.get("do") == "out"
    post = request.POST if request.method == "POST" else None
    first = {"read": letter.version, "law": words.law}
    form = ArticleForm(None if takes_out else post, lines=lines, initial=first)
    out = OutForm(post if takes_out else None)

    def add(given: dict[str, Any]) -> None:
        open_keyring(request)
        articles.add(letter, words, by=by, **given)

    def remove(given: dict[str, Any]) -> None:
        open_keyring(request)
        articles.remove(letter, words, by=by, **given)

    if takes_out and did(request, out, remove, _("Saved as a new version.")):
        return redirect("communications_articles", pk)
    if not takes_out and did(request, form, add, _("Saved as a new version.")):
        return redirect("communications_articles", pk)
    cited = {str(one.provision_id): citation(one.provision) for one in lines}
    page = {
        "letter": letter,
        "law": words.law,
        "rows": [
            (place, one, [cited[key] for key in one.standards if key in cited])
            for place, one in enumerate(words.articles, 1)
        ],
        "form": form if letter.state == "draft" else None,
        "out": out,
    }
    return render(request, "desk/letters/articles.html", page)
