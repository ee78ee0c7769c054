"""What a rule says when the answer is no.

Refused            a person may not do this now; the text is the reason, for that person
"""


class Refused(Exception):  # noqa: N818  it is an answer to a person, not a fault
    """A step was refused. The text is the reason, worded for the person who asked."""
