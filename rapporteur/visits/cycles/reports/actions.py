"""A report on a visit: its recommendations and the State's comments, and its way to publication."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.questions import squeezed
from rapporteur.follow_up.actions import lessons
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.births import Born, bear
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.actions.visits import Happened, happen
from rapporteur.visits.cycles.models import Paper, PaperKind
from rapporteur.visits.cycles.papers.actions import save, words_of
from rapporteur.visits.cycles.reports.proposals import (
    Addressee,
    Comment,
    Held,
    Proposal,
    Tag,
    Verdict,
    put,
)
from rapporteur.visits.cycles.reports.sources import (
    Source,
    SourceClass,
    paragraphs_of,
    why_not_released,
)
from rapporteur.visits.cycles.reports.workflow import ADVANCE, FINISH, PUBLISH, State
from rapporteur.visits.kinds import Kind

MOVES = {"advance": ADVANCE, "finish": FINISH, "publish": PUBLISH}


def held_of(paper: Paper, keyring: Keyring, *, by: Account) -> Held:
    """Open a report; the journal knows first. Raises Refused."""
    return Held.of(words_of(paper, keyring, by=by))


def keep(paper: Paper, held: Held, *, by: Account) -> Paper:
    return save(
        paper.visit, paper.kind, held.kept(), read=paper.version, by=by, country=paper.country
    )


def propose(paper: Paper, held: Held, given: Proposal, *, by: Account) -> Paper:
    """Add a recommendation, or change the one of its id. A new one gets its id here. Raises Refused."""
    if not given.text.strip() or not given.addressees:
        raise Refused(_("A recommendation has a text and an addressee."))
    if set(given.addressees) - set(Addressee.values) or given.tag not in Tag.values:
        raise Refused(_("Choose from what stands there."))
    if given.tag != Tag.OTHER and not given.programme.strip():
        raise Refused(_("Name the programme that is new or shall change."))
    known = given if given.id else replace(given, id=str(new_id()))
    return keep(paper, replace(held, proposals=put(held.proposals, known)), by=by)


def comment(paper: Paper, held: Held, given: Comment, *, by: Account) -> Paper:
    """Note a comment of the State, or decide on the one of its id. Raises Refused."""
    if paper.state != State.ADVANCE:
        raise Refused(_("Comments are noted while the State has the advance draft."))
    if not given.text.strip() or given.verdict not in Verdict.values:
        raise Refused(_("Write the comment, and choose from what stands there."))
    if given.verdict == Verdict.REJECTED and not given.reason.strip():
        raise Refused(_("Say why a comment is rejected: the State reads it."))
    known = given if given.id else replace(given, id=str(new_id()))
    return keep(paper, replace(held, comments=put(held.comments, known)), by=by)


def give_source(paper: Paper, held: Held, given: Source, number: int, *, by: Account) -> Paper:
    """Say on what a paragraph rests, or why it needs no source; of a known id, for which it speaks now.

    Raises Refused.
    """
    paragraphs = paragraphs_of(held.sections)
    if paper.kind != PaperKind.REPORT or not 1 <= number <= len(paragraphs):
        raise Refused(_("The report has no such paragraph."))
    if given.kind not in SourceClass.values:
        raise Refused(_("Choose from what stands there."))
    if not given.what.strip() and not given.meeting:
        raise Refused(_("Say what it is and where it is kept, or name the meeting."))
    if given.kind == SourceClass.NONE and not given.what.strip():
        raise Refused(_("Give the reason."))
    known = replace(
        given,
        id=given.id or str(new_id()),
        paragraph=squeezed(paragraphs[number - 1]),
        by=by.name,
        on=today().isoformat(),
    )
    return keep(paper, replace(held, sources=put(held.sources, known)), by=by)


def take_source_away(paper: Paper, held: Held, key: str, *, by: Account) -> Paper:
    """Take a source away; older versions of the sealed report keep it. Raises Refused."""
    left = tuple(one for one in held.sources if one.id != key)
    if len(left) == len(held.sources):
        raise Refused(_("There is no such source."))
    return keep(paper, replace(held, sources=left), by=by)


@transaction.atomic
def send_advance(paper: Paper, held: Held, *, by: Account) -> Paper:
    """Record that the State gets the draft, before anyone else. Raises Refused.

    None leaves the desk while a paragraph has neither a source nor a reason for none (D8).
    """
    if not held.sections.get("conclusions", "").strip():
        raise Refused(_("Write the conclusions first: the State comments on them."))
    if why := why_not_released(held.sections, held.sources):
        raise Refused(why)
    return take(ADVANCE, paper, by=by, advance_on=today())


@transaction.atomic
def finish(paper: Paper, held: Held, *, by: Account) -> Paper:
    """Close the comments once each is decided. Raises Refused."""
    if any(one.verdict == Verdict.OPEN for one in held.comments):
        raise Refused(_("A comment of the State is still open."))
    return take(FINISH, paper, by=by)


@transaction.atomic
def publish(paper: Paper, held: Held, symbol: str, language: str, *, by: Account) -> Paper:
    """Publish a report under its symbol; its recommendations are followed from now on (D10).

    The visit of that State ends in it (R31.1). They keep the ids of the draft, and their
    paragraphs are their places among the recommendations. What is useful to other States too is
    marked so (R32.4). Raises Refused.
    """
    given = symbol.strip().upper()
    if reason := rules.has_symbol(Kind.REPORT_PUBLISHED, given):
        raise Refused(reason)
    if paper.country is None:
        raise Refused(_("Choose from what stands there."))
    if why := why_not_released(held.sections, held.sources):
        raise Refused(why)
    done = take(PUBLISH, paper, by=by, symbol=given, published_on=today())
    told = Happened(Kind.REPORT_PUBLISHED, today().isoformat(), symbol=given, text_held=True)
    happen(paper.visit, paper.country, told, by=by)
    found = [
        Born(one.pk, f"R{place}", one.text, f"{one.tag}. {one.programme}".strip(". "))
        for place, one in enumerate(held.proposals, 1)
    ]
    bear(
        found,
        symbol=given,
        body=paper.visit.mandate_id,
        country=paper.country.pk,
        language=language,
        by=str(by.pk),
    )
    useful = [one.pk for one in held.proposals if one.for_others]
    lessons.mark(useful, desk=paper.visit.desk, by=by)
    journal.record("publish report of visit", done, by=str(by.pk), detail={"symbol": given})
    return done
