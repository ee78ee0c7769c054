"""Why a source is not read."""


class Unreadable(Exception):  # noqa: N818  it is an answer about a source, not a fault
    """A source that cannot be read; its text is the reason, worded for a person."""
