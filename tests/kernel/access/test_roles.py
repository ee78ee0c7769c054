import pytest

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.roles import BY_CODE, CAPABILITIES, ROLES

KEYLESS = ("reference_editor", "auditor", "administrator")


def test_the_roles_of_each_door():
    assert {role.code: role.door for role in ROLES} == {
        "mandate_holder": "desk",
        "desk_officer": "desk",
        "coordinator": "desk",
        "reference_editor": "desk",
        "auditor": "desk",
        "administrator": "desk",
        "mission_officer": "missions",
        "partner_officer": "partners",
    }
    assert len(BY_CODE) == len(ROLES)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_each_role_says_in_words_what_it_is_and_may_only_what_is_named(role):
    assert str(role.label)
    assert str(role.description).endswith(".")
    assert role.may
    assert role.may <= set(CAPABILITIES)


def test_each_capability_is_somebodys_and_has_words():
    assert {word for role in ROLES for word in role.may} == set(CAPABILITIES)
    assert all(str(label) for label in CAPABILITIES.values())


@pytest.mark.parametrize("code", KEYLESS)
def test_who_needs_nothing_sealed_holds_no_key(code):
    assert not BY_CODE[code].holds_key
    assert roles.READ_SEALED not in BY_CODE[code].may


def test_whoever_reads_what_is_sealed_holds_a_key():
    assert all(role.holds_key for role in roles.holding(roles.READ_SEALED))


@pytest.mark.parametrize(
    ("codes", "word", "expected"),
    [
        (["auditor"], roles.READ_JOURNAL, True),
        (["desk_officer"], roles.READ_JOURNAL, False),
        (["desk_officer", "auditor"], roles.READ_JOURNAL, True),
        (["coordinator"], roles.LET_MEMBERS_IN, True),
        (["administrator"], roles.LET_MEMBERS_IN, False),
        (["mission_officer"], roles.SEE_TODAY, False),
        (["partner_officer"], roles.SPEAK_FOR_A_STATE, False),
        (["emperor"], roles.SEE_TODAY, False),
        ([], roles.SEE_TODAY, False),
    ],
)
def test_capabilities_add_up_and_an_unknown_role_grants_nothing(codes, word, expected):
    assert (word in roles.capabilities(codes)) is expected


def test_who_holds_a_capability_is_listed_in_the_order_of_the_table():
    assert [role.code for role in roles.holding(roles.READ_SEALED)] == [
        "mandate_holder",
        "desk_officer",
        "coordinator",
    ]
