"""Which sections each paper of a visit has (FIELD §2.2, §2.4; R33.2)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.visits.cycles.models import PaperKind

SECTIONS: dict[str, dict[str, Promise]] = {
    PaperKind.FEASIBILITY: {
        "reasons": _("Reasons"),
        "routes": _("Routes and places"),
        "partners": _("Partners"),
        "cost": _("Cost"),
        "risks": _("Risks"),
        "decision": _("Decision, by whom and when"),
    },
    PaperKind.CALL: {
        "purpose": _("Purpose"),
        "target": _("Report and session it is for"),
        "deadline": _("Deadline"),
        "background": _("Background"),
        "government": _("Questions to the Government"),
        "society": _("Questions to civil society, and to children through safe channels"),
        "un": _("Questions to United Nations entities and national institutions"),
        "use": _("How inputs are used, and what is published"),
        "format": _("Format, length and languages"),
    },
    PaperKind.STATEMENT: {
        "thanks": _("Introduction and thanks"),
        "observations": _("Preliminary observations"),
        "good": _("Good practices"),
        "next": _("What comes next"),
    },
    PaperKind.REPORT: {
        "summary": _("Summary"),
        "introduction": _("Introduction"),
        "background": _("Background and context"),
        "scope": _("Scope and magnitude"),
        "framework": _("Legal, policy and institutional framework"),
        "prevention": _("Prevention"),
        "care": _("Care, recovery and reintegration"),
        "remedies": _("Remedies and accountability"),
        "cooperation": _("International cooperation and the private sector"),
        "good": _("Good practices"),
        "conclusions": _("Conclusions"),
    },
}


def parts_of(text: str) -> list[str]:
    """Return the paragraphs of a section: parted where a line is empty."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
