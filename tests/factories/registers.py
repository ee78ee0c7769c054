"""Registers of earlier letters, as CSV and as XLSX. Every line is of Exerland and made up."""

import csv
import io
import zipfile

from rapporteur.communications.register.files import COLUMNS

SOURCE = "register of the exercise, 2009"
ADDRESS = "https://register.exercise.invalid/letters"
LINE = {
    "reference": "UA XEX 3/2008",
    "date_sent": "2008-07-29",
    "mandates": "SALECHILD",
    "replies": "2008-10-02",
    "public": "no",
    "source": SOURCE,
    "as_of": "2009-03-01",
}
PUBLIC = {
    **LINE,
    "public": "yes",
    "subject": "A made-up matter",
    "source_address": ADDRESS,
    "text_address": f"{ADDRESS}/3",
}


def make_line(**cells):
    return {**LINE, **cells}


def make_csv(*lines, columns=COLUMNS, separator=","):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=separator)
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml"'
    f' ContentType="{TYPE}"/></Types>'
)
BOOK = (
    f'<workbook {SPACE} xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Register" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
# Styles: 0 general, 1 a day, 2 month and year, 3 a format of one's own by year, 4 by day.
STYLES = (
    f'<styleSheet {SPACE}><numFmts><numFmt numFmtId="170" formatCode="yyyy"/>'
    '<numFmt numFmtId="171" formatCode="[$-409]d mmmm yyyy"/></numFmts><cellStyleXfs>'
    '<xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="17"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)
STRINGS = (
    f"<sst {SPACE}><si><t>UA XEX 3/2008</t></si>"
    "<si><r><t>UA XEX </t></r><r><t>4/2008</t></r><rPh><t>beside</t></rPh></si></sst>"
)


def text_cell(column, line, text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<c r="{column}{line}" t="inlineStr"><is><t>{escaped}</t></is></c>'


def make_row(line, *cells):
    return f'<row r="{line}">{"".join(cells)}</row>'


def make_sheet(*rows, after=""):
    return f"<worksheet {SPACE}><sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def of_lines(*lines, columns=COLUMNS):
    """Return a sheet with headings and lines, every cell a text."""
    grid = [dict(zip(columns, columns, strict=True)), *lines]
    return make_sheet(
        *(
            make_row(
                number,
                *(
                    text_cell(chr(65 + place), number, cells[name])
                    for place, name in enumerate(columns)
                    if cells.get(name)
                ),
            )
            for number, cells in enumerate(grid, start=1)
        )
    )


def make_workbook(sheet, parts=None):
    """Return an XLSX; `parts` by their names replace or add parts, None leaves one out."""
    found = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/sheet1.xml": sheet,
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            if content is not None:
                package.writestr(name, content)
    return out.getvalue()
