"""What of a follow-up report becomes public: chosen here field by field, and nothing else.

What goes along is what a second person read as words for publication, of recommendations that
are public already. Ids, figures, commitments, sources of the desk and grades of others than
the mandate and treaty bodies stay at the desk (ADR 0198).
"""

import json
import re
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.models import (
    Assessor,
    Attribution,
    Evidence,
    Following,
    FollowUpReport,
    Review,
    Voice,
)
from rapporteur.follow_up.reporting import Body, Entry, Graded, Line
from rapporteur.kernel.refusals import Refused
from rapporteur.partners.models import Contribution
from rapporteur.partners.workflow import State as Brought
from rapporteur.publication.folding import fold
from rapporteur.recommendations import publishing

Told = dict[str, Any]


def standing(report: FollowUpReport) -> Body:
    """Return what a report says to which everybody agreed, less what counts no more. Five queries at most."""
    still = counting(evidence_of(Body.of(report.body)))
    return Body.of(report.body).honouring(report.answers()).keeping(still)


def evidence_of(body: Body) -> set[str]:
    return {
        line.evidence
        for entry in body.entries
        for lines in entry.columns.values()
        for line in lines
    }


def counting(ids: set[str]) -> set[str]:
    """Return which evidence counts today, may be told, and was not taken back. Two queries."""
    found = Evidence.objects.counted().filter(pk__in=ids)
    found = found.exclude(attribution=Attribution.DESK_ONLY)
    brought = dict(found.values_list("pk", "contribution"))
    given = [one for one in brought.values() if one]
    gone = Contribution.objects.filter(pk__in=given, state=Brought.WITHDRAWN)
    back = set(gone.values_list("pk", flat=True)) if given else set()
    return {str(pk) for pk, contribution in brought.items() if contribution not in back}


def public_body(report: FollowUpReport, body: Body) -> Told:
    """Return what the public copy of a report will say. One query."""
    ids = [entry.following for entry in body.entries]
    public = Following.objects.filter(pk__in=ids, recommendation__in=publishing.public())
    shown = {str(pk) for pk in public.values_list("pk", flat=True)}
    return {
        "introduction": report.introduction,
        "recommendations": [entry_of(one) for one in body.entries if one.following in shown],
    }


def entry_of(entry: Entry) -> Told:
    return {
        "reference": entry.reference,
        "mechanism": entry.mechanism,
        "text": entry.text,
        "language": entry.language,
        "voices": {
            name: [line_of(line) for line in lines] for name, lines in entry.columns.items()
        },
        "mandate": [{**grade_of(one), "view": one.view} for one in entry.mandate],
        "bodies": [
            {**grade_of(one), "who": one.who, "source": one.source}
            for one in entry.others
            if one.by == Assessor.TREATY_BODY and one.source
        ],
    }


def line_of(line: Line) -> Told:
    """Return an item; a name stands with it only where its giver was asked for this report."""
    return {
        "who": line.who if line.asked else str(Voice(line.voice).label),
        "strength": line.strength,
        "dated": line.dated,
        "summary": line.summary,
        "limits": line.limits,
    }


def grade_of(one: Graded) -> Told:
    return {"grade": one.grade, "scale": one.scale, "dated": one.dated}


def mark_of(told: Told) -> str:
    """Return a mark of what a copy says: whoever releases it releases what was read."""
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def names_nobody_else(report: FollowUpReport, told: Told) -> None:
    """Raise Refused where a giver who is not named here could be read in it. Nine queries at most.

    A name is known from a review, or is that of a partner; it is looked for in all that was typed.
    Whose words are not in the report at all (known to the desk only, set aside, not reviewed) was
    not asked for it, and is named only where it agreed to that for something else in it.
    """
    within = evidence_of(Body.of(report.body))
    named = {pk for pk, said in report.answers().items() if said == Attribution.NAMED}
    of_state = Evidence.objects.filter(
        following__desk=report.desk_id, following__country=report.country_id
    )
    beside = names_of(of_state.exclude(pk__in=within)) - names_of(of_state.filter(pk__in=named))
    hidden = beside | names_of(of_state.filter(pk__in=within - named))
    text = fold("\n".join(typed(told)))
    if found := sorted(name for name in hidden if stands(name, text)):
        raise Refused(
            _("This must not be public and still stands in it: %(words)s")
            % {"words": ", ".join(found)}
        )


def typed(told: Told) -> list[str]:
    """Return every text of a copy that a person of the desk typed."""
    texts = [told["introduction"]]
    for entry in told["recommendations"]:
        for lines in entry["voices"].values():
            texts += [line[part] for line in lines for part in ("summary", "limits")]
        texts += [grade["view"] for grade in entry["mandate"]]
        texts += [grade["source"] for grade in entry["bodies"]]
    return texts


def stands(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", text))


def names_of(given: "QuerySet[Evidence]") -> set[str]:
    """Return the names of those who gave this evidence, as far as they are known in the clear."""
    found = given.filter(by_mission=False)
    reviews = Review.objects.filter(evidence__in=found)
    brought = found.exclude(contribution=None)
    partners = Contribution.objects.filter(pk__in=brought.values("contribution"))
    names = set(reviews.exclude(credit="").values_list("credit", flat=True))
    for name, others in partners.values_list("organisation__name", "organisation__other_names"):
        names |= {name, *others}
    return {name for name in names if name.strip()}
