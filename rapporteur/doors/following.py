"""A public follow-up report as part of a page: at the desk before it is released, then in public."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from rapporteur.publication import follow_ups
from rapporteur.publication.models import PublishedFollowUp
from rapporteur.world.models import Country


def page_of(report: PublishedFollowUp, country: Country) -> SafeString:
    """Return all that a report says, with its title, in the language of the report."""
    with translation.override(report.language):
        entries = [
            {
                "told": told,
                "voices": [
                    (label, told["voices"][name]) for name, label in follow_ups.VOICES.items()
                ],
            }
            for told in report.body["recommendations"]
        ]
        page = {
            "report": report,
            "title": follow_ups.title_of(country.names),
            "notices": follow_ups.notices(report),
            "entries": entries,
        }
        return render_to_string("follow_up_report.html", page)
