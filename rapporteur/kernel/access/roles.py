"""Who may do what, in words: the roles, and what each may. Nothing else grants anything.

A role gives capabilities; a rule of a room asks for one. What is not named here is refused.
Whether someone reads something sealed is decided by keys, not by this table: a role without a
key reads nothing sealed, whatever else it may.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE_TODAY = "see today"
READ_SEALED = "read what is sealed to the desk"
DECIDE = "decide and sign"
INVITE_MEMBERS = "invite members"
LET_MEMBERS_IN = "let members in"
REMOVE_MEMBERS = "remove members"
DECIDE_SCOPE = "decide what of recommendations is in scope"
HANDLE_REPRISALS = "handle reprisals"
LOOK_UP_REFERENCE = "look up reference data"
CORRECT_REFERENCE = "correct reference data"
READ_JOURNAL = "read the journal"
VERIFY_JOURNAL = "verify the journal"
MANAGE_ACCOUNTS = "manage accounts"
SPEAK_FOR_A_STATE = "speak for a State"
SPEAK_FOR_A_PARTNER = "speak for a partner"

CAPABILITIES: dict[str, Promise] = {
    SEE_TODAY: _("see the page Today"),
    READ_SEALED: _("read what is sealed to the desk, once unlocked"),
    DECIDE: _("decide and sign"),
    INVITE_MEMBERS: _("invite people to the desk"),
    LET_MEMBERS_IN: _("let invited people in, by handing them the key of the desk"),
    REMOVE_MEMBERS: _("remove members, which changes the key of the desk"),
    DECIDE_SCOPE: _("decide which recommendations are in scope"),
    HANDLE_REPRISALS: _("see and handle reprisals against who worked with us"),
    LOOK_UP_REFERENCE: _("look up reference data with its sources"),
    CORRECT_REFERENCE: _("correct reference data, with reason and source"),
    READ_JOURNAL: _("read the journal"),
    VERIFY_JOURNAL: _("verify the journal"),
    MANAGE_ACCOUNTS: _("add, close and reopen accounts"),
    SPEAK_FOR_A_STATE: _("read and answer what was addressed to one State"),
    SPEAK_FOR_A_PARTNER: _("propose and report for one organization"),
}


@dataclass(frozen=True)
class Role:
    """One role: its code, what people call it, at which door, with a key or without, what it may."""

    code: str
    label: Promise
    description: Promise
    door: str
    holds_key: bool
    may: frozenset[str]


ROLES: tuple[Role, ...] = (
    Role(
        "mandate_holder",
        _("mandate-holder"),
        _("The independent expert whom the Human Rights Council appointed. Decides and signs."),
        "desk",
        holds_key=True,
        may=frozenset(
            {SEE_TODAY, READ_SEALED, DECIDE, DECIDE_SCOPE, LOOK_UP_REFERENCE, HANDLE_REPRISALS}
        ),
    ),
    Role(
        "desk_officer",
        _("desk officer"),
        _("Works on what the desk receives and prepares what the mandate-holder decides."),
        "desk",
        holds_key=True,
        may=frozenset({SEE_TODAY, READ_SEALED, DECIDE_SCOPE, LOOK_UP_REFERENCE}),
    ),
    Role(
        "coordinator",
        _("coordinator"),
        _("Leads the desk: invites people, lets them in with the key, and removes them."),
        "desk",
        holds_key=True,
        may=frozenset(
            {
                SEE_TODAY,
                READ_SEALED,
                DECIDE_SCOPE,
                LOOK_UP_REFERENCE,
                INVITE_MEMBERS,
                LET_MEMBERS_IN,
                REMOVE_MEMBERS,
                HANDLE_REPRISALS,
            }
        ),
    ),
    Role(
        "reference_editor",
        _("reference editor"),
        _("Keeps the facts about States, law and mandates right, each with reason and source."),
        "desk",
        holds_key=False,
        may=frozenset({SEE_TODAY, LOOK_UP_REFERENCE, CORRECT_REFERENCE}),
    ),
    Role(
        "auditor",
        _("auditor"),
        _("Reads and verifies the journal of all acts. Holds no key and reads nothing sealed."),
        "desk",
        holds_key=False,
        may=frozenset({SEE_TODAY, LOOK_UP_REFERENCE, READ_JOURNAL, VERIFY_JOURNAL}),
    ),
    Role(
        "administrator",
        _("administrator"),
        _("Opens and closes accounts. Holds no key and reads nothing sealed."),
        "desk",
        holds_key=False,
        may=frozenset({SEE_TODAY, LOOK_UP_REFERENCE, MANAGE_ACCOUNTS, INVITE_MEMBERS}),
    ),
    Role(
        "mission_officer",
        _("officer of a Permanent Mission"),
        _("Reads what was addressed to their State and answers for it."),
        "missions",
        holds_key=True,
        may=frozenset({SPEAK_FOR_A_STATE}),
    ),
    Role(
        "partner_officer",
        _("officer of a partner"),
        _("Proposes and reports for their organization. Decides nothing."),
        "partners",
        holds_key=True,
        may=frozenset({SPEAK_FOR_A_PARTNER}),
    ),
)
BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}


def capabilities(codes: Iterable[str]) -> frozenset[str]:
    """Return all that these roles together may; a code that is not known grants nothing."""
    held: set[str] = set()
    for code in codes:
        if role := BY_CODE.get(code):
            held |= role.may
    return frozenset(held)


def holding(capability: str) -> tuple[Role, ...]:
    """Return the roles that have a capability, in the order of the table."""
    return tuple(role for role in ROLES if capability in role.may)
