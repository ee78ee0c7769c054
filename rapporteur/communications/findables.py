"""What a search finds of this room: letters that were made public, by their public words alone.

The public door knows none of the tables of this room: only the published ones are read here.
"""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Place, Subject
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.publication.kinds import Addressee, Kind, label_of
from rapporteur.publication.models import PublishedLetter
from rapporteur.publication.pieces import plain


def addressed_to(letter: PublishedLetter, language: str) -> str:
    """Return the State in this language, else the name as the letter has it, else the kind.

    The kind is told in the active language.
    """
    if letter.country:
        names = letter.country.names
        return str(names.get(language) or names["en"])
    if name := letter.words["addressee"]:
        return str(name)
    if letter.addressee_kind == Addressee.OTHER:
        return gettext("another addressee")
    return label_of(Addressee, letter.addressee_kind)


def titles_of(letter: PublishedLetter) -> dict[str, str]:
    """Return kind, reference or addressee, and day, in each of the six languages."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            whom = letter.reference or addressed_to(letter, language)
            kind = label_of(Kind, letter.kind)
            titles[language] = f"{kind}: {whom}, {date_format(letter.sent_on)}"
    return titles


def texts_of(letter: PublishedLetter) -> list[str]:
    """Return subject and text, facts in their place, with a mark where something was removed."""
    found = [letter.subject]
    for part in letter.words["parts"]:
        found += [plain(part["pieces"]), *(plain(fact) for fact in part["facts"])]
    return [" ".join(text.split()) for text in found if text.strip()]


def describe(letter: PublishedLetter) -> Findable:
    reference = letter.reference
    codes = [reference, reference.partition(" ")[2], *letter.scope_codes, letter.country_id or ""]
    return Findable(
        key=letter.key,
        titles=titles_of(letter),
        words={letter.language: texts_of(letter)},
        codes=[code for code in codes if code],
        place=Place("letter", (letter.key,)),
        weight=6,
    )


def letters() -> QuerySet[PublishedLetter]:
    return PublishedLetter.objects.select_related("country")


LETTERS = Subject("letter", _("letter"), letters, ("key",), describe, {"world.country": "country"})
SUBJECTS = (LETTERS,)
