"""What is wrong with a file, in words for the person who brought it.

Unreadable            the whole family
"""


class Unreadable(Exception):  # noqa: N818  it is an answer to a person, not a fault
    """A file cannot be used. The text says what is wrong with it, and where."""
