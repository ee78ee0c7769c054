"""Comment on a law article by article, in a letter of that kind alone: each saving is a version."""

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions import drafting
from rapporteur.communications.articles import Article
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, Kind
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

MOST = 60  # comments in one letter
LONGEST = 5_000  # characters of what is quoted, and of a comment


def of_a_law(letter: Communication) -> None:
    if letter.kind != Kind.OTHER_LETTER:
        raise Refused(_("Only a letter on a law or policy comments on articles."))


def add(
    letter: Communication,
    words: Letter,
    *,
    law: str,
    number: str,
    quoted: str,
    comment: str,
    standards: Collection[str] = (),
    read: int,
    by: Account,
) -> Communication:
    """Add a comment on an article. `words` are those of version `read`. Raises Refused.

    `standards` are ids of provisions that stand in the legal annex of the letter. The law is named
    once for all comments.
    """
    of_a_law(letter)
    if not all(text.strip() for text in (law, number, quoted, comment)):
        raise Refused(_("Name the law and the article, quote it, and write the comment."))
    if max(len(quoted), len(comment)) > LONGEST or len(words.articles) >= MOST:
        raise Refused(_("This is more than a letter on a law holds."))
    known = {str(one) for one in letter.lines.values_list("provision", flat=True)}
    if not set(standards) <= known:
        raise Refused(_("Add what is cited to the legal annex first."))
    found = Article(number.strip(), quoted.strip(), comment.strip(), tuple(standards))
    told = replace(words, law=law.strip(), articles=(*words.articles, found))
    return drafting.write(letter, told, read=read, by=by, before=words)


def remove(
    letter: Communication, words: Letter, *, place: int, read: int, by: Account
) -> Communication:
    """Take the comment at a place, from 1, out of a draft. Raises Refused."""
    of_a_law(letter)
    if not 1 <= place <= len(words.articles):
        raise Refused(_("There is no such comment."))
    left = (*words.articles[: place - 1], *words.articles[place:])
    return drafting.write(letter, replace(words, articles=left), read=read, by=by, before=words)
