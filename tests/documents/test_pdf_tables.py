"""Tables in a PDF: each cell in a place of its own, and letters that fit."""

from collections import Counter

import pytest

from rapporteur.documents.tree import Cell, Table, Words
from rapporteur.documents.writers import pdf
from rapporteur.documents.writers.pdf_tables import PLAIN, SMALLEST, WIDEST, placed, size, widths
from tests.documents.test_pdf import said, tags, text, texts


def cells(*rows: tuple[Cell, ...], headers: int = 1) -> Table:
    return Table(rows, headers)


A = Cell((Words("a"),))


@pytest.mark.parametrize(
    "table",
    [
        cells((Cell((), 3, 9), A), (A, Cell((), 0, 0), A)),
        cells((A,), (A, A, A), ()),
        cells((Cell((), 1, 3),), (A, Cell((), 5)), (A, A), headers=0),
        cells((A, Cell((), 1, 2), A), (Cell((), 2), A), headers=9),
        cells((), ()),
        cells((Cell((), 200, 200), A), (A,)),
    ],
)
def test_every_place_of_a_table_holds_one_cell(table: Table) -> None:
    found = placed(table)
    places = Counter(
        (cell.x + right, cell.y + low)
        for cell in found
        for right in range(cell.across)
        for low in range(cell.down)
    )
    width = 1 + max(x for x, _y in places)
    assert places == dict.fromkeys(
        ((x, y) for x in range(width) for y in range(len(table.rows))), 1
    )
    assert len(widths(found)) == width <= WIDEST
    head = min(table.headers, len(table.rows))
    assert all((cell.y < head) == (cell.y + cell.down <= head) for cell in found)
    assert tags(pdf.write(said(table)))["Table"] == any(cell.runs for cell in found)


def test_what_stands_right_of_the_last_column_keeps_its_words() -> None:
    row = tuple(Cell((Words(f"{at:02}"),)) for at in range(WIDEST + 5))
    assert len(placed(cells(row))) == WIDEST
    words = "".join(run.text for run in placed(cells(row))[-1].runs if isinstance(run, Words))
    assert words.split() == ["62", "63", "64", "65", "66", "67"]


def test_letters_shrink_with_the_words_of_a_row_to_a_bound() -> None:
    word = Cell((Words("Implementation"),))
    sizes = [size(placed(cells((word,) * count))) for count in (1, 5, 7, 40)]
    assert sizes == [PLAIN, PLAIN, 6.9, SMALLEST]


def test_a_column_of_short_words_is_narrow() -> None:
    found = widths(placed(cells((A, Cell((Words("A long sentence of many words"),))))))
    assert found == [10, 24]


def test_a_table_without_rows_is_its_caption() -> None:
    assert "Nothing" in text(Table((), caption=(Words("Nothing"),)))


def test_a_head_longer_than_a_page_is_whole() -> None:
    found = text(cells((Cell((Words("word " * 3000),)),), (A,), (A,)))
    assert found.count("word") == 3000


def test_a_short_head_stands_on_each_page() -> None:
    pages = texts(pdf.write(said(cells((Cell((Words("Head"),)),), *[(A,)] * 60))))
    assert [each.count("Head") for each in pages] == [1] * len(pages)
    assert len(pages) > 1


def test_a_head_that_leads_elsewhere_is_not_set_again() -> None:
    linked = Cell((Words("Head", href="https://www.un.org/"),))
    pages = texts(pdf.write(said(cells((linked,), *[(A,)] * 60))))
    assert [each.count("Head") for each in pages] == [1] + [0] * (len(pages) - 1)
