"""What a search finds of this room: letters that were made public, by their public words alone.

The public door knows none of the tables of this room: only the published ones are read here.
"""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rapporteur.kernel.findables import Findable, Place, Subject
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.publication.models import PublishedLetter
from rapporteur.publication.pieces import plain

# In the order of LANGUAGES, as the United Nations calls them.
KINDS = {
    "UA": (
        *("urgent appeal", "appel urgent", "llamamiento urgente"),
        *("نداء عاجل", "紧急呼吁", "призыв к незамедлительным действиям"),
    ),
    "AL": (
        *("allegation letter", "lettre d’allégation", "carta de denuncia"),
        *("رسالة ادعاء", "指控信", "письмо с изложением утверждений"),
    ),
    "OL": (
        *("other letter", "autre lettre", "otra carta"),
        *("رسالة أخرى", "其他信函", "иное письмо"),
    ),
}
OTHERS = {
    "company": ("company", "entreprise", "empresa", "شركة", "公司", "компания"),
    "organization": (
        *("international organization", "organisation internationale"),
        *("organización internacional", "منظمة دولية", "国际组织", "международная организация"),
    ),
    "other": (
        *("another addressee", "autre destinataire", "otro destinatario"),
        *("جهة أخرى", "其他收件人", "иной адресат"),
    ),
}


def addressed_to(letter: PublishedLetter, place: int, language: str) -> str:
    """Return the State in this language, else the name as the letter has it, else the kind."""
    if letter.country:
        names = letter.country.names
        return str(names.get(language) or names["en"])
    return letter.words["addressee"] or OTHERS[letter.addressee_kind][place]


def titles_of(letter: PublishedLetter) -> dict[str, str]:
    """Return kind, reference or addressee, and day, in each of the six languages."""
    titles = {}
    for place, language in enumerate(LANGUAGES):
        whom = letter.reference or addressed_to(letter, place, language)
        with override(language):
            day = date_format(letter.sent_on)
        titles[language] = f"{KINDS[letter.kind][place]}: {whom}, {day}"
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
