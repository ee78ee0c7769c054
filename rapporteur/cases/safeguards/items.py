"""The rules SG1 to SG15 (FIELD §9): where the code holds them, and what people must do beside it.

A check is ticked by a named person with a day, and is due again after so many months.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Check:
    """Something that no code can do: what, and after how many months it is due again."""

    code: str
    words: Promise
    months: int


@dataclass(frozen=True)
class Rule:
    """One of the fifteen rules. `held` says in words where the code holds it; empty is nowhere."""

    code: str
    words: Promise
    held: Promise | str
    checks: tuple[Check, ...] = ()


RULES: tuple[Rule, ...] = (
    Rule(
        "SG1",
        _("Abuse imagery is never accepted, stored, shown or passed on."),
        _("The intake door takes no file; files of others open in a cage and pictures are drawn."),
    ),
    Rule(
        "SG2",
        _("No addresses or hashes of such material in free text."),
        _("They are noticed before sending and can be left out."),
    ),
    Rule(
        "SG3",
        _("Whoever writes is led to the right place."),
        _("Helplines are shown from a table with source and day; where there is none, it says so."),
        (Check("SG3.TABLE", _("The table of helplines was looked through."), 6),),
    ),
    Rule(
        "SG4",
        _("If such material arrives, everyone knows what to do."),
        "",
        (Check("SG4.DRILL", _("The drill was held: do not open, isolate, tell, note."), 6),),
    ),
    Rule(
        "SG5",
        _("Danger comes first."),
        _("The first page asks; leaving works without script; no reply is promised."),
    ),
    Rule(
        "SG6",
        _("A child has a short path of its own and can stop."),
        _("At most twelve questions; a safety plan is shown before anyone writes back."),
    ),
    Rule(
        "SG7",
        _("Forms do no harm of their own."),
        _("Each question can be skipped, none asks for graphic detail."),
        (Check("SG7.USERS", _("The texts were tried with people they are for."), 12),),
    ),
    Rule(
        "SG8",
        _("Who the source is lies apart."),
        _("The name is a sealed record of its own and stands in no letter, list, log or mail."),
    ),
    Rule(
        "SG9",
        _("Public pages follow nobody."),
        _("No script, no address in a log, nothing of others."),
    ),
    Rule(
        "SG10",
        _("Reprisals are noted and followed."),
        _("They are seen by the coordinator and the mandate-holder alone, and flagged to them."),
    ),
    Rule(
        "SG11",
        _("Nothing is kept longer than it must be."),
        _("Drafts of sources that were left end by themselves."),
        (Check("SG11.REVIEW", _("Old cases were looked through."), 6),),
    ),
    Rule(
        "SG12",
        _("What cannot be undone takes two people."),
        _("Letters, publishing, originals of files, and letting in whoever reads sealed things."),
    ),
    Rule(
        "SG13",
        _("Those who work here are vetted, trained and looked after."),
        _("A pause is suggested to whoever opened many hard texts; a second factor is compulsory."),
        (
            Check("SG13.VETTED", _("Everyone at the desk is vetted."), 12),
            Check("SG13.CONDUCT", _("Everyone at the desk signed the code of conduct."), 12),
            Check("SG13.TRAINED", _("Everyone at the desk was trained."), 12),
        ),
    ),
    Rule(
        "SG14",
        _("No machine decides about a person."),
        _("A triage only recommends; a named person decides and both are kept."),
    ),
    Rule(
        "SG15",
        _(
            "An allegation against people of the United Nations or of an aid organisation goes apart."
        ),
        _("Its triage can end in no letter; it is passed to the channel of investigation."),
        (Check("SG15.CHANNEL", _("The address of that channel was checked."), 12),),
    ),
)
CHECKS: dict[str, Check] = {check.code: check for rule in RULES for check in rule.checks}
