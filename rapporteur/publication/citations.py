"""How a published letter is cited: as a sentence, and as files for programs that keep citations.

What was removed from a letter is not in its row, so no citation can hold it. The address is the
one without a language: it lasts, and leads each reader to a page in a language of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from rapporteur.publication.kinds import Kind, label_of
from rapporteur.publication.models import PublishedLetter

BIBTEX, RIS = "application/x-bibtex; charset=utf-8", "application/x-research-info-systems"
SPECIAL = re.compile(r"[\\{}%#&$_^~]")
WRITTEN = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


@dataclass(frozen=True)
class Citation:
    """The parts of a citation, without line breaks, in the language in force."""

    letter: PublishedLetter
    authors: Sequence[str]
    title: str
    note: str
    address: str


def citation(letter: PublishedLetter, addressee: str, address: str) -> Citation:
    kind = capfirst(label_of(Kind, letter.kind))
    title = f"{kind}: {one_line(letter.subject)} ({one_line(addressee or _('name removed'))})"
    made_up = _("Exercise: this letter is made up. Nobody wrote it and nobody received it.")
    return Citation(
        letter=letter,
        authors=list(dict.fromkeys(one_line(one["title"]) for one in letter.words["signatures"])),
        title=title,
        note=made_up if letter.exercise else "",
        address=address,
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def sentence(one: Citation) -> str:
    """Return a citation as a reader copies it into a footnote."""
    letter = one.letter
    told = [
        "; ".join(one.authors),
        one.title,
        letter.reference,
        date_format(letter.sent_on),
        _("published on %(day)s") % {"day": date_format(letter.published_on)},
        one.address,
    ]
    note = f" [{one.note}]" if one.note else ""
    return ", ".join(filter(None, told)) + "." + note


def tex(text: str) -> str:
    return SPECIAL.sub(lambda found: WRITTEN.get(found[0], f"\\{found[0]}"), text)


def bibtex(one: Citation) -> str:
    letter = one.letter
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in one.authors),
        "title": f"{{{tex(one.title)}}}",
        "number": tex(letter.reference),
        "year": str(letter.sent_on.year),
        "month": str(letter.sent_on.month),
        "day": str(letter.sent_on.day),
        "language": letter.language,
        "url": one.address,
        "note": tex(one.note),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{letter-{letter.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(one: Citation) -> str:
    letter = one.letter
    lines = [
        ("TY", "GEN"),
        *(("AU", name) for name in one.authors),
        ("TI", one.title),
        ("PY", str(letter.sent_on.year)),
        ("DA", f"{letter.sent_on:%Y/%m/%d}"),
        ("AN", letter.reference),
        ("LA", letter.language),
        ("UR", one.address),
        ("N1", one.note),
    ]
    written = [f"{tag}  - {one_line(text)}" for tag, text in lines if text]
    return "\r\n".join([*written, "ER  - ", ""])


FORMS = {"bib": (bibtex, BIBTEX), "ris": (ris, RIS)}


def file(letter: PublishedLetter, address: str, ending: str) -> tuple[str, str]:
    """Return a citation as a file in English, and its media type."""
    write, media = FORMS[ending]
    with override("en"):
        named = letter.country.name if letter.country else letter.words["addressee"]
        return write(citation(letter, named, address)), media
