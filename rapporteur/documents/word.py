"""Names of Word's own format that its reader and its writer share (ADR 0133)."""

from lxml import etree

Element = etree._Element  # noqa: SLF001  lxml gives the type no other name

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
W = f"{{{WORD}}}"

# Paragraph styles by which a document that we wrote is read again exactly.
NUMBERED = "ReportNumbered"
PLAIN = "ReportPlain"
CONTINUED = "ReportContinued"
POINT = "ReportPoint"  # followed by its depth
GAP = "ReportGap"  # an empty line that Word needs between two tables
SUMMARY = "ReportSummary"
BODY = "ReportBody"
ANNEX = "ReportAnnex"
SIGNATURE = "ReportSignature"
FRONT = {
    "ReportSymbol": "symbol",
    "ReportDistribution": "distribution",
    "ReportDay": "day",
    "ReportOriginal": "original",
    "ReportOrgan": "organ",
    "ReportSession": "session",
    "ReportItem": "agenda_item",
    "ReportHeading": "heading",
    "Title": "title",
    "ReportAuthor": "author",
}
DEEPEST = 9  # levels of headings and of lists that Word has
WIDEST = 63  # columns that a table of Word has

SUMMARIES = {
    "ar": "موجز",
    "en": "Summary",
    "es": "Resumen",
    "fr": "Résumé",
    "ru": "Резюме",
    "zh": "摘要",
}
ANNEXES = {
    "ar": "المرفق",
    "en": "Annex",
    "es": "Anexo",
    "fr": "Annexe",
    "ru": "Приложение",
    "zh": "附件",
}


def name(element: Element) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, path: str, attribute: str = "val") -> str:
    """Return an attribute of what stands at a path ("pPr/pStyle"), or "" where nothing does."""
    found = None if element is None else element.find("/".join(W + p for p in path.split("/")))
    return "" if found is None else found.get(W + attribute, "")


def has(element: Element | None, path: str) -> bool:
    """Tell whether a switch such as <w:b/> is there and not turned off."""
    found = None if element is None else element.find("/".join(W + p for p in path.split("/")))
    return found is not None and found.get(W + "val", "1") not in {"0", "false", "off", "none"}


def whole(text: str, default: int, *, most: int = 32_767) -> int:
    """Return a whole number from 0 to `most`; what is none, or lies outside, is the default."""
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return default
    return min(int(text), most)
