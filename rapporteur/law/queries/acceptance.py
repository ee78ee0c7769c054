"""Questions about what States accepted, now and on a day. What we do not know stays unknown.

A position is read off the acts on record. No act at all is UNKNOWN; NONE_LISTED says only that a
source listed none on its day. Neither is ever a sentence to a Government.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Q, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import earliest, latest
from rapporteur.law.models import Instrument, Reservation, TreatyAction
from rapporteur.world.models import Country

Kind = TreatyAction.Kind
Row = TypeVar("Row", TreatyAction, Reservation)
# From consent, or from denouncing, to its effect: ILO conventions take the longest, twelve months.
LONGEST_WAIT = timedelta(days=366)


class Standing(TextChoices):
    """Where a State stands towards a treaty, as far as the record goes."""

    PARTY = "party", _("party")
    SIGNED_ONLY = "signed_only", _("signed only")
    LEFT = "left", _("was a party, and denounced it")
    NONE_LISTED = "none_listed", _("no action listed by the source")
    UNKNOWN = "unknown", _("not in our record")


@dataclass(frozen=True)
class Position:
    """A State and a treaty: where it stands, since when, and the acts that say so.

    `since` is a partial date, empty where unknown; `as_of` and `source` are those of the act
    that decides, empty where no act is on record.
    """

    instrument: Instrument
    country_id: str
    standing: Standing
    since: str = ""
    as_of: str = ""
    source: str = ""
    acts: tuple[TreatyAction, ...] = ()
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True)
class OnDay:
    """Whether a treaty bound a State on a day: None where the record cannot tell, with why."""

    bound: bool | None
    reason: str
    position: Position


def consents(acts: Iterable[TreatyAction]) -> list[TreatyAction]:
    found = [act for act in acts if act.kind in TreatyAction.CONSENTS]
    return sorted(found, key=lambda act: act.taken_on)


def of_kind(acts: Iterable[TreatyAction], kind: str) -> list[TreatyAction]:
    return sorted((act for act in acts if act.kind == kind), key=lambda act: act.taken_on)


def surely_after(act: TreatyAction, other: TreatyAction) -> bool:
    """Say whether `act` came after `other` for certain, whatever their vague dates mean."""
    if not act.taken_on or not other.taken_on:
        return False
    return earliest(act.taken_on) > latest(other.taken_on)


def deciding(acts: Sequence[TreatyAction]) -> tuple[Standing, TreatyAction | None]:
    """Return where the acts leave a State, and the act that decides it.

    Consent that is not surely later than a denunciation does not undo it.
    """
    left = of_kind(acts, Kind.DENUNCIATION)
    given = consents(acts)
    lasting = [act for act in given if all(surely_after(act, end) for end in left)]
    if lasting:
        return Standing.PARTY, lasting[0]
    if left:
        return Standing.LEFT, left[-1]
    if signed := of_kind(acts, Kind.SIGNATURE):
        return Standing.SIGNED_ONLY, signed[0]
    if none := of_kind(acts, Kind.NONE_LISTED):
        return Standing.NONE_LISTED, none[0]
    return Standing.UNKNOWN, None


def position(
    instrument: Instrument,
    country: str,
    acts: Sequence[TreatyAction] = (),
    reservations: Sequence[Reservation] = (),
) -> Position:
    """Return the position that these acts of one State on one treaty make."""
    standing, act = deciding(acts)
    since, as_of, source = (act.taken_on, act.as_of, act.source) if act else ("", "", "")
    told = tuple(acts), tuple(reservations)
    return Position(instrument, country, standing, since, as_of, source, *told)


def positions_of(country: str) -> list[Position]:
    """Return a State's position on every treaty open to all, and on a regional one with a row.

    In the order of instruments, unknown ones among them; three queries.
    """
    acts = gathered(TreatyAction.objects.of_state(country), "instrument_id")
    reservations = gathered(Reservation.objects.filter(country=country), "instrument_id")
    wanted = Instrument.objects.binding().filter(
        Q(reach=Instrument.Reach.UNIVERSAL) | Q(key__in=[*acts, *reservations])
    )
    return [
        position(one, country, acts.get(one.key, ()), reservations.get(one.key, ()))
        for one in wanted
    ]


def positions_on(instrument: Instrument) -> dict[str, Position]:
    """Return by ISO code the position of every State, and of whoever else acted; three queries."""
    acts = gathered(TreatyAction.objects.filter(instrument=instrument), "country_id")
    reservations = gathered(Reservation.objects.filter(instrument=instrument), "country_id")
    states = Country.objects.states().values_list("iso3", flat=True)
    return {
        iso3: position(instrument, iso3, acts.get(iso3, ()), reservations.get(iso3, ()))
        for iso3 in sorted({*states, *acts, *reservations})
    }


def gathered(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return found


def counted(positions: Iterable[Position]) -> dict[Standing, int]:
    """Return how many stand where, every standing named, also those at nought."""
    found = Counter(one.standing for one in positions)
    return {standing: found[standing] for standing in Standing}


def position_at(country: str, instrument: Instrument, day: date) -> OnDay:
    """Return whether the treaty bound the State on the day of the facts; two queries."""
    acts = list(TreatyAction.objects.of_state(country).filter(instrument=instrument))
    reservations = list(Reservation.objects.filter(instrument=instrument, country=country))
    return on_day(position(instrument, country, acts, reservations), day)


def on_day(now: Position, day: date) -> OnDay:
    """Say whether a treaty bound a State on `day`, None where the dates on record do not tell."""
    given = consents(now.acts)
    if not given:
        return OnDay(*without_consent(now, day), now)
    if not now.instrument.in_force_on:
        return OnDay(None, gettext("The treaty is not known to be in force."), now)
    answers = [through(act, now, day) for act in given]
    if True in answers:
        return OnDay(True, gettext("The treaty was in force for the State on that day."), now)
    if None in answers:
        return OnDay(None, gettext("The dates on record do not tell."), now)
    return OnDay(
        False, gettext("Its consent was not yet, or no longer, in force on that day."), now
    )


def through(act: TreatyAction, now: Position, day: date) -> bool | None:
    """Say whether this one consent bound the State on `day`."""
    treaty = now.instrument.in_force_on
    first, last = effect(act)
    if day < max(first, earliest(treaty)):
        return False
    if day < max(last, latest(treaty)):
        return None
    ends = [
        effect(end) for end in of_kind(now.acts, Kind.DENUNCIATION) if not surely_after(act, end)
    ]
    if any(last <= day for _first, last in ends):
        return False
    return None if any(first <= day for first, _last in ends) else True


def effect(act: TreatyAction) -> tuple[date, date]:
    """Return the first and last day on which an act may have taken effect for the State.

    An act without any day took effect some time before its source listed it, or soon after.
    """
    if act.in_force_on:
        return earliest(act.in_force_on), latest(act.in_force_on)
    if act.taken_on:
        return earliest(act.taken_on), latest(act.taken_on) + LONGEST_WAIT
    return date.min, latest(act.as_of) + LONGEST_WAIT


def without_consent(now: Position, day: date) -> tuple[bool | None, str]:
    """Answer for a State whose consent is not on record."""
    if now.standing == Standing.UNKNOWN:
        return None, gettext("Nothing is on record.")
    if now.standing == Standing.LEFT:
        ends = [effect(act) for act in of_kind(now.acts, Kind.DENUNCIATION)]
        if all(last <= day for _first, last in ends):
            return False, gettext("It had denounced the treaty.")
        return None, gettext("It denounced the treaty; when it consented is not on record.")
    if day <= max(earliest(act.as_of) for act in now.acts):
        return False, gettext("The source lists no consent as of a later day.")
    return None, gettext("The source lists no consent, and is older than that day.")
