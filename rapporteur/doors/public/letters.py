"""Published letters as pages show them: one line each, or whole, with what became of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapporteur.law.models import Instrument, ScopeCode
from rapporteur.people.mandates.models import Mandate, MandateTitle
from rapporteur.people.mandates.queries import title_on
from rapporteur.publication.models import PublishedLetter, PublishedObservation, PublishedReply

NUMBER = re.compile(r"(\d[\w().-]*)$")  # of a provision, at the end of its citation


@dataclass(frozen=True)
class Standing:
    """What is known of a reply: a word with a shape, and since when."""

    shape: str
    words: str


def standing(letter: PublishedLetter, *, is_answered: bool) -> Standing:
    """Say whether a reply is public, on record, or not on record as of a day."""
    if is_answered:
        return Standing("done", _("reply published"))
    if letter.replied_on:
        return Standing("waiting", _("reply received, not published"))
    day = date_format(letter.checked_on)
    return Standing("open", _("no reply received as of %(day)s") % {"day": day})


@dataclass(frozen=True)
class Line:
    """One letter of a list. `addressee` is empty where its name was removed."""

    letter: PublishedLetter
    subject: Sequence[Mapping[str, str]]
    addressee: str
    reply: Standing


def lines(found: Iterable[Any]) -> list[Line]:
    """Return letters, as `publication.letters.listed` gives them, as lines; no query."""
    return [
        Line(
            one,
            one.subject_pieces,
            addressee(one, one.named),
            standing(one, is_answered=one.is_answered),
        )
        for one in found
    ]


def addressee(letter: PublishedLetter, named: str) -> str:
    """Return the State's name in the language of the page, else the name that was made public."""
    return letter.country.name if letter.country else named


@dataclass(frozen=True)
class Cited:
    """A line of the legal annex, with the key of our own page about it where there is one."""

    line: Mapping[str, str]
    instrument: str
    number: str


@dataclass(frozen=True)
class Signed:
    """A mandate that signed: under its title of the day, with its page where there is one."""

    code: str
    mandate: Mandate | None
    title: MandateTitle | None


@dataclass(frozen=True)
class Whole:
    """A letter with all that its page shows beside its own words."""

    letter: PublishedLetter
    addressee: str
    reply: Standing
    replies: list[PublishedReply]
    signed: list[Signed]
    matters: list[ScopeCode]
    binding: list[Cited]
    standards: list[Cited]
    observations: list[PublishedObservation]


def whole(letter: PublishedLetter) -> Whole:
    """Return a letter with its surroundings; four queries and those of what it was brought with."""
    replies = list(letter.replies.all())
    annex = letter.words["annex"]
    keys = instruments_of([*annex["binding"], *annex["standard"]])
    return Whole(
        letter=letter,
        addressee=addressee(letter, letter.words["addressee"]),
        reply=standing(letter, is_answered=bool(replies)),
        replies=replies,
        signed=signed(letter),
        matters=list(ScopeCode.objects.filter(code__in=letter.scope_codes)),
        binding=[cited(line, keys) for line in annex["binding"]],
        standards=[cited(line, keys) for line in annex["standard"]],
        observations=list(letter.observations.all()),
    )


def signed(letter: PublishedLetter) -> list[Signed]:
    """Return the mandates that signed, in their order; two queries."""
    known = Mandate.objects.with_titles().in_bulk(letter.mandates)
    found = [(code, known.get(code)) for code in letter.mandates]
    return [
        Signed(code, one, (title_on(one, letter.sent_on) or one.last_title) if one else None)
        for code, one in found
    ]


def label_of(line: Mapping[str, str]) -> str:
    return line["citation"].rpartition(", ")[0]


def instruments_of(annex: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return by label the keys of the instruments that an annex cites; one query."""
    found = Instrument.objects.filter(label__in={label_of(line) for line in annex})
    return dict(found.values_list("label", "key"))


def cited(line: Mapping[str, str], keys: Mapping[str, str]) -> Cited:
    number = NUMBER.search(line["citation"])
    return Cited(line, keys.get(label_of(line), ""), number[1] if number else "")
