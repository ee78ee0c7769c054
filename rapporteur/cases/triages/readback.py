"""A triage as one page, in words: while it is prepared, and for ever as it was decided.

The page is made of plain sections of lines, so that it can be sealed with the decision and read
back without asking any table again. The record of a decision is made of the same rows (B3).
"""

from collections.abc import Iterable
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from rapporteur.cases import consents
from rapporteur.cases.criteria import BASES, Criterion
from rapporteur.cases.facts import Cause, Fact
from rapporteur.cases.models import Triage, Weighed
from rapporteur.cases.recommending import BY_KEY
from rapporteur.cases.triages import matters, rules
from rapporteur.cases.triages.words import Words
from rapporteur.intake.questions import BY_CODE
from rapporteur.world.models import Country

Line = dict[str, str]
Section = dict[str, Any]  # key, title, lines


def line(label: object, value: object, note: object = "") -> Line:
    return {"label": str(label), "value": str(value), "note": str(note)}


def section(key: str, title: str, lines: Iterable[Line]) -> Section:
    return {
        "key": key,
        "title": title,
        "lines": [one for one in lines if one["value"] or one["note"]],
    }


def page(triage: Triage, words: Words) -> list[Section]:
    """Return the sections of a triage in the active language, from its rows and opened words."""
    return [
        section("weigh", _("Can it be considered?"), weighed(triage, words)),
        section("describe", _("What it is about"), described(triage, words)),
        section("involve", _("Whom it concerns beside us"), involved(triage, words)),
        section("consent", _("What the sources allow"), allowed(triage)),
        section("guard", _("Risk and protection"), guarded(triage, words)),
        section("propose", _("What the desk proposes"), proposed(triage, words)),
        section("decision", _("Decision"), decided(triage, words)),
    ]


def shown(triage: Triage, words: Words) -> list[Section]:
    """Return the page: as it was decided where it was, else as it stands now."""
    return words.decided["sections"] if words.decided else page(triage, words)


def weighed(triage: Triage, words: Words) -> list[Line]:
    rows = {row.criterion: row for row in triage.weighed.select_related("by")}
    return [
        line(
            f"{criterion.value}: {criterion.label}",
            standing_of(rows.get(criterion.value)),
            words.reasons.get(criterion.value, ""),
        )
        for criterion in Criterion
    ]


def standing_of(row: Weighed | None) -> str:
    if row is None:
        return _("still open")
    day = formats.date_format(row.at, "DATE_FORMAT")
    return _("%(result)s (%(who)s, %(day)s)") % {
        "result": row.get_result_display(),
        "who": row.by,
        "day": day,
    }


def described(triage: Triage, words: Words) -> list[Line]:
    names = Country.objects.filter(iso3__in=triage.states)
    age = words.age
    numbers = "–".join(str(age[end]) for end in ("low", "high") if age.get(end) is not None)
    return [
        *(coded(triage)),
        line(
            _("Answer of the rule of the day"),
            triage.get_scope_answer_display(),
            words.notes.get("scope", ""),
        ),
        line(_("Something given or promised in return"), triage.get_commercial_display()),
        line(_("Sale or exploitation is part of it"), triage.get_exploited_display()),
        line(_("Also so"), "; ".join(str(Fact(one).label) for one in triage.facts)),
        line(_("Causes"), "; ".join(str(Cause(one).label) for one in triage.causes)),
        line(_("Side"), triage.get_side_display()),
        line(_("Emerging"), _("yes: on the list to review") if triage.emerging else _("no")),
        line(_("States"), ", ".join(str(one) for one in names)),
        line(_("Month"), triage.month),
        line(_("Age"), triage.get_age_display(), numbers),
    ]


def coded(triage: Triage) -> list[Line]:
    return [
        line(
            _("First code") if row.code_id == triage.primary_code else _("Code"),
            f"{row.code_id}: {row.code}",
            _("%(answer)s; rule %(rule)s")
            % {"answer": row.get_answer_display(), "rule": row.rule_id or "–"},
        )
        for row in triage.coded.select_related("code")
    ]


def involved(triage: Triage, words: Words) -> list[Line]:
    chosen = {row.target: row for row in triage.involved.select_related("by")}
    proposals = {one.target: one for one in rules.proposals_of(triage)}
    return [
        line(
            f"{target}: {proposals[target].name}" if target in proposals else target,
            _("%(choice)s (rule %(rule)s)")
            % {"choice": row.get_choice_display(), "rule": row.rule},
            words.involved.get(target, ""),
        )
        for target, row in chosen.items()
    ] + [
        line(
            f"{target}: {one.name}",
            _("%(kind)s, still open (rule %(rule)s)") % {"kind": one.kind.label, "rule": one.rule},
        )
        for target, one in proposals.items()
        if target not in chosen
    ]


def allowed(triage: Triage) -> list[Line]:
    return [
        line(
            BY_CODE[purpose].words,
            said.get_answer_display(),
            _("%(told)s, %(day)s")
            % {
                "told": said.get_told_display(),
                "day": formats.date_format(said.said_on, "DATE_FORMAT"),
            },
        )
        for by_purpose in consents.standing(triage.case).values()
        for purpose, said in by_purpose.items()
    ]


def guarded(triage: Triage, words: Words) -> list[Line]:
    notes = words.notes
    return [
        line(_("Risk"), triage.get_risk_display(), notes.get("risk", "")),
        line(_("A child writes alone"), _("yes") if triage.child_alone else _("no")),
        line(_("Best interests of the child"), "", notes.get("best_interests", "")),
        line(_("Safe person"), triage.get_safe_person_display(), notes.get("safe_person", "")),
        line(_("Second officer"), triage.seconded_by or ""),
    ]


def proposed(triage: Triage, words: Words) -> list[Line]:
    notes = words.notes
    return [
        line(_("Alone or jointly"), triage.get_attitude_display(), notes.get("attitude", "")),
        line(_("Outcome"), triage.get_proposed_display(), notes.get("proposed", "")),
        line(_("Prepared by"), triage.prepared_by),
    ]


def decided(triage: Triage, words: Words) -> list[Line]:
    rule = (
        BY_KEY[triage.recommended_by] if triage.recommended_by else matters.recommendation(triage)
    )
    found = [
        line(
            _("The engine recommends"),
            rule.outcome.label,
            _("%(reason)s (rule %(rule)s)") % {"reason": rule.reason, "rule": rule.key},
        )
    ]
    if triage.decided_at:
        day = formats.date_format(triage.decided_at, "DATETIME_FORMAT")
        found += [
            line(_("Decided"), triage.get_outcome_display(), words.notes.get("outcome", "")),
            line(_("Decided by"), triage.decided_by, day),
        ]
    return found


def record_of(triage: Triage, words: Words) -> dict[str, Any]:
    """Return the record of a decision: criterion, result, reason, basis, person, time (B3)."""
    return {
        "case": triage.case.reference,
        "triage": triage.number,
        "criteria": [
            {
                "criterion": row.criterion,
                "result": row.result,
                "reason": words.reasons.get(row.criterion, ""),
                "basis": str(BASES[row.criterion].source),
                "person": str(row.by),
                "time": row.at.isoformat(),
            }
            for row in triage.weighed.select_related("by").order_by("criterion")
        ],
        "recommended": {"outcome": triage.recommended, "rule": triage.recommended_by},
        "decided": {
            "outcome": triage.outcome,
            "reason": words.notes.get("outcome", ""),
            "person": str(triage.decided_by or ""),
            "time": triage.decided_at.isoformat() if triage.decided_at else "",
        },
        "page": words.decided,
    }
