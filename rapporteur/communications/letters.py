"""What a letter says: its blocks, the facts as reported, and how a child is told of in it.

Sealed as one record, a version each time it is saved. A child stands in the text as a mark,
`[child 1]`; what is shown in its place, initials and age or the name, is decided once for the
whole letter and asked of consent at each step.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from rapporteur.cases.folding import fold
from rapporteur.communications.articles import Article

MARK = re.compile(r"\[child (\d{1,2})\]")
BETWEEN_WORDS = re.compile(r"[\W_]+")
AGED = {"en": "{who}, aged {age}", "fr": "{who}, âgé(e) de {age} ans", "es": "{who}, de {age} años"}


def as_heard(text: str) -> str:
    """Return a text without all by which the same name can be written in two ways."""
    return BETWEEN_WORDS.sub(" ", fold(text)).strip()


@dataclass(frozen=True)
class Child:
    """A child as the letter tells of them. The name stays empty unless the letter may name them."""

    initials: str = ""
    age: str = ""
    name: str = ""

    def told(self, language: str, *, named: bool) -> str:
        """Return initials and age, or name and age where the letter names the child."""
        who = self.name if named and self.name else self.initials
        return AGED[language].format(who=who, age=self.age) if self.age else who


@dataclass(frozen=True)
class Letter:
    """The words of a letter. `blocks` by their number (models.TextBlock.Part)."""

    addressee: str = ""  # who it is, where it is no State; kept sealed
    subject: str = ""
    blocks: Mapping[int, str] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    children: tuple[Child, ...] = ()
    law: str = ""  # that is commented on, as the letter names it
    articles: tuple[Article, ...] = ()

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Self:
        """Read the words as they were sealed."""
        return cls(
            addressee=words["addressee"],
            subject=words["subject"],
            blocks={int(number): text for number, text in words["blocks"].items()},
            facts=tuple(words["facts"]),
            children=tuple(Child(**child) for child in words["children"]),
            law=words.get("law", ""),  # letters sealed earlier have none
            articles=tuple(Article.of(one) for one in words.get("articles", ())),
        )

    def words(self) -> dict[str, Any]:
        return asdict(self)

    def with_block(self, number: int, text: str) -> Self:
        return replace(self, blocks={**self.blocks, number: text})

    def event(self) -> tuple[tuple[str, ...], tuple[Child, ...]]:
        """Return what all letters on an event share: the facts, and the children told of in them."""
        return self.facts, self.children

    def telling(self, other: Self, *, named: bool) -> Self:
        """Return this letter with facts and children of another; names only where it names them."""
        children = other.children
        if not named:
            children = tuple(replace(child, name="") for child in children)
        return replace(self, facts=other.facts, children=children)

    def texts(self) -> list[str]:
        """Return every text that is printed, in the order of the letter."""
        comments = [text for one in self.articles for text in (one.quoted, one.comment)]
        blocks = (self.blocks[n] for n in sorted(self.blocks))
        return [self.subject, *blocks, *self.facts, self.law, *comments]

    def paragraphs(self, language: str) -> list[str]:
        """Return the numbered paragraphs of the letter: its facts, then the comments on a law."""
        comments = [one.told(self.law, n, language) for n, one in enumerate(self.articles, 1)]
        return [*self.facts, *comments]

    def names_in_text(self) -> list[str]:
        """Return the names of children that stand in the text where a mark should.

        However they are written there: other accents and capitals, vowel signs, signs that cannot
        be seen, another space or a hyphen between.
        """
        told = as_heard(" ".join(self.texts()))
        return [one.name for one in self.children if one.name and as_heard(one.name) in told]

    def unknown_marks(self) -> list[str]:
        """Return the marks that stand for no child of this letter."""
        found = {int(number) for text in self.texts() for number in MARK.findall(text)}
        return [f"[child {n}]" for n in sorted(found) if not 1 <= n <= len(self.children)]

    def shown(self, text: str, language: str, *, named: bool) -> str:
        """Return a text with each child in the place of its mark."""

        def child(match: "re.Match[str]") -> str:
            place = int(match[1]) - 1
            if not 0 <= place < len(self.children):
                return match[0]
            return self.children[place].told(language, named=named)

        return MARK.sub(child, text)
