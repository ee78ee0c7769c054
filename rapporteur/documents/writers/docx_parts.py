"""Parts of a Word file that python-docx does not make: styles, numbers, footnotes, a fixed ZIP."""

import io
import zipfile
from typing import Any

from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from rapporteur.documents.word import (
    ANNEX,
    BODY,
    CONTINUED,
    DEEPEST,
    FRONT,
    GAP,
    NUMBERED,
    PLAIN,
    POINT,
    SIGNATURE,
    SUMMARY,
    WORD,
    Element,
    W,
)

ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can tell: one document, the same bytes
FONT = "Times New Roman"  # has Latin, Cyrillic and Arabic wherever Word runs
STEP = 567  # twentieths of a point: one centimetre
LISTS = 100  # ids of our lists lie above those of the template
BULLETS = LISTS
CALLS = "FootnoteReference"
NOTES = "FootnoteText"
LINK = "Hyperlink"


def add(parent: Element, kind: str, /, **attributes: str | int) -> Element:
    """Add one of Word's elements; attributes are Word's own as well."""
    child = etree.SubElement(parent, f"{W}{kind}")
    for key, told in attributes.items():
        child.set(f"{W}{key}", str(told))
    return child


def add_styles(file: File, language: str) -> None:
    """Bring in our paragraph styles and make those of the template sober."""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    fonts = normal.element.rPr.rFonts
    for script in ("cs", "eastAsia"):
        fonts.set(f"{W}{script}", FONT if script == "cs" else "SimSun")
    lang = file.styles.element.find(f".//{W}docDefaults//{W}lang")
    if lang is not None and language:
        for key in ("val", "bidi", "eastAsia"):
            lang.set(f"{W}{key}", language)
    for known in ("Title", "Caption", *(f"Heading {level}" for level in range(1, DEEPEST + 1))):
        _sober(file.styles[known])
    for style in (*FRONT, SUMMARY, BODY, ANNEX, SIGNATURE, PLAIN, NUMBERED, CONTINUED, GAP):
        if style != "Title":
            _add_style(file, style)
    for depth in range(1, DEEPEST + 1):
        added = _add_style(file, f"{POINT}{depth}")
        add(_properties(added), "ind", left=STEP * (depth + 1), hanging=STEP)
    for style in (SUMMARY, ANNEX):
        file.styles[style].font.bold = True
    for style in (BODY, ANNEX):
        file.styles[style].paragraph_format.page_break_before = True
    _add_note_styles(file)


def _sober(style: Any) -> None:
    font = style.font
    font.name, font.color.rgb = FONT, RGBColor(0, 0, 0)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        font.element.rPr.rFonts.attrib.pop(f"{W}{theme}", None)


def _add_style(file: File, style: str) -> Element:
    made = file.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = file.styles["Normal"]
    made.quick_style = True
    element: Element = made.element
    return element


def _properties(style: Element) -> Element:
    found = style.find(f"{W}pPr")
    return add(style, "pPr") if found is None else found


def _add_note_styles(file: File) -> None:
    calls = file.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    calls.font.superscript = True
    calls.element.set(f"{W}styleId", CALLS)
    text = file.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style, text.font.size = file.styles["Normal"], Pt(9)
    text.element.set(f"{W}styleId", NOTES)
    link = file.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True


class Lists:
    """Word's lists: one that numbers paragraphs, begun anew where it must be, and one of bullets."""

    def __init__(self, file: File) -> None:
        self._root = file.part.numbering_part.element
        self._count = 0  # the number that the next automatic paragraph would have
        self._list = BULLETS
        self._add_abstract(BULLETS, "bullet")
        self._add_abstract(BULLETS + 1, "decimal")
        add(add(self._root, "num", numId=BULLETS), "abstractNumId", val=BULLETS)

    def _add_abstract(self, identity: int, kind: str) -> None:
        made = etree.Element(f"{W}abstractNum")
        made.set(f"{W}abstractNumId", str(identity))
        self._root.insert(identity - BULLETS, made)  # lists stand before what uses them
        add(made, "multiLevelType", val="multilevel")
        for depth in range(DEEPEST):
            level = add(made, "lvl", ilvl=depth)
            add(level, "start", val=1)
            add(level, "numFmt", val=kind)
            add(level, "lvlText", val="•" if kind == "bullet" else f"%{depth + 1}.")
            add(level, "lvlJc", val="left")
            left = STEP * (depth + 2) if kind == "bullet" else 0
            indent = {"hanging": STEP} if kind == "bullet" else {"firstLine": 0}
            properties = add(level, "pPr")
            add(add(properties, "tabs"), "tab", val="num", pos=left or STEP)
            add(properties, "ind", left=left, **indent)

    def of(self, number: str) -> int:
        """Return the list that gives a paragraph this number; 0 where it must be typed."""
        if number == "1":
            self._begin()
        elif self._list == BULLETS or number != str(self._count):
            return 0
        self._count += 1
        return self._list

    def _begin(self) -> None:
        self._list += 1
        self._count = 1
        made = add(self._root, "num", numId=self._list)
        add(made, "abstractNumId", val=BULLETS + 1)
        add(add(made, "lvlOverride", ilvl=0), "startOverride", val=1)


def add_notes(file: File) -> XmlPart:
    """Bring in a part for footnotes, with the two lines that Word asks for."""
    root = parse_xml(f'<w:footnotes xmlns:w="{WORD}"/>')
    for identity, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = add(root, "footnote", type=kind, id=identity)
        add(add(add(note, "p"), "r"), kind)
    part = XmlPart(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, file.part.package
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    told = etree.Element(f"{W}footnotePr")
    for identity in (-1, 0):
        add(told, "footnote", id=identity)
    compatibility = file.settings.element.find(f"{W}compat")
    if compatibility is not None:
        compatibility.addprevious(told)
    return part


def set_page(file: File, *, from_right: bool) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if from_right:
        mark = etree.Element(f"{W}bidi")
        grid = section._sectPr.find(f"{W}docGrid")  # noqa: SLF001  python-docx opens no other way
        if grid is None:
            section._sectPr.append(mark)  # noqa: SLF001
        else:
            grid.addprevious(mark)


def saved(file: File) -> bytes:
    """Return the file with members in order of name and without the hour of writing."""
    package = file.part.package
    for identity, link in list(package.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # shows the template
            del package.rels[identity]
    first, last = io.BytesIO(), io.BytesIO()
    file.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(last, "w") as new:
        for part in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            info = zipfile.ZipInfo(part, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, old.read(part))
    return last.getvalue()
