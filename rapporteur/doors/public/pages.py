"""Pages of the public door whose words stand in the code, so that a search finds them too."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Pages, Place, in_each_language

# Name of the address, title, and more words that people may look for.
WORDS = (
    ("about", _("What this mandate is"), _("Who the Special Rapporteur is and what may be asked")),
    ("easy", _("Easy to read"), _("What this mandate is, in short and simple sentences")),
    ("scope", _("What the mandate may act on"), _("Scope, explained in plain words")),
    ("terms", _("Terms"), _("Preferred terms beside the words of the treaties")),
    (
        "choosing",
        _("How visits are chosen"),
        _("Measures and weights; no State is ranked in public"),
    ),
    ("states", _("States"), _("What each State has accepted, with source and date")),
    ("instruments", _("Instruments"), _("Treaties, declarations and rules, article by article")),
    ("mandates", _("Mandates"), _("Special procedures today and on any day before")),
    ("letters", _("Letters"), _("Letters that were made public, with the replies to them")),
    ("visits", _("Visits"), _("Requests, answers and visits that public sources tell of")),
    ("reports", _("Reports"), _("What mandates reported to the Council and the Assembly")),
    ("open_data", _("Open data"), _("Every table as CSV and JSON, and a feed of changes")),
    ("sources", _("About the data"), _("Where each fact comes from, and under which licence")),
    ("privacy", _("What this site keeps about you"), _("No cookies, no sessions, no names")),
    ("accessibility", _("Accessibility"), _("How to use this site in your own way")),
)


def describe() -> Iterator[Findable]:
    for name, title, more in WORDS:
        yield Findable(
            key=name,
            titles=in_each_language(title),
            words={language: [words] for language, words in in_each_language(more).items()},
            codes=["A/HRC/9/21"] if name == "about" else (),  # the report that it is drawn from
            place=Place(name),
            weight=9,
        )


PAGES = Pages("page", _("page"), describe)
