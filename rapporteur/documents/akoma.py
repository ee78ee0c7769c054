"""Names of Akoma Ntoso 3.0 that its reader and its writer share (ADR 0132)."""

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

LEVELS = {"section": 1, "title": 2, "chapter": 3, "division": 3}  # deeper ones are <level>

CODES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
SHORT_CODES = {long: short for short, long in CODES.items()}

NONE = "none"  # the name of a block that stands where the schema asks for one and there is none


def stopped(number: str) -> str:
    """Return a number as it is set: "17." but "(a)"."""
    return number if not number or number.endswith(")") else f"{number}."


def unstopped(number: str) -> str:
    """Return a number as the tree keeps it."""
    return number.strip().removesuffix(".")
