"""What a search may find: each room says it of its own records, and names no other room.

A room lists its `Subject`s in `findables.py` (`SUBJECTS`). `publication` makes the index of them,
and the doors know all rooms (`doors.rooms`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override

from rapporteur.kernel.texts import LANGUAGES, Texts


@dataclass(frozen=True)
class Place:
    """The page that is about a record: the name of its address, what stands in it, the part."""

    name: str
    args: tuple[str, ...] = ()
    part: str = ""  # the id of an element of the page


@dataclass(frozen=True)
class Findable:
    """One record as a search may find it.

    `titles` and `words` are by language, English always; `words` are shown below the title.
    `codes` belong to no language and are not shown. `quoted` is treaty wording that stands for
    the preferred term in the title: whoever types it is told. A higher `weight` comes first.
    """

    key: str
    titles: Texts
    place: Place
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    codes: Sequence[str] = ()
    quoted: Texts = field(default_factory=dict)
    weight: int = 5  # 1 to 10


@dataclass(frozen=True)
class Subject:
    """A kind of record that can be found, and how one of them becomes a Findable.

    `records` brings along what `describe` reads, so that no record asks anew. `told` names other
    tables whose facts are told here, each with the look-up that leads from here to their record:
    `{"law.instrument": "instrument"}`. A correction there renews what is found here.
    """

    kind: str
    label: str | Promise
    records: Callable[[], "models.QuerySet[Any]"]
    key: tuple[str, ...]
    describe: Callable[[Any], Findable]
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Model]:
        return self.records().model


@dataclass(frozen=True)
class Pages:
    """Pages of a door that are no records: their words stand in the code."""

    kind: str
    label: str | Promise
    all: Callable[[], Iterable[Findable]]


def in_each_language(text: str | Promise) -> dict[str, str]:
    """Return a text of the code in English and in each language that has a translation of it."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(text)
    return {code: words for code, words in found.items() if code == "en" or words != found["en"]}


def by_language(texts: Iterable[Texts]) -> dict[str, list[str]]:
    """Gather several texts into one list a language, without doubles, in their order."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for language, words in text.items():
            if words not in found.setdefault(language, []):
                found[language].append(words)
    return found
