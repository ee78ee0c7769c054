"""References of a document, to other documents and to articles of treaties, made into links.

What cannot be resolved is listed with its place and its reason; a reference is never guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapporteur.documents.articles import Articles, Treaties
from rapporteur.documents.passages import Spot, passages, rewritten
from rapporteur.documents.resolutions import known_stems, resolutions
from rapporteur.documents.symbols import Reference, symbols
from rapporteur.documents.tree import Call, Document, Runs, Words, plain


@dataclass(frozen=True)
class Unresolved:
    """A reference that leads nowhere: where it stands, its words, and why."""

    spot: Spot
    reference: Reference


def references(
    text: str,
    articles: Articles | None = None,
    own: str = "",
    known: Mapping[str, str] | None = None,
) -> list[Reference]:
    """Return all references in a text, in order; of two that overlap, the one that begins first."""
    found = [*symbols(text), *resolutions(text, own, known)]
    if articles:
        found += articles.found(text)
    return list(_in_order(found))


def linked(document: Document, treaties: Treaties) -> tuple[Document, list[Unresolved]]:
    """Return the document with a link on every reference that resolves, and the rest with places.

    Words that are a link already stay what they are.
    """
    articles, own = Articles(treaties), document.front.symbol
    known = known_stems((plain(runs) for _spot, runs in passages(document)), own)
    unresolved: list[Unresolved] = []

    def link(runs: Runs, spot: Spot) -> Runs:
        found = references(plain(runs), articles, own, known)
        unresolved.extend(Unresolved(spot, one) for one in found if not one.href)
        resolved = [one for one in found if one.href]
        return tuple(_cut(runs, resolved)) if resolved else runs

    return rewritten(document, link), unresolved


def _cut(runs: Runs, found: list[Reference]) -> Iterator[Words | Call]:
    """Yield the runs, cut where references begin and end, with their addresses."""
    place = 0
    for run in runs:
        if isinstance(run, Call):
            yield run
            continue
        end = place + len(run.text)
        inside = [one for one in found if one.start < end and one.end > place]
        if run.href or not inside:
            yield run
        else:
            yield from _pieces(run, place, inside)
        place = end


def _pieces(run: Words, place: int, inside: list[Reference]) -> Iterator[Words]:
    done = 0
    for one in inside:
        start, end = max(one.start - place, 0), min(one.end - place, len(run.text))
        if start > done:
            yield replace(run, text=run.text[done:start])
        yield replace(run, text=run.text[start:end], href=one.href)
        done = end
    if done < len(run.text):
        yield replace(run, text=run.text[done:])


def _in_order(found: Iterable[Reference]) -> Iterator[Reference]:
    end = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end
