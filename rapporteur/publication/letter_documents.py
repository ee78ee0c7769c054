"""A letter as a document, for the writers of `documents`: Akoma Ntoso, Word and what comes later.

What was removed from a published letter is not in its row, so it is in no file that is made of it:
a bracket says why it is not shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapporteur.documents.tree import (
    Annex,
    Block,
    Document,
    Front,
    Paragraph,
    Point,
    Section,
    Words,
)
from rapporteur.publication.kinds import Kind, Part, label_of
from rapporteur.publication.models import PublishedLetter, PublishedReply
from rapporteur.publication.pieces import Piece, Removed, plain

APART = re.compile(r"\n\s*\n")  # what stands between two paragraphs that someone typed


def published(letter: PublishedLetter) -> Document:
    """Return a published letter with its replies as annexes, in its own language; one query."""
    with translation.override(letter.language):
        words = letter.words
        kind = capfirst(label_of(Kind, letter.kind))
        front = Front(
            symbol=letter.reference or letter.key,
            day=letter.sent_on,
            language=letter.language,
            title=(Words(f"{kind}: {plain(words['subject'])}"),),
        )
        replies = tuple(map(of_reply, letter.replies.all()))
        return document(
            words,
            front,
            warnings=[exercise_notice()] if letter.exercise else [],
            notices=[not_a_judgment(), as_of(letter), address_of(letter)],
            replies=replies,
            headings=True,
        )


def document(
    words: Mapping[str, Any],
    front: Front,
    *,
    warnings: Sequence[str] = (),
    notices: Sequence[str] = (),
    replies: tuple[Annex, ...] = (),
    headings: bool = False,
) -> Document:
    """Return a letter whose `words` are those of a `PublishedLetter`, in the language in force.

    `warnings` and `notices` are ours and stand before it; with `headings` each part of the letter
    that has a name bears it.
    """
    blocks: list[Block] = [Paragraph("", (Words(one, bold=True),)) for one in warnings]
    blocks += [Paragraph("", (Words(one, italic=True),)) for one in notices if one]
    blocks += [Paragraph("", (Words(one, bold=True),)) for one in words["letterhead"]]
    blocks += [Paragraph("", (Words(words["addressee"]),))] if words["addressee"] else []
    for part in words["parts"]:
        blocks += of_part(part, headings=headings)
    law = of_law(words["annex"])
    return Document(
        front,
        body=tuple(blocks),
        annexes=(*law, *replies),
        signatures=tuple(signature(one) for one in words["signatures"]),
    )


def of_part(part: Mapping[str, Any], *, headings: bool) -> Sequence[Block]:
    """Return a part of a letter: its text by paragraphs, then its facts with their numbers."""
    facts = [Paragraph(str(place), runs(fact)) for place, fact in enumerate(part["facts"], start=1)]
    blocks = (*by_paragraphs(part["pieces"]), *facts)
    if headings and blocks and part["number"] in Part.values:
        name = capfirst(label_of(Part, part["number"]))
        return [Section("", (Words(name),), 1, blocks)]
    return blocks


def by_paragraphs(pieces: Iterable[Piece]) -> list[Paragraph]:
    """Return a text as paragraphs, parted where someone left a line empty."""
    found: list[list[Words]] = [[]]
    for run in runs(pieces):
        first, *others = APART.split(run.text)
        for place, text in enumerate((first, *others)):
            if place:
                found.append([])
            if text:
                found[-1].append(Words(text, italic=run.italic))
    return [Paragraph("", tuple(stretch)) for stretch in found if stretch]


def runs(pieces: Iterable[Piece]) -> tuple[Words, ...]:
    return tuple(
        Words(one["text"])
        if "text" in one
        else Words(f"[{label_of(Removed, one['removed'])}]", italic=True)
        for one in pieces
    )


def of_law(annex: Mapping[str, Any]) -> tuple[Annex, ...]:
    """Return the legal annex, or nothing where nothing is cited."""
    kinds = ((annex["binding"], _("Law that binds")), (annex["standard"], standards_title()))
    blocks = tuple(
        Section("", (Words(title),), 1, (Paragraph("", (), tuple(map(cited, lines))),))
        for lines, title in kinds
        if lines
    )
    title = (Words(_("Annex: reference to international human rights law")),)
    return (Annex("", title, blocks),) if blocks else ()


def standards_title() -> str:
    return _("Standards that do not bind by themselves")


def cited(line: Mapping[str, str]) -> Point:
    about = f": {line['subject']}" if line.get("subject") else ""
    return Point("", (Words(line["citation"], bold=True), Words(f"{about} ({line['title']})")))


def signature(one: Mapping[str, str]) -> str:
    return "\n".join(filter(None, (one["name"], one["title"])))


def of_reply(reply: PublishedReply) -> Annex:
    """Return a reply, in its own language, under the day on which it came."""
    day = date_format(reply.received_on)
    texts = [
        *reply.words["passages"],
        *(pieces for file in reply.words["files"] for pieces in file),
    ]
    blocks = [one for pieces in texts for one in by_paragraphs(pieces)]
    return Annex("", (Words(_("Reply received on %(day)s") % {"day": day}),), tuple(blocks))


def exercise_notice() -> str:
    return _("Exercise: this letter is made up. Nobody wrote it and nobody received it.")


def not_a_judgment() -> str:
    return _(
        "Names and details by which a child, a family or a source could be known are not shown."
        " A letter says what was reported to the mandate: it is not a judgment."
    )


def as_of(letter: PublishedLetter) -> str:
    """Return whose record this is and of when, and that no reply was on it where none was."""
    day = date_format(letter.checked_on)
    told = [_("From this mandate’s own record"), _("as of %(day)s") % {"day": day}]
    if not letter.replied_on:
        told.append(_("No reply received as of %(day)s.") % {"day": day})
    return " · ".join(told)


def address_of(letter: PublishedLetter) -> str:
    if letter.official_address:
        return f"{_('Official address')}: {letter.official_address}"
    return letter.why_no_address
