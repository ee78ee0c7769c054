"""What the public version starts from: the words that were sent, each child a mere number.

Nothing is written anew: the letter is the one that was sealed for its addressee, with the place of
each child found by the marks of its draft.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from rapporteur.communications.drafts import filled, with_notice
from rapporteur.communications.letters import MARK, Letter
from rapporteur.communications.models import Addressee, Communication
from rapporteur.communications.publishing.redaction import Words, settled
from rapporteur.kernel.refusals import Refused

# How a child is told of in public, in the language of the letter: by a number, by nothing else.
NEUTRAL = {"en": "child {n}", "fr": "enfant {n}", "es": "niña o niño {n}"}
PLACE = re.compile(r"(\{\w+\}|\[child \d{1,2}\])")
SPACES = re.compile(r"\s+")
A_PASSAGE = 3_000  # signs up to which short paragraphs of a file stand together
SUBJECT, PART, FACT, TEXT, PAGE = "subject", "part", "fact", "text", "page"


def numbered(text: str, language: str) -> str:
    """Return a text with a number in the place of each child's mark."""
    return MARK.sub(lambda match: NEUTRAL[language].format(n=match[1]), text)


def brought_together(template: str, sent: str, letter: Communication, words: Letter) -> str:
    """Return what was sent with a number in the place of each child. Raises Refused.

    `template` is the draft with marks and words in braces; what filled in the braces on the day
    is taken from what was sent.
    """
    pieces = PLACE.split(filled(template, {"subject": words.subject}).strip())
    pattern = ""
    for piece in pieces:
        if MARK.fullmatch(piece):
            child = words.shown(piece, letter.language, named=letter.names_child)
            pattern += re.escape(child)
        elif PLACE.fullmatch(piece):
            pattern += "(.*?)"
        else:
            pattern += r"\s*".join(re.escape(one) for one in SPACES.split(piece))
    match = re.fullmatch(pattern, sent, re.DOTALL)
    if match is None:
        raise Refused(_("What was sent and its draft do not fit together: tell the operator."))
    filling = iter(match.groups())
    told = [
        next(filling) if PLACE.fullmatch(piece) and not MARK.fullmatch(piece) else piece
        for piece in pieces
    ]
    return numbered("".join(told), letter.language)


def hidden_of(letter: Communication, words: Letter) -> tuple[str, ...]:
    """Return the addressee who is neither State, company nor organization: a person, perhaps."""
    named = letter.addressee_kind == Addressee.OTHER and words.addressee.strip()
    return (settled(words.addressee),) if named else ()


def children_of(words: Letter) -> tuple[str, ...]:
    told = [text.strip() for one in words.children for text in (one.initials, one.name)]
    return tuple(dict.fromkeys(text for text in told if text))


def of_letter(letter: Communication, words: Letter, sent: Mapping[str, Any]) -> Words:
    """Return what may be made public of a letter: its words, and its rendition as it was sent."""
    passages = [(SUBJECT, numbered(words.subject, letter.language))]
    told_of = words.paragraphs(letter.language)
    for part in sent["parts"]:
        template = with_notice(part["number"], words.blocks[part["number"]])
        text = brought_together(template, part["text"], letter, words)
        passages.append((f"{PART}-{part['number']}", text))
        for place, (fact, told) in enumerate(zip(told_of, part["facts"], strict=False), 1):
            passages.append((f"{FACT}-{place}", brought_together(fact, told, letter, words)))
    frame = {name: sent[name] for name in ("letterhead", "annex", "signatures")}
    frame["numbers"] = [part["number"] for part in sent["parts"]]
    frame["with_facts"] = [part["number"] for part in sent["parts"] if part["facts"]]
    hidden = hidden_of(letter, words)
    if notice := sent.get("sisters", ""):  # who else was written to may not be public yet
        hidden = (*hidden, settled(notice))
    frame["addressee"] = "" if letter.addressee_kind == Addressee.OTHER else sent["addressee"]
    return Words(
        passages=tuple((key, settled(text)) for key, text in passages),
        frame=frame,
        children=children_of(words),
        hidden=hidden,
    )


def paragraphs(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"\n\s*\n", settled(text)) if one.strip()]


def together(texts: Iterable[str]) -> list[str]:
    """Join short paragraphs of a file until they make a passage."""
    found: list[str] = []
    for text in texts:
        if found and len(found[-1]) + len(text) <= A_PASSAGE:
            found[-1] += f"\n\n{text}"
        else:
            found.append(text)
    return found


def of_reply(
    letter: Communication, words: Letter, text: str, files: Iterable[list[str]] = ()
) -> Words:
    """Return what may be made public of a reply: what was typed, and the text of its files."""
    passages = [(f"{TEXT}-{place}", one) for place, one in enumerate(paragraphs(text), 1)]
    for file, texts in enumerate(files, 1):
        shown = [one for one in map(settled, texts) if one]
        passages += [
            (f"{PAGE}-{file}-{place}", one) for place, one in enumerate(together(shown), 1)
        ]
    return Words(
        passages=tuple(passages),
        children=children_of(words),
        hidden=hidden_of(letter, words),
    )
