"""Letters with their replies as a report tells of them: what is on record, and what of it is public.

One rule says what the public form holds: the public copy, which two people of the desk agreed on
(ADR 0091). A letter without one is confidential still, by the rule of its own day or because nobody
published it; the public form tells nothing of it. Every reply and its day are read from the record;
in the public form stand the replies that were published, and the day of the first, which the copy
of the letter says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from rapporteur.communications.models import Communication, PublicRendition, Reply
from rapporteur.communications.publishing.workflow import PublicState
from rapporteur.communications.replies.workflow import ReplyState
from rapporteur.communications.reporting.windows import Span
from rapporteur.communications.workflow import OUT
from rapporteur.people.accounts.models import Account
from rapporteur.publication.models import PublishedLetter, PublishedReply
from rapporteur.publication.pieces import plain
from rapporteur.world.models import Country

SUMMARY = 700  # signs up to which facts of a letter stand in its summary, each whole
READ = (  # of a letter
    *("code", "kind", "follows_up", "addressee_kind", "addressee_state", "language", "mandates"),
    *("reference_addressee", "reference_number", "reference_year", "sent_at", "public_from"),
    *("case__current__attitude",),
)
COUNTS = Q(by_mission=False) | Q(
    state=ReplyState.CLASSIFIED
)  # what a Mission adds, once it is read


@dataclass(frozen=True)
class Answer:
    """One reply. Of one that is not public, `language` and `key` are empty in the public form."""

    received_on: date
    language: str = ""
    reply_class: str = ""  # empty: nobody classified it; never told in public
    key: str = ""  # of its public copy
    address: str = ""  # the official one, where it is public


@dataclass(frozen=True)
class Summary:
    """What a letter is about, in the words that are public: subject, first facts, how many more."""

    subject: str
    facts: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Copy:
    """The public copy of a letter, as far as a report tells of it."""

    key: str
    addressee: str
    address: str
    why_no_address: str
    replied_on: date | None
    summary: Summary | None
    answers: tuple[Answer, ...] = ()

    def told(self) -> tuple[Answer, ...]:
        """Return the replies that are public; of the first on record the day at least."""
        days = {one.received_on for one in self.answers}
        first = self.replied_on
        untold = (Answer(first),) if first and first not in days else ()
        return tuple(sorted((*untold, *self.answers), key=lambda one: one.received_on))


@dataclass(frozen=True)
class Entry:
    """A letter that was sent, with what came back; `copy` is None while it is not public."""

    pk: UUID
    name: str  # our own reference, or the official one
    follows_up: UUID | None
    kind: str
    reference: str
    sent_on: date
    addressee_kind: str
    country: Country | None
    addressee: str
    language: str
    mandates: tuple[str, ...]
    case: UUID | None = None
    attitude: str = ""  # of its case: whether to act jointly or alone; empty: not said
    public_from: date | None = None
    copy: Copy | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def is_joint(self) -> bool:
        return len(self.mandates) > 1

    def in_public(self) -> "Entry | None":
        """Return what the public form holds of it; None where it is not public."""
        if self.copy is None:
            return None
        return replace(self, follows_up=None, answers=self.copy.told())


def in_public(entries: Iterable[Entry]) -> list[Entry]:
    return [told for one in entries if (told := one.in_public())]


def sent_in(span: Span) -> Q:
    """Return the condition that a letter was sent within days, which are those of UTC."""
    since, end = span.since, span.until + timedelta(days=1)
    return Q(
        sent_at__gte=datetime.combine(since, time(), UTC),
        sent_at__lt=datetime.combine(end, time(), UTC),
    )


def counted(until: date) -> QuerySet[Reply]:
    """Return the replies that count, up to a day, with no more than a report tells."""
    found = Reply.objects.filter(COUNTS, received_on__lte=until)
    return found.only("communication", "received_on", "language", "reply_class")


def read(
    person: Account, letters: Span, replies: Span, on: date, *, with_words: bool = True
) -> list[Entry]:
    """Return what a person may see of the letters of a time, and of those with replies in a time.

    As `among` returns them. Seven queries at most, however many letters.
    """
    seen = Communication.objects.visible_to(person)
    return among(seen, letters, replies, on, with_words=with_words)


def among(
    seen: QuerySet[Communication],
    letters: Span,
    replies: Span,
    on: date,
    *,
    with_words: bool = True,
) -> list[Entry]:
    """Return those of some letters that were sent in a time, or have a reply in a time.

    In the order in which they were sent, with every reply up to `on`. Seven queries at most,
    however many letters; `with_words` brings the summaries along. Replies are asked for first:
    letters are then found in two indexes, and not among all that were ever sent.
    """
    came = counted(min(on, replies.until)).filter(received_on__gte=replies.since)
    answered = set(came.values_list("communication", flat=True))
    found = list(
        seen.filter(sent_in(letters) | Q(pk__in=answered), state__in=OUT)
        .select_related("case__current")
        .prefetch_related("addressee_state", Prefetch("replies", counted(on), to_attr="counted"))
        .only(*READ)
        .order_by("sent_at", "code")
    )
    copies = copies_of([one.pk for one in found], with_words=with_words)
    return [entry_of(one, copies.get(one.pk)) for one in found]


def entry_of(letter: Communication, copy: Copy | None) -> Entry:
    if letter.sent_at is None:
        raise ValueError("Only a letter that was sent stands in a report.")
    replies: list[Reply] = letter.counted  # type: ignore[attr-defined]  # as `read` prefetches them
    return Entry(
        pk=letter.pk,
        name=str(letter),
        follows_up=letter.follows_up_id,
        kind=letter.kind,
        reference=letter.reference,
        sent_on=letter.sent_at.date(),
        addressee_kind=letter.addressee_kind,
        country=letter.addressee_state,
        addressee=(copy.addressee if copy else "") or letter.addressed_to,
        language=letter.language,
        mandates=tuple(letter.mandates),
        case=letter.case_id,
        attitude=letter.case.current.attitude if letter.case.current else "",
        public_from=letter.public_from,
        copy=copy,
        answers=tuple(Answer(one.received_on, one.language, one.reply_class) for one in replies),
    )


def copies_of(letters: list[UUID], *, with_words: bool) -> dict[UUID, Copy]:
    """Return the public copies of letters by the id of the letter. Three queries at most."""
    published = PublicRendition.objects.in_state(PublicState.PUBLISHED)
    keys = published.filter(communication__in=letters).values_list(
        "communication_id", "reply_id", "published_key"
    )
    of_letters = {key: letter for letter, reply, key in keys if reply is None}
    if not of_letters:
        return {}
    answers: dict[str, list[Answer]] = {}
    for one in PublishedReply.objects.filter(letter__key__in=list(of_letters)).values_list(
        "letter__key", "received_on", "language", "key", "official_address"
    ):
        answers.setdefault(one[0], []).append(Answer(one[1], one[2], key=one[3], address=one[4]))
    copies = PublishedLetter.objects.filter(key__in=list(of_letters))
    wanted = copies if with_words else copies.defer("words")
    return {
        of_letters[one.key]: Copy(
            key=one.key,
            addressee=one.words["addressee"] if with_words else "",
            address=one.official_address,
            why_no_address=one.why_no_address,
            replied_on=one.replied_on,
            summary=summary_of(one.words) if with_words else None,
            answers=tuple(answers.get(one.key, ())),
        )
        for one in wanted
    }


def summary_of(words: Mapping[str, Any]) -> Summary:
    """Return subject and first facts of a public copy, each whole; none is cut in its middle."""
    facts = [plain(fact) for part in words["parts"] for fact in part["facts"]]
    kept = [
        fact for fact, end in zip(facts, accumulate(map(len, facts)), strict=True) if end <= SUMMARY
    ]
    return Summary(plain(words["subject"]), tuple(kept), len(facts) - len(kept))
