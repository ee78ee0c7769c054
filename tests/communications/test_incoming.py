"""Mail that comes in: two hundred made-up ones, none misfiled; sealed at once; a person settles."""

from collections import Counter
from dataclasses import dataclass

import pytest

from rapporteur.communications.actions import attempting, drafting
from rapporteur.communications.incoming import matching
from rapporteur.communications.incoming.reading import read
from rapporteur.kernel.clock import today
from rapporteur.people.desks.models import MissionMembership
from rapporteur.world.models import Country
from tests.factories import communications as make
from tests.factories import mails
from tests.factories.people import make_account

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class One:
    """A letter as whoever writes back knows it."""

    pk: object
    code: str
    check: str
    official: str
    sent: str  # the Message-ID of our mail


def known(office, letter, number):
    """Give a letter its reference and a mail that carried it."""
    drafting.record_reference(letter, f"AL {number}", by=office.officer)
    sent = f"ours{number.replace(' ', '').replace('/', '.')}@desk.exercise.invalid"
    given = {"means": "mail", "made_on": today(), "message_id": sent, "by": office.officer}
    attempting.attempt(letter, **given)
    return One(letter.pk, letter.code, letter.authenticity, f"AL {number}", sent)


@pytest.fixture
def letters(office):
    """Two letters to Exerland and one to a company."""
    made = [make.make_sent(office), make.make_sent(office)]
    made.append(make.make_sent(office, addressee_kind="company", addressee="A made-up firm"))
    numbers = ("XEX 1/2026", "XEX 2/2026", "OTH 3/2026")
    return [known(office, one, number) for one, number in zip(made, numbers, strict=True)]


@pytest.fixture
def mission(office):
    return make.make_mission(office)[0].email


@pytest.mark.requirement("C9")
def test_of_two_hundred_mails_none_is_misfiled(office, letters, mission):
    draft = make.make_letter(office)
    others = [One(draft.pk, draft.code, "AAAA-BBBB-CCCC-DDDD", "", "")]
    other = make_account("missions")
    MissionMembership.objects.create(
        account=other, country=Country.objects.get(pk="AND"), since=today()
    )
    made = mails.corpus(letters, others, mission, other.email)
    assert len(made) == 200

    found = [matching.match(read(one.raw, host=mails.HOST), office.desk) for one in made]

    misfiled, missed = [], Counter()
    for one, verdict in zip(made, found, strict=True):
        if verdict.letter is None:
            assert verdict.why
            missed[one.what] += one.sure
        elif verdict.letter.pk != one.letter or not one.sure:
            misfiled.append((one.what, verdict.signs))
    assert misfiled == []
    assert +missed == Counter()  # each of which it can be known is matched
    assert sum(verdict.letter is not None for verdict in found) == 96
