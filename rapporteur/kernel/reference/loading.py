"""Load reference data from CSV files: all of a file or nothing, and twice is as good as once.

A room lists its files as `Table`s in `reference.py` (`TABLES`, in the order they must load).
Each row is made into field values by `read`, which may raise `BadCell`. A wrong row refuses its
whole file with line, column and reason, for every wrong row at once.

    BadCell      this cell of this row cannot be used
    BadFile      the file was refused; `.problems` has one line per fault
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError

from rapporteur.kernel.clock import now
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import is_made_up
from rapporteur.kernel.reference.models import Change, Correction

Row = Mapping[str, str]
# Control characters, and the marks that turn the order of letters around; joiners are letters' own.
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
Values = dict[str, Any]


class BadCell(Exception):  # noqa: N818
    """A cell that cannot be used, with its column and the reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column, self.reason = column, reason


@dataclass(frozen=True)
class Problem:
    """One fault of one file: line 1 is the header; an empty column means the whole row."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, line {self.line}{column}: {self.reason}"


class BadFile(Exception):  # noqa: N818
    """A file that was refused whole; nothing of it was loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def every_row(_row: Row) -> bool:
    return True


@dataclass(frozen=True)
class Table:
    """One CSV file and the model that it fills.

    `key` names the model fields that identify a record; `read` gives all field values of a row
    (foreign keys as `<name>_id`); `columns` are the headers that must be there. `lookups` is
    called once before the rows, for maps that `read` needs. With `complete`, records of the
    table that the file no longer holds are withdrawn (deleted). Where a file holds rows of several
    tables, `takes` says which are of this one.
    """

    path: Path
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    read: Callable[[Row, Any], Values]
    lookups: Callable[[], Any] = dict
    complete: bool = True
    takes: Callable[[Row], bool] = every_row

    @property
    def name(self) -> str:
        return self.model._meta.label_lower


@dataclass
class Outcome:
    """What loading one file did, in rows."""

    file: str
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)  # corrected fields that the file did not overrule


def read_text(path: Path) -> str:
    """Return the text of a file. Raises BadFile where it cannot be had, or could not be stored."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"this file cannot be read ({error.strerror})"
        raise BadFile([Problem(path.name, 1, "", reason)]) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile([Problem(path.name, line, "", "this is not UTF-8 text")]) from error
    if found := HIDDEN.search(text):
        line = text[: found.start()].count("\n") + 1
        reason = f"the character U+{ord(found.group()):04X} cannot be seen and is not a word's"
        raise BadFile([Problem(path.name, line, "", reason)])
    return text


def read_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, Row]]:
    """Return `(line, row)` of a UTF-8 CSV file. Raises BadFile for encoding, header or width."""
    text = read_text(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    missing = [name for name in columns if name not in (reader.fieldnames or [])]
    if missing:
        raise BadFile([Problem(path.name, 1, name, "this column is missing") for name in missing])
    rows: list[tuple[int, Row]] = []
    problems: list[Problem] = []
    try:
        for row in reader:
            if None in row or None in row.values():
                problems.append(Problem(path.name, reader.line_num, "", "wrong number of cells"))
            rows.append((reader.line_num, row))
    except csv.Error as error:
        line = reader.reader.line_num  # the other counter stands at the row before
        problems.append(Problem(path.name, line, "", f"broken CSV ({error})"))
    if problems:
        raise BadFile(problems)
    return rows


def key_of(values: Values, names: Sequence[str]) -> str:
    """Return the key of a record as text; a part that is unknown stays empty."""
    return "/".join("" if values[name] is None else str(values[name]) for name in names)


def check(table: Table) -> dict[str, tuple[int, Values]]:
    """Return field values by key, with their line. Raises BadFile with every fault found."""
    problems: list[Problem] = []
    found: dict[str, tuple[int, Values]] = {}
    lookups = table.lookups()
    real = not is_exercise()
    # `read` has held these against the other file; asking the database again costs a query a row,
    # and refuses a parent that stands in the same file.
    references = {column.name for column in table.model._meta.fields if column.remote_field}
    for line, row in read_rows(table.path, table.columns):
        if not table.takes(row):
            continue
        if real and is_made_up(row.values()):
            continue  # Exerland stays out of real work
        try:
            values = table.read(row, lookups)
            key = key_of(values, table.key)
            if key in found:
                raise BadCell("", f"the same record as line {found[key][0]} ({key})")
            table.model(**values).clean_fields(exclude=references)
        except BadCell as bad:
            problems.append(Problem(table.path.name, line, bad.column, bad.reason))
        except ValidationError as bad:
            problems.extend(
                Problem(table.path.name, line, name, " ".join(messages))
                for name, messages in bad.message_dict.items()
            )
        else:
            found[key] = (line, values)
    if problems:
        raise BadFile(problems)
    return found


def load(table: Table) -> Outcome:
    """Load one file: add, change, withdraw; a second run changes no row. Raises BadFile.

    Fields that a person corrected keep the corrected value. What only the database can refuse
    (a constraint, a record that others still name) refuses the file as well. All changes of one
    load carry one moment, so that a feed can tell of them as one.
    """
    try:
        with transaction.atomic():
            return load_rows(table)
    except (ProtectedError, RestrictedError) as error:
        reason = "a record that this file no longer holds is still named by others"
        raise BadFile([Problem(table.path.name, 1, "", reason)]) from error
    except (IntegrityError, DataError) as error:
        said = str(error).splitlines()[0]
        raise BadFile(
            [Problem(table.path.name, 1, "", f"the database refused it: {said}")]
        ) from error


def load_rows(table: Table) -> Outcome:
    outcome, moment = Outcome(table.path.name), now()
    wanted = check(table)
    records = {
        key_of(vars(record), table.key): record
        for record in table.model._default_manager.select_for_update()
    }
    corrected: dict[str, set[str]] = {}
    for correction in Correction.objects.filter(table=table.name, withdrawn_at=None):
        corrected.setdefault(correction.key, set()).add(correction.field)
    changes: list[Change] = []
    fresh: list[models.Model] = []
    for key, (_, values) in wanted.items():
        record = records.get(key)
        if record is None:
            fresh.append(table.model(**values))
            changes.append(change(table, key, Change.Kind.ADDED, [], moment))
            continue
        kept = corrected.get(key, set())
        different = [n for n, v in values.items() if getattr(record, n) != v]
        outcome.kept += [f"{key} {name}" for name in different if name in kept]
        names = [name for name in different if name not in kept]
        if not names:
            outcome.unchanged += 1
            continue
        for name in names:
            setattr(record, name, values[name])
        record.save(update_fields=names)
        outcome.changed += 1
        changes.append(change(table, key, Change.Kind.CHANGED, names, moment))
    table.model._default_manager.bulk_create(fresh, batch_size=1000)
    outcome.added = len(fresh)
    if table.complete:
        gone = [record for key, record in records.items() if key not in wanted]
        for record in gone:
            key = key_of(vars(record), table.key)
            record.delete()
            changes.append(change(table, key, Change.Kind.WITHDRAWN, [], moment))
        outcome.withdrawn = len(gone)
    Change.objects.bulk_create(changes, batch_size=1000)
    return outcome


def change(table: Table, key: str, kind: Change.Kind, names: Sequence[str], at: datetime) -> Change:
    return Change(
        at=at, table=table.name, key=key, kind=kind, fields=list(names), file=table.path.name
    )
