"""A model that was taken speaks beside the terms, and everything is read again with it."""

import pytest

from rapporteur.recommendations.deciding import actions, queries, reading
from rapporteur.recommendations.deciding.actions import Choice
from rapporteur.recommendations.deciding.speaking import PLACE, speaker
from rapporteur.recommendations.models import Outlook, Standing
from rapporteur.recommendations.scoping import adopting, keeping
from tests.factories import recommendations as make
from tests.factories.people import make_desk, make_member
from tests.recommendations.scoping import made

pytestmark = pytest.mark.requirement("R50.2")
TEXT = "Enact a law to look after foundlings at night in Exerland"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    path = tmp_path / PLACE
    path.parent.mkdir()
    return path


@pytest.fixture(scope="module")
def model():
    return adopting.judge(made.decisions()).model


def test_without_a_file_or_with_a_broken_one_the_terms_speak_alone(place):
    assert speaker() is None
    place.write_bytes(b"no model")
    assert speaker() is None
    assert reading.mark() == reading.of_terms()


@pytest.mark.django_db
def test_a_model_speaks_with_its_chance_and_all_is_read_again(place, model):
    one = make.make_recommendation(TEXT)
    assert Standing.objects.get(pk=one.pk).outlook == Outlook.NOTHING
    actions.read_new(by="job:recommendations.read")
    keeping.write(model, place)
    found = speaker()
    assert (found.targets, found.rows) == (("SALE",), 400)
    assert actions.read_new(by="job:recommendations.read") == Standing.objects.count()
    standing = Standing.objects.get(pk=one.pk)
    assert standing.outlook in {Outlook.SURE, Outlook.LIKELY}
    (said,) = standing.suggested
    assert said["code"] == "SALE"
    assert said["chance"] > 0.5
    assert queries.reasons(standing.suggested)[0].chance == said["chance"]


@pytest.mark.django_db
def test_what_people_decided_one_by_one_teaches_and_bulks_do_not():
    officer = make_member(make_desk(), "desk_officer").account
    one, two, three, four = (make.make_recommendation(f"{make.SURE} {n}") for n in range(4))
    actions.decide(one, Choice(in_scope=True, codes=("SALE", "TRAFFICKING")), by=officer)
    actions.decide(two, Choice(in_scope=False, reason="Twice."), by=officer)
    actions.decide_many([three.pk], in_scope=True, by=officer)
    other = make.make_recommendation(make.NOTHING, language="fr")
    actions.decide(other, Choice(in_scope=False), by=officer)
    rows = {row["text"]: row["scope_codes"] for row in queries.taught()}
    assert rows == {one.text: "SALE;TRAFFICKING", two.text: ""}
    assert four.text not in rows
