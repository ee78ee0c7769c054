"""Who opens what partners wrote. Reading commits to the journal, so each test has a database."""

import pytest

from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.refusals import Refused
from rapporteur.partners import reading
from tests.factories.cases import make_office
from tests.factories.partners import WHY, make_accepted, make_ask, make_partner, make_progress
from tests.factories.partners import make_proposal as propose
from tests.factories.people import make_account


@pytest.fixture
def office(committed):
    return make_office()


@pytest.fixture
def partner(office):
    return make_partner(office)


def test_desk_and_partner_read_the_words_and_the_answer_and_nobody_else(office, partner):
    made = make_accepted(office, propose(partner, evidence="https://exercise.invalid/1"))
    expected = {
        "why": WHY,
        "evidence": "https://exercise.invalid/1",
        "when": "",
        "answer": "it can be checked",
    }
    assert reading.words(made, office.keyring, by=office.officer) == expected
    assert reading.words(made, partner.ring, by=partner.account) == expected

    other = make_partner(office)
    with pytest.raises(Refused, match="Only an account of this organization"):
        reading.words(made, other.ring, by=other.account)
    stranger = make_office("SLAVERY")
    with pytest.raises(Refused, match="Only members of this desk"):
        reading.words(made, stranger.keyring, by=stranger.officer)
    with pytest.raises(Refused, match="Your vault does not open this"):
        reading.words(made, stranger.keyring, by=office.officer)


def test_a_partner_without_a_key_reads_nothing_back(office):
    bare = make_partner(office, key=False)
    made = propose(bare)
    with pytest.raises(Refused, match="no key at this door yet"):
        reading.words(made, office.keyring, by=bare.account)


def test_what_lies_under_another_row_is_not_shown(office, partner):
    one, two = propose(partner), propose(partner)
    one.sealed_id = two.sealed_id
    with pytest.raises(Refused, match="changed in the database"):
        reading.words(one, office.keyring, by=office.officer)
    one.sealed_id = make_account().pk  # of nothing
    with pytest.raises(Refused, match="not sealed to your organization"):
        reading.words(one, office.keyring, by=office.officer)


def test_a_file_is_opened_by_the_desk(office, partner):
    made = make_progress(partner, make_ask(office), file=Taken(b"%PDF-x", Form.PDF, 1))
    assert reading.file_of(made.file, office.keyring, by=office.officer) == b"%PDF-x"
    with pytest.raises(Refused, match="Only members of this desk"):
        reading.file_of(made.file, partner.ring, by=partner.account)
