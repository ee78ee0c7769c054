"""The draft of a letter that invites a State to accept a treaty, as a document for the writers.

It never says that a State is no party (DESIGN §9): the record may be older than its last act.
"""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.documents.tree import Document, Front, Paragraph, Words
from rapporteur.kernel.dates import written_out
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.texts import in_language
from rapporteur.law.models import Instrument
from rapporteur.law.queries.acceptance import Standing
from rapporteur.law.queries.ratification import Line
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import title_on
from rapporteur.publication.letter_documents import exercise_notice


def letter(line: Line, instrument: Instrument, day: date, *, language: str) -> Document:
    """Return the draft in a language; at most three queries. It waits for a person to check it."""
    with translation.override(language):
        words = [
            *([exercise_notice()] if is_exercise() else []),
            _("Draft: check each fact with the depositary before it is sent."),
            _("Excellency,"),
            opening(day),
            adopted(instrument),
            asked(line),
            _(
                "I stand ready to help, and would be glad to meet the Permanent Mission of"
                " %(state)s on this matter."
            )
            % {"state": line.country.name_in_text},
            _("Please accept, Excellency, the assurances of my highest consideration."),
        ]
        front = Front(
            day=day,
            language=language,
            title=(Words(f"{line.country.name}: {instrument.short_title}"),),
        )
    return Document(front, body=tuple(Paragraph("", (Words(text),)) for text in words))


def opening(day: date) -> str:
    """Say who writes, under the title of the day, where the record knows the mandate of the desk."""
    mandate = Mandate.objects.with_profile().first()
    title = title_on(mandate, day) if mandate else None
    return _("I have the honour to write to you in my capacity as %(title)s.") % {
        "title": in_language(title.titles) if title else "…"
    }


def adopted(instrument: Instrument) -> str:
    named = {"title": instrument.title, "day": written_out(instrument.adopted_on) or "…"}
    return _("I write about the %(title)s, adopted on %(day)s.") % named


def asked(line: Line) -> str:
    """Ask what fits the record, without saying what the State has not done."""
    if line.standing == Standing.PARTY:
        return _(
            "I thank your Government for having accepted it, and would welcome news of its use."
        )
    if line.standing == Standing.SIGNED_ONLY:
        return _(
            "I thank your Government for having signed it on %(day)s, and would be grateful to"
            " learn of any step taken or considered towards ratification."
        ) % {"day": written_out(line.signed_on) or "…"}
    return _(
        "I would be grateful to learn of any step that your Government has taken or considers"
        " towards signature, ratification or accession."
    )
