"""What a search finds of this room: instruments, articles, general comments, scope, terms."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Place, Subject, by_language
from rapporteur.kernel.texts import LANGUAGES, Texts
from rapporteur.law.models import (
    CommentOnProvision,
    GeneralComment,
    Instrument,
    Provision,
    ScopeCode,
    Term,
)

# How people write the number of a place in an instrument; in the order of LANGUAGES.
UNITS: dict[str, tuple[str, ...]] = {
    "article": ("article {}", "article {}", "artículo {}", "المادة {}", "第{}条", "статья {}"),
    "rule": ("rule {}", "règle {}", "regla {}", "القاعدة {}", "规则{}", "правило {}"),
    "guideline": (
        *("guideline {}", "ligne directrice {}", "directriz {}", "المبدأ التوجيهي {}"),
        *("准则{}", "руководящий принцип {}"),
    ),
    "paragraph": (
        *("paragraph {}", "paragraphe {}", "párrafo {}", "الفقرة {}", "第{}段", "пункт {}"),
    ),
    "recommendation": (
        *("recommendation {}", "recommandation {}", "recomendación {}", "التوصية {}"),
        *("建议{}", "рекомендация {}"),
    ),
    "principle": (
        "principle {}",
        "principe {}",
        "principio {}",
        "المبدأ {}",
        "原则{}",
        "принцип {}",
    ),
}
COMMENT = (
    *(
        "general comment {}",
        "observation générale {}",
        "observación general {}",
        "التعليق العام {}",
    ),
    *("第{}号一般性意见", "замечание общего порядка {}"),
)


def numbered(forms: Iterable[str], number: object) -> dict[str, str]:
    """Return a number as each language writes it: `article 34`, `第34条`."""
    return {language: form.format(number) for language, form in zip(LANGUAGES, forms, strict=True)}


def joined(first: Texts, second: Texts, between: Callable[[str], str]) -> dict[str, str]:
    """Return two texts as one, in the languages that both have."""
    return {
        language: f"{words}{between(language)}{second[language]}"
        for language, words in first.items()
        if language in second
    }


def comma(language: str) -> str:
    return {"zh-hans": "", "ar": "، "}.get(language, ", ")


def describe_instrument(instrument: Instrument) -> Findable:
    return Findable(
        key=instrument.key,
        titles=instrument.short_titles,
        words=by_language([instrument.titles]),
        codes=[instrument.label, instrument.key, instrument.number, instrument.adopted_by],
        place=Place("instrument", (instrument.key,)),
        weight=10 if instrument.named_in_report else 8,
    )


def describe_provision(provision: Provision) -> Findable:
    instrument = provision.instrument
    place = numbered(UNITS[instrument.unit], provision.number)
    short = [instrument.label, instrument.key]
    return Findable(
        key=f"{instrument.key}/{provision.number}",
        titles=joined(instrument.short_titles, place, comma),
        words=by_language([provision.subjects]),
        codes=[
            *(f"{one} {provision.number}" for one in dict.fromkeys(short)),
            f"art {provision.number}",
        ],
        place=Place("instrument", (instrument.key,), f"p-{provision.number}"),
        weight=7 if provision.matters else 1,
    )


def explained(link: CommentOnProvision) -> dict[str, str]:
    """Return the whole article that a comment explains, in words: `article 34 (CRC)`."""
    instrument = link.provision.instrument
    number = numbered(UNITS[instrument.unit], link.provision.article)
    return {language: f"{words} ({instrument.label})" for language, words in number.items()}


def weighed(link: CommentOnProvision) -> list[str]:
    """Return the article in every language, once a paragraph: what says more of it comes first."""
    return list(explained(link).values()) * max(1, len(link.paragraphs))


def describe_comment(comment: GeneralComment) -> Findable:
    links = comment.on_provisions.all()
    articles = by_language(explained(link) for link in links)
    matters = by_language(link.scope_code.names for link in comment.on_scope.all())
    number = by_language([numbered(COMMENT, comment.number)])
    bodies = " ".join(comment.committees)
    return Findable(
        key=comment.key,
        titles=comment.titles,
        words={
            language: [*number[language], *articles.get(language, ()), *matters.get(language, ())]
            for language in LANGUAGES
        },
        codes=[
            *(comment.symbol, comment.key, f"{bodies} {comment.number}", f"GC {comment.number}"),
            *(words for link in links for words in weighed(link)),
        ],
        place=Place("comment", (comment.key,)),
        weight=5,
    )


def describe_scope_code(code: ScopeCode) -> Findable:
    labels = [term.preferred_labels for term in code.terms.all()]
    return Findable(
        key=code.code,
        titles=code.names,
        words=by_language([code.plain, *labels]),
        codes=[code.code],
        quoted=code.treaty_terms,
        place=Place("scope_code", (code.code,)),
        weight=8 if not code.valid_to else 4,
    )


def describe_term(term: Term) -> Findable:
    """Let a term be found by the words that it stands in place of, too; those are not shown."""
    return Findable(
        key=term.code,
        titles=term.preferred_labels,
        words=by_language([term.explanations]),
        codes=[term.code, *(word for words in term.avoid.values() for word in words)],
        quoted=term.treaty_labels,
        place=Place("term", (term.code,)),
        weight=9,
    )


def provisions() -> QuerySet[Provision]:
    return Provision.objects.select_related("instrument")


def comments() -> QuerySet[GeneralComment]:
    return GeneralComment.objects.prefetch_related(
        "on_provisions__provision__instrument", "on_scope__scope_code"
    )


def scope_codes() -> QuerySet[ScopeCode]:
    return ScopeCode.objects.prefetch_related("terms")


SUBJECTS = (
    Subject("instrument", _("instrument"), Instrument.objects.all, ("key",), describe_instrument),
    Subject(
        "provision",
        _("place in an instrument"),
        provisions,
        ("instrument_id", "number"),
        describe_provision,
        {"law.instrument": "instrument"},
    ),
    Subject(
        "comment",
        _("general comment"),
        comments,
        ("key",),
        describe_comment,
        {
            "law.commentonprovision": "on_provisions",
            "law.commentonscope": "on_scope",
            "law.instrument": "on_provisions__provision__instrument",
            "law.scopecode": "on_scope__scope_code",
        },
    ),
    Subject(
        "scope",
        _("what the mandate may act on"),
        scope_codes,
        ("code",),
        describe_scope_code,
        {"law.term": "terms"},
    ),
    Subject("term", _("term"), Term.objects.all, ("code",), describe_term),
)
