"""XML from strangers: no document type, no entities, no depth without end.

The parts of a DOCX never declare a document type, so nothing that uses one is read at all.
"""

from collections.abc import Callable
from xml.parsers import expat

from rapporteur.kernel.files import limits
from rapporteur.kernel.files.verdicts import Unfit, Verdict

Start = Callable[[str, dict[str, str]], None]  # `namespace name`, attributes


def refuse(*_given: object) -> int:
    raise Unfit(Verdict.DAMAGED)


class Depth:
    """Counts how deep and how many, and stops what goes on without end."""

    def __init__(self, elements: int) -> None:
        self.now = self.all = 0
        self.elements = elements

    def down(self) -> None:
        self.now += 1
        self.all += 1
        if self.now > limits.DEPTH or self.all > self.elements:
            raise Unfit(Verdict.TOO_DEEP)

    def up(self) -> None:
        self.now -= 1


def parse(
    part: bytes,
    *,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through a part. Raises Unfit for what is no XML, or is more than XML need be."""
    feed(parser_of(start=start, end=end, text=text), part, last=True)


def parser_of(
    *,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    elements: int = 0,
) -> expat.XMLParserType:
    """Return a parser that walks through a part piece by piece, by its own limit if given: `feed`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.buffer_text = True
    depth = Depth(elements or limits.ELEMENTS)

    def opened(name: str, attributes: dict[str, str]) -> None:
        depth.down()
        start(name, attributes)

    def closed(name: str) -> None:
        depth.up()
        if end:
            end(name)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    if text:
        parser.CharacterDataHandler = text
    return parser


def feed(parser: expat.XMLParserType, piece: bytes, *, last: bool = False) -> None:
    """Walk on through a piece of a part. Raises Unfit as `parse` does."""
    try:
        parser.Parse(piece, last)
    except expat.ExpatError:
        raise Unfit(Verdict.DAMAGED) from None
