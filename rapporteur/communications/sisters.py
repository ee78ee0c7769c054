"""The other letters of an event: who may be named in them, who is missing, where facts differ."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from uuid import UUID

from rapporteur.communications.drafts import addressee_of
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Addressee, Communication, Role
from rapporteur.communications.models.communications import CommunicationQuerySet
from rapporteur.communications.models.groups import BUSINESSES
from rapporteur.communications.queries import words_of
from rapporteur.communications.workflow import OUT, State
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account

TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 4_000  # signs of a fact up to which words are compared; beyond it stands as a whole


def nameable(letter: Communication) -> CommunicationQuerySet:
    """Return the sisters that a letter may name: sent, no person, and let be named by someone."""
    found = Communication.objects.sisters_of(letter).filter(
        state__in=OUT, named_to_sisters=True, follows_up=None
    )
    return found.exclude(addressee_kind=Addressee.OTHER)


def names_of(letter: Communication, keyring: Keyring, *, by: Account) -> dict[UUID, str]:
    """Return by id how a letter names its sisters, in its language. Raises Refused.

    The name of a State is in the clear; that of a company is opened, and the journal knows before.
    """
    found = nameable(letter).visible_to(by).select_related("record", "addressee_state")
    names = {}
    for sister in found:
        sister.language = letter.language  # how this letter says it; the row is not saved
        own = Letter() if sister.addressee_state_id else words_of(sister, keyring, by=by)
        names[sister.pk] = addressee_of(sister, own)
    return names


def still_named(letter: Communication, names: Mapping[UUID, str]) -> list[str]:
    """Return the names of those that may be named at this moment, in the order of the group."""
    return [names[key] for key in nameable(letter).values_list("pk", flat=True) if key in names]


def missing(letters: Iterable[Communication]) -> list[Role]:
    """Return which States are normally written to as well where a company is (FIELD 1.8).

    A reminder and no more. The State concerned counts as the host State.
    """
    standing = [one for one in letters if one.state != State.WITHDRAWN]
    roles = {one.role for one in standing}
    companies = roles & {role.value for role in BUSINESSES}
    if not companies and not any(one.addressee_kind == Addressee.COMPANY for one in standing):
        return []
    host = [] if roles & {Role.HOST.value, Role.CONCERNED.value} else [Role.HOST]
    return host + ([] if Role.HOME.value in roles else [Role.HOME])


@dataclass(frozen=True)
class Piece:
    """A run of words; `differs` says that the other side has others in its place."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """A fact of each letter side by side; empty where the other has one more."""

    own: tuple[Piece, ...]
    theirs: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        return any(piece.differs for piece in (*self.own, *self.theirs))


def run(tokens: Sequence[str], *, differs: bool) -> list[Piece]:
    text = "".join(tokens)
    return [Piece(text, differs)] if text else []


def compared(own: str, theirs: str) -> Row:
    """Return two texts with the words that differ marked on both sides."""
    if max(len(own), len(theirs)) > LONGEST:
        differs = own != theirs
        return Row(tuple(run([own], differs=differs)), tuple(run([theirs], differs=differs)))
    left, right = TOKENS.findall(own), TOKENS.findall(theirs)
    here: list[Piece] = []
    there: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        here += run(left[a:b], differs=tag != "equal")
        there += run(right[c:d], differs=tag != "equal")
    return Row(tuple(here), tuple(there))


def lines_of(words: Letter, language: str) -> list[str]:
    """Return what a letter tells of its event: each fact, then each child in its place."""
    children = (one.told(language, named=bool(one.name)) for one in words.children)
    return [*words.facts, *(f"[child {n}] {told}" for n, told in enumerate(children, 1))]


def side_by_side(own: Letter, theirs: Letter, language: str) -> list[Row]:
    """Return both letters row by row: facts that are alike stand opposite each other."""
    left, right = lines_of(own, language), lines_of(theirs, language)
    rows: list[Row] = []
    for _tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        rows += [compared(*pair) for pair in zip_longest(left[a:b], right[c:d], fillvalue="")]
    return rows
