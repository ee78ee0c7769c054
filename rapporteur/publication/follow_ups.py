"""Published follow-up reports, for pages and files: those of a State, one, its document, its data.

`body` of a row holds plain words, in the language of the report:

    introduction     text
    recommendations  reference, mechanism, text, language, and
        voices       by column (VOICES), each a list of who, summary, limits, strength, dated
        mandate      grades of the mandate: grade, scale, dated, view
        bodies       grades that treaty bodies gave: who, grade, scale, dated, source
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.documents.tree import (
    Block,
    Cell,
    Document,
    Front,
    Paragraph,
    Runs,
    Section,
    Table,
    Words,
)
from rapporteur.kernel.texts import Texts, in_language
from rapporteur.publication import visibility
from rapporteur.publication.models import PublishedFollowUp

VOICES = {
    "government": gettext_lazy("Government"),
    "un": gettext_lazy("United Nations, national human rights institution"),
    "ngo": gettext_lazy("Organizations, children, others"),
}


def to_state(iso3: str) -> "QuerySet[PublishedFollowUp]":
    """Return the reports on a State that may be seen today, newest first, without what they say."""
    return visibility.follow_ups().filter(country=iso3).defer("body")


def one(key: str) -> PublishedFollowUp | None:
    return visibility.follow_ups().filter(key=key).first()


def of_state(iso3: str) -> list[dict[str, Any]]:
    """Return the reports on a State for the JSON of that State."""
    return [
        {**told_of(row), "json": reverse("published_follow_up_json", args=[row.key])}
        for row in to_state(iso3)
    ]


def told_of(report: PublishedFollowUp) -> dict[str, Any]:
    return {
        "key": report.key,
        "state": report.country,
        "mandate": report.mandate,
        "language": report.language,
        "as_of": report.as_of.isoformat(),
        "published_on": report.published_on.isoformat(),
    }


def as_data(report: PublishedFollowUp) -> dict[str, Any]:
    """Return all that a report says, for programs."""
    return {
        **told_of(report),
        "exercise": report.exercise,
        "note": "Where nothing is told, nothing was received that may be shown: it does not mean"
        " that nothing was done. How many recommendations a State has says nothing of it.",
        **report.body,
    }


def title_of(names: Texts) -> str:
    """Return the title of a report on the State of these names, in the language that is spoken."""
    return _("Follow-up of recommendations: %(state)s") % {"state": in_language(names)}


def notices(report: PublishedFollowUp) -> list[str]:
    """Return what a report says of itself, in the language that is spoken."""
    told = [
        _("As of %(day)s.") % {"day": date_format(report.as_of, "DATE_FORMAT")},
        _(
            "For each recommendation it sets side by side what the Government, the United Nations"
            " and the national human rights institution, and organizations and children told, as"
            " far as it was reviewed and may be shown; then the mandate’s view; then grades that"
            " treaty bodies gave."
        ),
        _(
            "Where nothing is told, nothing was received that may be shown: it does not mean that"
            " nothing was done. Whoever gave evidence chose how to stand here."
        ),
        _("Recommendations that no public document tells are not here."),
    ]
    if report.exercise:
        told.insert(0, _("Exercise. Everything here is made up and concerns Exerland."))
    return told


def document(report: PublishedFollowUp, names: Texts) -> Document:
    """Return a report on the State of these names as a tree, for any writer, in its language."""
    with translation.override(report.language):
        front = Front(
            day=report.as_of,
            language=report.language.partition("-")[0],
            title=words(title_of(names)),
        )
        said = [report.body["introduction"], *notices(report)]
        numbered = enumerate((text for text in said if text), 1)
        covers = tuple(Paragraph(str(number), words(text)) for number, text in numbered)
        entries = tuple(section_of(entry) for entry in report.body["recommendations"])
        return Document(
            front,
            (),
            (
                Section("I", words(_("What this report covers")), 1, covers),
                Section("II", words(_("Recommendations")), 1, entries),
            ),
        )


def words(text: str, *, bold: bool = False) -> Runs:
    return (Words(text, bold=bold),) if text else ()


def section_of(entry: Mapping[str, Any]) -> Section:
    head = tuple(Cell(words(str(label))) for label in VOICES.values())
    voices = tuple(Cell(words(spoken(entry["voices"][name]))) for name in VOICES)
    view = [in_words(grade, grade["view"]) for grade in entry["mandate"]]
    blocks: list[Block] = [
        Paragraph("", words(entry["text"], bold=True)),
        Paragraph("", words(entry["mechanism"])),
        Table((head, voices)),
        below(_("The mandate’s view"), view or [_("Not assessed by the mandate.")]),
    ]
    if entry["bodies"]:
        given = [f"{grade['who']}: {in_words(grade, '')}" for grade in entry["bodies"]]
        blocks.append(below(_("Grades that treaty bodies gave"), given))
    return Section("", words(entry["reference"]), 2, tuple(blocks))


def below(heading: str, texts: list[str]) -> Section:
    return Section("", words(heading), 3, tuple(Paragraph("", words(text)) for text in texts))


def spoken(lines: list[dict[str, str]]) -> str:
    told = []
    for line in lines:
        limits = f" {_('It does not show:')} {line['limits']}" if line["limits"] else ""
        more = "; ".join(part for part in (line["who"], line["strength"], line["dated"]) if part)
        told.append(f"{line['summary']}{limits} ({more})")
    return "\n".join(told) or _("Nothing received that may be shown.")


def in_words(grade: Mapping[str, str], view: str) -> str:
    parts = (grade["scale"], grade["dated"], grade.get("source", ""))
    more = "; ".join(part for part in parts if part)
    return f"{grade['grade']} ({more}). {view}".strip()
