"""What a search finds of this room: letters and replies that are public, by their public words alone.

The public door knows none of the tables of this room: only the published ones are read here.
"""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Place, Subject
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.publication.kinds import Addressee, Kind, label_of
from rapporteur.publication.models import PublishedLetter, PublishedReply
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


def titles_of_reply(reply: PublishedReply) -> dict[str, str]:
    """Return that it is a reply, of which day, and to which letter, in each of the six languages."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            came = gettext("Reply received on %(day)s") % {"day": date_format(reply.received_on)}
            whom = reply.letter.reference or addressed_to(reply.letter, language)
            titles[language] = f"{came}: {whom}"
    return titles


def describe_reply(reply: PublishedReply) -> Findable:
    """Return a reply as its letter's page shows it.

    One in another language than the six stands with the English ones: its words are found as they
    are written.
    """
    told = [reply.words["passages"], *reply.words["files"]]
    texts = [" ".join(plain(pieces).split()) for passages in told for pieces in passages]
    reference = reply.letter.reference
    codes = [reference, reference.partition(" ")[2], reply.letter.country_id or ""]
    return Findable(
        key=reply.key,
        titles=titles_of_reply(reply),
        words={reply.language or "en": [text for text in texts if text]},
        codes=[code for code in codes if code],
        place=Place("letter", (reply.letter.key,), f"reply-{reply.key}"),
        weight=5,
    )


def replies() -> QuerySet[PublishedReply]:
    return PublishedReply.objects.select_related("letter__country")


LETTERS = Subject("letter", _("letter"), letters, ("key",), describe, {"world.country": "country"})
REPLIES = Subject(
    "reply", _("reply"), replies, ("key",), describe_reply, {"world.country": "letter__country"}
)
SUBJECTS = (LETTERS, REPLIES)
