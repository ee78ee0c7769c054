from types import SimpleNamespace

import pytest

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import is_signed_in, needs

NOBODY = SimpleNamespace(pk=None, is_authenticated=False, roles=["auditor"])


def person(*codes):
    return SimpleNamespace(pk=1, is_authenticated=True, roles=codes)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (NOBODY, "Sign in first."),
        (person(), "Your roles do not let you read the journal. Those who may: auditor."),
        (
            person("desk_officer"),
            "Your roles do not let you read the journal. Those who may: auditor.",
        ),
        (person("auditor"), None),
        (person("desk_officer", "auditor"), None),
    ],
)
def test_who_may_read_the_journal(who, reason):
    rule = needs(roles.READ_JOURNAL, lambda member: member.roles)
    found = rule(who)
    assert (None if found is None else str(found)) == reason


def test_a_refusal_names_every_role_that_may():
    rule = needs(roles.READ_SEALED, lambda member: member.roles)
    assert str(rule(person("auditor"))).endswith("mandate-holder, desk officer, coordinator.")


def test_a_rule_made_for_a_capability_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        needs("fly", lambda member: member.roles)


@pytest.mark.parametrize(("who", "refused"), [(NOBODY, True), (person(), False)])
def test_who_is_signed_in(who, refused):
    assert (is_signed_in(who) is not None) is refused


def test_a_made_rule_reads_as_a_sentence():
    rule = needs(roles.READ_JOURNAL, lambda member: member.roles)
    assert (rule.__name__, rule.__doc__) == ("may read the journal", "May read the journal.")
