"""Copies of reference files with something changed in them."""

import csv
import io
from dataclasses import replace


def written(tmp_path, table, change):
    """Copy a table's file with `change` applied to its text."""
    path = tmp_path / table.path.name
    path.write_text(change(table.path.read_text()))
    return replace(table, path=path)


def row_of(table, **cells):
    """Return a row of a table's file as text: the cells given, made-up proof, the rest empty."""
    header = next(csv.reader(table.path.read_text().splitlines()))
    proof = {"evidence": "general", "source": "made up for this test", "as_of": "2030"}
    text = io.StringIO()
    known = {name: cell for name, cell in (proof | cells).items() if name in header}
    csv.DictWriter(text, header, lineterminator="\n").writerow(known)
    return text.getvalue()
