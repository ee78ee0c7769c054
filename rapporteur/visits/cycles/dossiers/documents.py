"""A dossier as a document, for the writers of `documents`: in the language of whoever asks."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapporteur.documents.tree import Block, Document, Front, Paragraph, Section
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.texts import in_language
from rapporteur.law.national.queries import names_of_acts
from rapporteur.people.mandates.queries import title_on
from rapporteur.visits.cycles.dossiers.comparing import changes, gaps, undecided
from rapporteur.visits.cycles.dossiers.parts import PARTS, Content, Names, Part, not_known
from rapporteur.visits.cycles.models import Dossier
from rapporteur.visits.cycles.papers.documents import ROMAN, runs, table


def document(dossier: Dossier, before: Dossier | None) -> Document:
    """Return a dossier as it was kept, with what changed since the one before; two queries."""
    content, names = dossier.content, names_of_acts()
    mandate = dossier.visit.mandate
    front = Front(
        day=dossier.on,
        language=(get_language() or "en")[:2],
        title=runs(f"{in_language(content['name'])}: {_('dossier')}"),
        author=str(title_on(mandate, dossier.on) or mandate.pk),
    )
    summary = [
        _("What was on record on %(day)s. What is not in our record is unknown, and never no.")
        % {"day": written_out(dossier.on.isoformat())},
        f"SHA-256 {dossier.digest}",
    ]
    blocks = [section_of_gaps(content, names)]
    if before is not None:
        blocks.append(section_of_changes(before, dossier, names))
    blocks += [section_of(part, content, names) for part in PARTS]
    numbered = [
        Section(number, one.heading, 1, one.blocks)
        for number, one in zip(ROMAN, blocks, strict=False)
    ]
    return Document(
        front,
        summary=tuple(Paragraph("", runs(one)) for one in summary),
        body=tuple(numbered),
    )


def section_of(part: Part, content: Content, names: Names) -> Section:
    rows = [part.cells(row, names) for row in part.rows(content)]
    blocks: list[Block] = []
    if rows:
        blocks.append(table([tuple(map(str, part.heads)), *rows]))
    else:
        blocks.append(Paragraph("", runs(not_known())))
    if part.code == "recommendations" and (said := undecided(content)):
        blocks.append(Paragraph("", runs(said)))
    return Section("", runs(str(part.heading)), 1, tuple(blocks))


def section_of_gaps(content: Content, names: Names) -> Section:
    rows = [(str(one.part.heading), one.said) for one in gaps(content, names)]
    heads = (_("Part"), _("Not in our record"))
    body: Block = table([heads, *rows]) if rows else Paragraph("", runs(_("Nothing is missing.")))
    return Section("", runs(_("What is missing")), 1, (body,))


def section_of_changes(before: Dossier, after: Dossier, names: Names) -> Section:
    """Tell what changed, with what stood there."""
    found = [
        (str(one.part.heading), one.named, one.what, one.was or "–", one.now or "–")
        for one in changes(before.content, after.content, names)
    ]
    heads = (_("Part"), _("What"), _("Change"), _("Before"), _("Now"))
    nothing = Paragraph("", runs(_("Nothing has changed.")))
    body: Block = table([heads, *found]) if found else nothing
    title = _("Changed since the dossier of %(day)s")
    day = written_out(before.on.isoformat())
    return Section("", runs(title % {"day": day}), 1, (body,))
