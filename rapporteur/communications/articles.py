"""Comments on a law, article by article: what other letters have in the place of alleged facts.

Pure. Each comment is printed as one numbered paragraph after the facts: the law, the article, its
text as quoted, what is said of it, and the standards. Which standards is chosen among the lines of
the legal annex, and printed are only those that a named officer lets stand there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

# In the language of the letter; what stands in double braces is filled in when it is shown.
TOLD = {
    "en": "{law}, article {number}: “{quoted}”\n\n{comment}\n\n{{standards_{place}}}",
    "fr": "{law}, article {number} : « {quoted} »\n\n{comment}\n\n{{standards_{place}}}",
    "es": "{law}, artículo {number}: «{quoted}»\n\n{comment}\n\n{{standards_{place}}}",
}
CITED = {"en": "Standards: {cited}.", "fr": "Normes : {cited}.", "es": "Normas: {cited}."}


@dataclass(frozen=True)
class Article:
    """A comment on one article. `standards` are the ids of provisions, as texts."""

    number: str
    quoted: str
    comment: str
    standards: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Self:
        return cls(**{**words, "standards": tuple(words["standards"])})

    def told(self, law: str, place: int, language: str) -> str:
        """Return the paragraph as it is printed, with a place for its standards."""
        return TOLD[language].format(
            law=law, number=self.number, quoted=self.quoted, comment=self.comment, place=place
        )

    def cited(self, citations: Mapping[str, str], language: str) -> str:
        """Return the sentence of its standards; empty where none of them is printed."""
        found = [citations[one] for one in self.standards if one in citations]
        return CITED[language].format(cited="; ".join(found)) if found else ""
