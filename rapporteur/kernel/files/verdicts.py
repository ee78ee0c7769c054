"""What may be wrong with a file, as codes: the child process that opens it speaks no language.

Unfit         the file is not taken; its verdict says why (sentences: `reasons`)
"""

from enum import StrEnum

TEXT, PICTURE, UNFIT = b"T", b"P", b"U"  # the first byte of a child's answer


class Form(StrEnum):
    """The two kinds of file that are taken."""

    PDF = "pdf"
    DOCX = "docx"


class Verdict(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN = "unknown"  # neither PDF nor DOCX
    DISAGREES = "disagrees"  # name, what the browser says and content do not fit together
    TWO_IN_ONE = "two in one"
    DAMAGED = "damaged"
    PROTECTED = "protected"
    OLD_WORD = "old Word"
    MACROS = "macros"
    EMBEDDED = "embedded"
    OUTSIDE = "outside"
    SWOLLEN = "swollen"  # unpacks to far more than it is
    TOO_DEEP = "too deep"
    TOO_MANY_PAGES = "too many pages"
    TOO_MANY_LINES = "too many lines"
    TOO_MUCH = "too much"  # time or memory
    NO_PAGE = "no page"
    CLOSED = "closed"  # this machine cannot shut a child process in
    NO_ENGINE = "no engine"  # nothing here reads scans, or none in this language
    BUSY = "busy"  # another scan is being read


class Note(StrEnum):
    """What is in a file that was taken and is not in the text shown."""

    PICTURES = "pictures"
    SCRIPTS = "scripts"
    COMMENTS = "comments"
    DELETED = "deleted"
    CUT = "cut"
    NO_TEXT = "no text"


class Unfit(Exception):  # noqa: N818  it is an answer about a file, not a fault
    """This file is not taken."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.value)
        self.verdict = verdict
