"""References of cases: random, readable aloud, in no order. Never a sequence."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is taken for something else
GROUP = 4


def new_reference() -> str:
    """Return a reference such as C-7F3K-92QD: eight random signs, 39 bits."""
    return "C-" + "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(2))


def read(text: str) -> str:
    """Return what a person typed as a reference is written: capitals, without blanks."""
    return "".join(text.split()).upper()
