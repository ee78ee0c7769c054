"""Questions about instruments: their articles, the comments on them, what to cite for a matter."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from rapporteur.law.models import (
    CommentOnProvision,
    GeneralComment,
    Instrument,
    Provision,
    ScopeProvision,
)

# Of some 400 lines a page needs no more: whole comments and subjects in six languages cost 0.1 s.
SHOWN = (
    "paragraphs",
    "provision__number",
    "comment__number",
    "comment__titles",
    "comment__committees",
)


@dataclass
class Article:
    """A whole article with the paragraphs on record, and the general comments on any of them."""

    provision: Provision
    parts: list[Provision] = field(default_factory=list)
    comments: list[CommentOnProvision] = field(default_factory=list)

    @property
    def matters(self) -> bool:
        return self.provision.matters or any(part.matters for part in self.parts)


@dataclass(frozen=True)
class Proposal:
    """A provision to consider, and the scope codes that speak for it, in the order asked."""

    provision: Provision
    codes: tuple[str, ...]


def library() -> list[Instrument]:
    """Return every instrument with its parent and its protocols, in order; two queries."""
    return list(Instrument.objects.select_related("parent").prefetch_related("parts"))


def articles_of(instrument: Instrument) -> list[Article]:
    """Return the articles in order, each with its paragraphs and comments; two queries.

    Empty where our record lists no articles, which never means that the text has none.
    """
    articles: dict[str, Article] = {}
    for provision in instrument.provisions.all():
        if provision.number == provision.article:
            articles[provision.number] = Article(provision)
        else:
            articles[provision.article].parts.append(provision)
    found = CommentOnProvision.objects.filter(provision__instrument=instrument)
    lines = found.select_related("comment", "provision").order_by("-comment__number")
    for line in lines.only(*SHOWN):
        articles[line.provision.article].comments.append(line)
    return list(articles.values())


def comments_on(provision: Provision) -> list[CommentOnProvision]:
    """Return what explains a provision, newest comment first; one query.

    A comment on a paragraph also explains its article, and one on the article its paragraphs.
    """
    numbers = [*enclosing(provision.number), provision.number]
    found = CommentOnProvision.objects.filter(
        Q(provision__number__in=numbers) | Q(provision__number__startswith=f"{provision.number}("),
        provision__instrument=provision.instrument_id,
    )
    return list(
        found.select_related("comment", "provision").order_by(
            "-comment__number", "provision__position"
        )
    )


def enclosing(number: str) -> list[str]:
    """Return the numbers of what a provision stands in, nearest first: 8(1)(g) in 8(1), in 8."""
    found = []
    while "(" in number:
        number = number.rpartition("(")[0]
        found.append(number)
    return found


def comments_for(codes: Iterable[str]) -> list[GeneralComment]:
    """Return the general comments on any of these scope codes, newest first; one query."""
    found = GeneralComment.objects.filter(on_scope__scope_code__in=with_wholes(codes))
    return list(found.distinct().order_by("-number"))


def with_wholes(codes: Iterable[str]) -> list[str]:
    """Return codes with what each is a part of: CSAM.POSSESS, then CSAM."""
    found: dict[str, None] = {}
    for code in codes:
        pieces = code.split(".")
        found.update(dict.fromkeys(".".join(pieces[:n]) for n in range(len(pieces), 0, -1)))
    return list(found)


def proposed_for(codes: Iterable[str]) -> list[Proposal]:
    """Return the provisions to consider for a case of these scope codes, core first; one query.

    A part gets what its whole gets. What a State has accepted is asked elsewhere: a proposal
    is no more than that, and an officer checks it against the depositary (R22.1).
    """
    wanted = with_wholes(codes)
    found = ScopeProvision.objects.filter(scope_code__in=wanted)
    speaking: dict[Provision, set[str]] = {}
    for line in found.select_related("provision__instrument"):
        speaking.setdefault(line.provision, set()).add(line.scope_code_id)
    ordered = sorted(speaking, key=lambda one: (one.instrument.position, one.position))
    return [
        Proposal(provision, tuple(code for code in wanted if code in speaking[provision]))
        for provision in ordered
    ]
