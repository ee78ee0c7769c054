"""Fields of exports and headings of tables in all their spellings, each by the name we use."""

import re

from rapporteur.recommendations.readers.given import Kind

NOT_WORDS = re.compile(r"[^a-z0-9]+")
# Each spelling without case, spaces and signs; "reccomending" is the Index's own (FIELD §3.1).
SPELLINGS: dict[str, tuple[str, ...]] = {
    "key": ("annotationid", "ohchrannotationid", "recid", "id", "key"),
    "symbol": ("symbol", "documentsymbol"),
    "dated": ("publicationdate", "documentpublicationdate", "date", "year"),
    "body": ("body", "recommendingbody", "reccomendingbody", "recomendingbody"),
    "type": ("annotationtype", "type"),
    "states": ("countries", "countriesconcerned", "countryconcerned", "stateunderreview", "state"),
    "state_code": ("suriso3", "iso3"),
    "themes": ("themes", "theme", "issues"),
    "affected": ("affectedpersons",),
    "sdgs": ("sdgs", "sdg"),
    "text": ("text", "recommendation"),
    "cycle": ("uprcycle", "cycle"),
    "session": ("uprsession", "session"),
    "recommending": (
        *("uprrecommendingcountry", "uprrecommendingstates", "uprreccomendingstates"),
        *("recommendingstates", "recommendingstate", "recommendingstatesparsed"),
        "uprrecomendingstates",
    ),
    "position": ("uprposition", "position", "response"),
    "paragraph": ("paragraph", "paragraphnumber"),
    "category": ("actioncategory", "action"),
    "language": ("language", "culture"),
    "mechanism": ("mechanism", "sourcemechanism"),
}
NAMES = {spelling: name for name, several in SPELLINGS.items() for spelling in several}
OF_THE_INDEX = {"annotationid", "ohchrannotationid"}
OF_UPR_INFO = {"response", "actioncategory", "issues"}


def bare(heading: str) -> str:
    """Return a heading without case, spaces and signs."""
    return NOT_WORDS.sub("", heading.casefold())


def name_of(heading: str) -> str:
    """Return our name of a heading, or an empty string for one that is not known."""
    return NAMES.get(bare(heading), "")


def kind_of(headings: list[str]) -> Kind | None:
    """Tell by its headings what kind of table this is; None where it holds no recommendations."""
    found = {bare(one) for one in headings}
    names = {NAMES.get(one, "") for one in found}
    if "text" not in names:
        return None
    if found & OF_THE_INDEX:
        return Kind.UHRI
    if len(found & OF_UPR_INFO) == len(OF_UPR_INFO):
        return Kind.UPR_INFO
    if names & {"states", "state_code", "symbol"}:
        return Kind.OWN
    return None
