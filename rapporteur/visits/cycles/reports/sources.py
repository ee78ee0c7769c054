"""On what each numbered paragraph of a report rests, by class of source (D8): pure functions.

A source is tied to the words of its paragraph, as evidence for the facts of a letter is (ADR 0154).
It lies in the sealed words of the report and in nothing that is made from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rapporteur.communications.questions import squeezed
from rapporteur.visits.cycles.papers.sections import SECTIONS, parts_of


class SourceClass(TextChoices):
    GOVERNMENT = "government", _("Government")
    NHRI = "nhri", _("national human rights institution")
    NGO = "ngo", _("non-governmental organizations")
    UN = "un", _("United Nations entities")
    CHILDREN = "children", _("children")
    OBSERVATION = "observation", _("own observation")
    DOCUMENT = "document", _("document")
    LAW = "law", _("law")
    NONE = "none", _("no source needed, for the reason given")


@dataclass(frozen=True)
class Source:
    """One source of one paragraph. `what` says what it is and where it is kept, or why none is needed.

    `meeting` is the id of a meeting of the programme, whose minute tells it.
    """

    id: str
    paragraph: str
    kind: str
    what: str
    meeting: str = ""
    by: str = ""
    on: str = ""

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    def speaks_for(self, paragraph: str) -> bool:
        return self.paragraph == squeezed(paragraph)

    @property
    def label(self) -> str:
        return str(SourceClass(self.kind).label)


def paragraphs_of(sections: Mapping[str, str]) -> list[str]:
    """Return the numbered paragraphs of a report in their order; the summary has no number."""
    return [
        part
        for code in SECTIONS["report"]
        if code != "summary"
        for part in parts_of(sections.get(code, ""))
    ]


def beside(paragraphs: Sequence[str], sources: Iterable[Source]) -> list[list[Source]]:
    told = list(sources)
    return [[one for one in told if one.speaks_for(text)] for text in paragraphs]


def loose(paragraphs: Sequence[str], sources: Iterable[Source]) -> list[Source]:
    """Return the sources whose paragraph does not stand so any more."""
    return [one for one in sources if not any(one.speaks_for(text) for text in paragraphs)]


def unsourced(paragraphs: Sequence[str], sources: Iterable[Source]) -> list[int]:
    """Return the numbers of the paragraphs that have neither a source nor a reason for none."""
    found = beside(paragraphs, sources)
    return [number for number, told in enumerate(found, 1) if not told]


def why_not_released(sections: Mapping[str, str], sources: Iterable[Source]) -> str | None:
    """Return why a report cannot leave the desk yet; None where each paragraph has its source."""
    left = unsourced(paragraphs_of(sections), sources)
    if not left:
        return None
    said = ngettext(
        "%(count)s paragraph has neither a source nor a reason why none is needed: %(numbers)s.",
        "%(count)s paragraphs have neither a source nor a reason why none is needed: %(numbers)s.",
        len(left),
    )
    return said % {"count": len(left), "numbers": ", ".join(str(one) for one in left[:20])}
