"""What identifies a document in Akoma Ntoso: IRIs of work, expression and manifestation."""

from dataclasses import dataclass

from lxml import etree

from rapporteur.documents.akoma import CODES, NAMESPACE
from rapporteur.documents.tree import Front

Element = etree._Element  # noqa: SLF001  lxml gives the type no other name
NO_DAY = "0001-01-01"  # the schema asks for a day; this one says that none is known
SUBTYPES = {"documentCollection": "publication", "doc": "paper"}


@dataclass(frozen=True)
class Names:
    front: Front
    kind: str
    actor: str

    @property
    def day(self) -> str:
        return self.front.day.isoformat() if self.front.day else ""

    @property
    def language(self) -> str:
        return CODES.get(self.front.language, self.front.language or "und")

    def work(self, element: str) -> str:
        """Return the IRI of the work; a part that is not known is left out."""
        number = self.front.symbol.replace("/", "-").replace(" ", "_")
        parts = ("akn", "un", element, SUBTYPES[element], self.actor, self.day, number)
        return "/" + "/".join(part for part in parts if part)

    def expression(self, element: str) -> str:
        return f"{self.work(element)}/{self.language}@{self.day}"


def add_meta(parent: Element, names: Names, element: str, component: str = "") -> Element:
    """Add the meta of a collection, a document or, with its component, an annex."""
    meta = _add(parent, "meta")
    identification = _add(meta, "identification", source="#un")
    work = _level(identification, "FRBRWork", names.work(element), component, names)
    _add(work, "FRBRcountry", value="un")
    _add(work, "FRBRsubtype", value=SUBTYPES[element])
    if names.front.symbol:
        number = names.front.symbol.replace("/", "-").replace(" ", "_")
        _add(work, "FRBRnumber", value=number, showAs=names.front.symbol)
    _add(work, "FRBRname", value=names.kind)
    expression = names.expression(element)
    holder = _level(identification, "FRBRExpression", expression, component, names)
    _add(holder, "FRBRlanguage", language=names.language)
    manifestation = _level(
        identification, "FRBRManifestation", expression, f"{component}/.xml", names
    )
    _add(manifestation, "FRBRformat", value="application/xml")
    if element == "documentCollection":
        _add(
            _add(meta, "references", source="#un"),
            "TLCOrganization",
            eId="un",
            href="/akn/ontology/organization/un",
            showAs="United Nations",
        )
    return meta


def _level(parent: Element, name: str, iri: str, component: str, names: Names) -> Element:
    level = _add(parent, name)
    _add(level, "FRBRthis", value=iri + component)
    _add(level, "FRBRuri", value=iri)
    _add(level, "FRBRdate", date=names.day or NO_DAY, name="issued" if names.day else "unknown")
    _add(level, "FRBRauthor", href="#un")
    return level


def _add(parent: Element, name: str, /, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
