"""An instrument by article: what each is about, who explains it, what rests on it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from rapporteur.law.models import Instrument, Provision, ScopeBasis, ScopeCode
from rapporteur.law.queries import instruments


@dataclass(frozen=True)
class Shown:
    """An article as a page shows it, with the kinds of matter that rest on it or its paragraphs."""

    article: instruments.Article
    scope_codes: list[ScopeCode]

    @property
    def number(self) -> str:
        return self.article.provision.number


def with_bases() -> QuerySet[Instrument]:
    """Bring along the articles of an instrument and what rests on them."""
    bases = ScopeBasis.objects.select_related("scope_code").order_by("scope_code__position")
    provisions = Provision.objects.prefetch_related(Prefetch("scope_bases", bases))
    return Instrument.objects.select_related("parent").prefetch_related(
        "parts", Prefetch("provisions", provisions)
    )


def shown(instrument: Instrument) -> list[Shown]:
    return [Shown(one, resting(one)) for one in instruments.articles_of(instrument)]


def resting(article: instruments.Article) -> list[ScopeCode]:
    """Return the codes that rest on an article or a paragraph of it, each once."""
    found = {
        base.scope_code_id: base.scope_code
        for provision in (article.provision, *article.parts)
        for base in provision.scope_bases.all()
    }
    return list(found.values())
