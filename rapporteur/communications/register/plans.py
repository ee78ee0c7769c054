"""What loading a register would do: held against the file itself, the register, and our letters.

Reads and never writes; `actions.registering` carries a plan out. What another source says is shown
as a conflict and never written over; the same source may say more later.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rapporteur.communications.models import Communication, EarlierLetter
from rapporteur.communications.register.files import Cells
from rapporteur.communications.register.findings import Finding, Weight, kept_out
from rapporteur.communications.register.lines import Judged, Known, Values, judge
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import latest
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication.models import PublishedEarlierLetter
from rapporteur.world.models import Country

Rows = Sequence[tuple[int, Cells]]
COLUMN_OF = {  # of the file, where the field is called otherwise
    "printed": "reference",
    "sent_on": "date_sent",
    "country_id": "addressee",
    "joint": "kind",
    "answered": "replies",
}
# What follows from another field, and would only be told twice.
FOLLOW = ("reference_addressee", "reference_number", "reference_year", "symbols", "year")
OF_A_SOURCE = ("number", "printed", "source", "source_address", "as_of")  # each has its own


@dataclass
class Plan:
    """What a file would do. `rows` are the good ones, so that they can be kept and asked again."""

    rows: list[tuple[int, Cells]] = field(default_factory=list)
    fresh: list[EarlierLetter] = field(default_factory=list)
    changed: list[tuple[EarlierLetter, list[str]]] = field(default_factory=list)
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Return how many lines stay out."""
        return len(kept_out(self.findings))

    @property
    def publishes(self) -> bool:
        """Say whether a line that is public is added or changed."""
        return any(one.public for one in (*self.fresh, *(record for record, _n in self.changed)))


@dataclass
class OnRecord:
    """What is there already: three queries, however long the file."""

    desk: Desk
    file: str
    by_reference: dict[Hashable, EarlierLetter]
    by_number: dict[Hashable, EarlierLetter]
    ours: frozenset[Hashable]  # references of letters of this desk
    elsewhere: frozenset[str]  # references that another desk made public


def known() -> Known:
    """Return what lines are held against; two queries."""
    mandates = list(Mandate.objects.values_list("code", "short_label_ohchr"))
    return Known(
        states=dict(Country.objects.values_list("iso3", "standing")),
        mandates={
            **{label.lower(): code for code, label in mandates if label},
            **{code.lower(): code for code, _label in mandates},
        },
        on=today(),
        real=not is_exercise(),
    )


def plan(desk: Desk, file: str, rows: Rows, findings: Iterable[Finding] = ()) -> Plan:
    """Return what loading these rows to the register of a desk would do."""
    made = Plan(findings=list(findings))
    against = known()
    judged = [judge(line, cells, against) for line, cells in rows]
    for one in judged:
        made.findings += one.findings
    made.findings += doubled(judged)
    out = kept_out(made.findings)
    record = on_record(desk, file, judged)
    for one in judged:
        if one.values is not None and one.line not in out:
            place(made, one.line, one.values, record)
    out = kept_out(made.findings)
    made.rows = [(line, cells) for line, cells in rows if line not in out]
    made.findings.sort(key=lambda one: (one.line, not one.keeps_out))
    return made


def reference_of(values: Values) -> Hashable:
    """Return the key by which all find a letter, or None."""
    if not values["printed"]:
        return None
    return values["reference_addressee"], values["reference_number"], values["reference_year"]


def number_of(values: Values) -> Hashable:
    return (values["source"], values["number"]) if values["number"] else None


def doubled(judged: Iterable[Judged]) -> list[Finding]:
    """Tell every line that names the same letter as another one of the file.

    Where they say the same the first one stays; where they do not, nobody knows which is right.
    """
    groups: defaultdict[tuple[str, Hashable], list[Judged]] = defaultdict(list)
    for one in filter(lambda one: one.values is not None, judged):
        values = one.values or {}
        for column, key in (("reference", reference_of(values)), ("number", number_of(values))):
            if key is not None:
                groups[column, key].append(one)
    found = []
    for (column, _key), same in groups.items():
        for one in same:
            others = [other for other in same if other is not one]
            agree = all(other.values == one.values for other in others)
            if others and not (agree and one is same[0]):
                lines = ", ".join(str(other.line) for other in others[:5])
                told = _("the same letter stands in line %(lines)s")
                found.append(Finding(one.line, column, told % {"lines": lines}))
    return found


def on_record(desk: Desk, file: str, judged: Sequence[Judged]) -> OnRecord:
    register = list(EarlierLetter.objects.of_desk(desk))
    years = {one.values.get("reference_year") for one in judged if one.values}
    ours = Communication.objects.filter(desk=desk, reference_year__in=years - {None})
    public = PublishedEarlierLetter.objects.exclude(reference="").exclude(
        pk__in=EarlierLetter.objects.of_desk(desk).values("pk")
    )
    return OnRecord(
        desk,
        file,
        by_reference={one.key: one for one in register if one.key},
        by_number={(one.source, one.number): one for one in register if one.number},
        ours=frozenset(
            ours.values_list("reference_addressee", "reference_number", "reference_year")
        ),
        elsewhere=frozenset(public.values_list("reference", flat=True)),
    )


def place(made: Plan, line: int, values: Values, record: OnRecord) -> None:
    """Add one good line to the plan: as fresh, as changed, as unchanged, or as a conflict."""
    reference, number = reference_of(values), number_of(values)
    found, same = record.by_reference.get(reference), record.by_number.get(number)
    why = ""
    if reference in record.ours:
        why = _("this is a letter of this desk itself, which is kept with its text")
    elif found and same and found.pk != same.pk:
        why = _("the reference and the number are those of two letters on record")
    elif values["public"] and reference and key_in_words(values) in record.elsewhere:
        why = _("another desk made this letter public already")
    if why:
        made.findings.append(Finding(line, "reference", why, Weight.CONFLICT))
        return
    stands = found or same
    if stands is None:
        made.fresh.append(EarlierLetter(desk=record.desk, file=record.file, line=line, **values))
        return
    compare(made, stands, line, values, record.file)


def key_in_words(values: Values) -> str:
    return (
        f"{values['reference_addressee']} {values['reference_number']}/{values['reference_year']}"
    )


def whole(values: Values) -> Values:
    """Return values with those of a reference also where there is none."""
    empty = {"reference_addressee": "", "reference_number": None, "reference_year": None}
    return {**empty, "symbols": [], **values}


def compare(made: Plan, stands: EarlierLetter, line: int, values: Values, file: str) -> None:
    """Hold a line against what stands: nothing new, a change of the same source, or a conflict."""
    given = whole(values)
    if stands.source != given["source"]:
        from_elsewhere(made, stands, line, given)
        return
    facts = [name for name in given if name not in ("source", "as_of")]
    different = [name for name in facts if getattr(stands, name) != given[name]]
    if stands.as_of != given["as_of"]:
        if latest(given["as_of"]) < latest(stands.as_of):
            reason = _("what is on record is newer, as of %(day)s") % {"day": stands.as_of}
            made.findings.append(Finding(line, "as_of", reason, Weight.CONFLICT))
            return
        different.append("as_of")
    if not different:
        made.unchanged += 1
        return
    for name in different:
        if name not in FOLLOW:
            values_told = {"before": written(getattr(stands, name)), "after": written(given[name])}
            reason = _("%(before)s becomes %(after)s") % values_told
            made.findings.append(Finding(line, COLUMN_OF.get(name, name), reason, Weight.CHANGE))
        setattr(stands, name, given[name])
    stands.file, stands.line = file, line
    made.changed.append((stands, [*different, "file", "line"]))


def from_elsewhere(made: Plan, stands: EarlierLetter, line: int, given: Values) -> None:
    """Tell where another source contradicts what stands, or says more. It changes neither."""
    names = [name for name in given if name not in (*OF_A_SOURCE, *FOLLOW)]
    new = [name for name in names if given[name] and given[name] != getattr(stands, name)]
    against = [name for name in new if getattr(stands, name)]
    told = {"source": stands.source, "day": stands.as_of}
    if against:
        reason = _("another source says otherwise: %(source)s (as of %(day)s)") % told
        made.findings += [Finding(line, one, reason, Weight.CONFLICT) for one in columns(against)]
        return
    made.unchanged += 1
    reason = _("this is not held, and stays so: on record is what another source says, %(source)s")
    made.findings += [Finding(line, one, reason % told, Weight.DOUBT) for one in columns(new)]


def columns(names: Iterable[str]) -> list[str]:
    """Return the columns of the file in which these fields stand, each once."""
    found = dict.fromkeys(COLUMN_OF.get(name, name) for name in names if name not in FOLLOW)
    return list(found)


def written(value: object) -> str:
    """Return a value for a sentence; what is empty is not held."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return f"“{text}”" if text else _("not held")
