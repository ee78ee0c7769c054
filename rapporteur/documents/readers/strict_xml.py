"""XML parsed so that nothing in it is followed, fetched or unfolded: the one place that says how."""

from lxml import etree

from rapporteur.documents.word import Element


def root_of(data: bytes, *, encoding: str | None = None) -> Element:
    """Return the root; with `encoding`, whatever the text says of itself. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)
