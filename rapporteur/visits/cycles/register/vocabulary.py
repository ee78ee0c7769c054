"""The words of OHCHR's register of country visits, and what each says happened (FIELD §2.1)."""

from rapporteur.visits.kinds import Kind, Side

WORDS: dict[str, tuple[str, str]] = {
    "requested": (Kind.REQUESTED, ""),
    "pending": (Kind.REQUESTED, ""),
    "reminder": (Kind.REMINDER, ""),
    "invited": (Kind.INVITED, ""),
    "accepted": (Kind.ACCEPTED, ""),
    "accepted request": (Kind.ACCEPTED, ""),
    "accepted invitation": (Kind.TAKEN_UP, ""),
    "declined request": (Kind.DECLINED, ""),
    "declined invitation": (Kind.TURNED_DOWN, ""),
    "acknowledged": (Kind.ACKNOWLEDGED, ""),
    "dates proposed": (Kind.PROPOSED, ""),
    "dates agreed": (Kind.DATES_AGREED, ""),
    "forthcoming": (Kind.ANNOUNCED, ""),
    "postponed": (Kind.POSTPONED, ""),
    "postponed by state": (Kind.POSTPONED, Side.STATE),
    "postponed by mandate holder": (Kind.POSTPONED, Side.MANDATE),
    "cancelled": (Kind.CANCELLED, ""),
    "cancelled by state": (Kind.CANCELLED, Side.STATE),
    "cancelled by mandate holder": (Kind.CANCELLED, Side.MANDATE),
    "suspended": (Kind.SUSPENDED, ""),
    "underway": (Kind.UNDERWAY, ""),
    "completed": (Kind.COMPLETED, ""),
    "report published": (Kind.REPORT_PUBLISHED, ""),
    "standing invitation": (Kind.STANDING, ""),
}


def told_by(written: str) -> tuple[str, str] | None:
    """Return what a word of the register says happened, and who did it; None for a word not known."""
    return WORDS.get(" ".join(written.lower().replace("-", " ").replace("_", " ").split()))
