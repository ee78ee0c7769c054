"""Read a labelled file: texts with what people found them to be about.

Two shapes: the columns of UPR Info (text, session, issues, action_category), and a desk's own
decisions (text, scope_codes). A file that is cut, empty, of another encoding or with other columns
is refused with a sentence. Raises Unreadable.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapporteur.recommendations.scoping import terms
from rapporteur.recommendations.scoping.refusals import Unreadable

LONGEST_FILE = 200_000_000  # bytes
LONGEST_TEXT = 20_000  # signs
FEWEST_TEXTS = 200  # different ones: with fewer, folds hold too little to measure anything
FEWEST_OF_A_LABEL = 30  # different texts with it, and as many without
FEWEST_ACTIONS = 3  # categories: two would need another calibration
LABELS = {"Rights of the Child": "rights of the child", "Trafficking": "trafficking"}
ACTIONS = ("1", "2", "3", "4", "5")
UTF16 = {b"\xff\xfe", b"\xfe\xff"}  # marks of the order of bytes


@dataclass(frozen=True)
class Labelled:
    """What a file holds, row by row: the same place in every column is the same recommendation."""

    texts: tuple[str, ...]
    groups: tuple[str, ...]  # texts that say the same have the same
    sessions: tuple[int, ...]  # empty where the file names none
    labels: tuple[frozenset[str], ...]
    actions: tuple[str, ...]  # empty where the file names none
    targets: tuple[str, ...]  # the labels that are frequent enough to learn
    column: str  # that the labels stand in

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, places: Sequence[int]) -> "Labelled":
        """Return some of the rows, with what is frequent enough among them. Raises Unreadable."""
        groups = tuple(self.groups[at] for at in places)
        labels = tuple(self.labels[at] for at in places)
        actions = tuple(self.actions[at] for at in places) if self.actions else ()
        return Labelled(
            texts=tuple(self.texts[at] for at in places),
            groups=groups,
            sessions=tuple(self.sessions[at] for at in places) if self.sessions else (),
            labels=labels,
            actions=_learnable(actions, groups),
            targets=_frequent(labels, groups, self.targets),
            column=self.column,
        )


def read(path: Path) -> Labelled:
    """Return the rows of the file. Raises Unreadable."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LONGEST_FILE else b""
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from error
    if size > LONGEST_FILE:
        raise Unreadable(f"The file is larger than {LONGEST_FILE // 1_000_000} MB.")
    if not data.strip():
        raise Unreadable("The file is empty.")
    return of_rows(_rows(_decoded(data)))


def of_rows(rows: Sequence[dict[str, str]]) -> Labelled:
    """Return what the rows hold, once they are enough to learn from. Raises Unreadable."""
    columns = set(rows[0]) if rows else set()
    ours = "scope_codes" in columns
    if "text" not in columns or not columns & {"scope_codes", "issues"}:
        raise Unreadable("Columns are missing: text, and either issues or scope_codes.")
    texts = tuple(row["text"] for row in rows)
    groups = tuple(group_of(text) for text in texts)
    if len(set(groups)) < FEWEST_TEXTS:
        raise Unreadable(
            f"Only {len(set(groups))} different texts among {len(rows)} rows:"
            f" at least {FEWEST_TEXTS} are needed."
        )
    column, known = ("scope_codes", _codes()) if ours else ("issues", LABELS)
    labels = tuple(_labels(row[column], known, line) for line, row in enumerate(rows, 2))
    actions = _learnable(_actions(rows), groups) if "action_category" in columns else ()
    targets = _frequent(labels, groups, known.values())
    sessions = _sessions(rows) if "session" in columns else ()
    return Labelled(texts, groups, sessions, labels, actions, targets, column)


def group_of(text: str) -> str:
    """Return the words alone: texts that differ in case and signs only are one text."""
    return re.sub(r"\W+", " ", terms.fold(text)).strip()


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 where it says so itself."""
    try:
        text = data.decode("utf-16" if data[:2] in UTF16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The file is not in UTF-8: byte {error.start + 1} cannot be read. Save it as CSV in"
            " UTF-8."
        ) from error
    if not text.strip():
        raise Unreadable("The file is empty.")
    if "\0" in text:
        raise Unreadable("The file is not a CSV file.")
    return text


def _rows(text: str) -> list[dict[str, str]]:
    """Return the lines as they are named by the first one."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(reader)]
        rows = []
        for values in reader:
            if not values:
                continue
            if len(values) != len(head):
                raise Unreadable(
                    f"Line {reader.line_num} has {len(values)} columns instead of {len(head)}:"
                    " is the file cut?"
                )
            rows.append(dict(zip(head, values, strict=True)))
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num} is no CSV: is the file cut?") from error
    if len(set(head)) != len(head):
        raise Unreadable("Two columns have the same name.")
    if not rows:
        raise Unreadable("The file has no rows below its first line.")
    for line, row in enumerate(rows, 2):
        if not 0 < len(row.get("text", "-").strip()) <= LONGEST_TEXT:
            raise Unreadable(f"Row {line} has no text, or more than {LONGEST_TEXT} signs of it.")
    return rows


def _codes() -> dict[str, str]:
    return {code: code for code in terms.targets("scope")}


def _labels(cell: str, known: dict[str, str], line: int) -> frozenset[str]:
    """Return the labels of a cell; a scope code that is not known is refused, an issue is not."""
    names = [name.strip() for name in cell.split(";") if name.strip()]
    if "SALE" in known and (strange := [name for name in names if name not in known]):
        raise Unreadable(f"Row {line}: {strange[0]} is no scope code.")
    return frozenset(known[name] for name in names if name in known)


def _actions(rows: Iterable[dict[str, str]]) -> tuple[str, ...]:
    found = tuple(row["action_category"].strip() for row in rows)
    for line, action in enumerate(found, 2):
        if action not in ACTIONS:
            raise Unreadable(f"Row {line}: the action category is {action!r}, not 1 to 5.")
    return found


def _learnable(actions: tuple[str, ...], groups: Sequence[str]) -> tuple[str, ...]:
    """Return the actions where each category has enough different texts, else none."""
    of_text = Counter(action for action, _group in set(zip(actions, groups, strict=False)))
    few = len(of_text) < FEWEST_ACTIONS or min(of_text.values()) < FEWEST_OF_A_LABEL
    return () if few else actions


def _sessions(rows: Iterable[dict[str, str]]) -> tuple[int, ...]:
    found = []
    for line, row in enumerate(rows, 2):
        if not re.fullmatch(r"[0-9]{1,3}", row["session"].strip()):
            raise Unreadable(f"Row {line}: the session is {row['session']!r}, not a number.")
        found.append(int(row["session"]))
    return tuple(found)


def _frequent(
    labels: Sequence[frozenset[str]], groups: Sequence[str], known: Iterable[str]
) -> tuple[str, ...]:
    """Return the labels with enough different texts on both sides. Raises Unreadable at none."""
    of_text: dict[str, set[str]] = {}
    for group, mine in zip(groups, labels, strict=True):
        of_text.setdefault(group, set()).update(mine)
    counts = Counter(label for mine in of_text.values() for label in mine)
    most = len(of_text) - FEWEST_OF_A_LABEL
    targets = tuple(one for one in known if FEWEST_OF_A_LABEL <= counts[one] <= most)
    if not targets:
        raise Unreadable(
            f"No label stands at {FEWEST_OF_A_LABEL} different texts and is missing at as many."
        )
    return targets
