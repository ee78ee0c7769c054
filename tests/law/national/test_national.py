"""What the law of a State says: only added to, with law and source, and unknown is never no."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.law.national import actions, queries, rules
from rapporteur.law.national.models import LegalAge, LegalAnswer
from rapporteur.law.national.questions import ACTS, DEFENCE, PUNISHED, QUESTIONS
from rapporteur.operations import laws
from rapporteur.world.models import Country

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parent / "data" / "marriage_ages.csv"
PROOF = {"source": "an exercise", "as_of": "2026-01", "by": "someone"}


@pytest.fixture
def exerland():
    return Country.objects.get(pk="XEX")


def answer(country, question, said, **more):
    law = {} if said == "unknown" else {"law": "Exercise Code, s. 1"}
    return actions.answer(country, question, answer=said, **{**PROOF, **law, **more})


@pytest.mark.requirement("R16.2")
def test_the_five_ages_show_source_and_day_and_which_is_under_18(exerland):
    actions.tell_age(exerland, kind="majority", age=18, law=" Civil Code ", **PROOF)
    actions.tell_age(exerland, kind="marriage", age=18, **PROOF)
    made = actions.tell_age(exerland, kind="marriage", age=16, **{**PROOF, "as_of": "2026-02"})
    ages = {one.kind.value: one for one in queries.ages_of(exerland)}
    assert list(ages) == ["majority", "consent", "marriage", "work", "criminal"]
    assert [len(one.rows) for one in ages.values()] == [1, 0, 1, 0, 0]
    assert (ages["marriage"].rows[0].age, ages["marriage"].is_under_18) == (16, True)
    assert not ages["majority"].is_under_18
    assert not ages["work"].is_under_18
    assert (ages["majority"].rows[0].law, str(made)) == ("Civil Code", "XEX marriage 2026-02")
    assert Entry.objects.filter(verb="tell law", by="someone").count() == 3


@pytest.mark.requirement("R18.2")
def test_the_gaps_are_the_acts_that_are_not_known_to_be_full(exerland):
    empty = queries.law_of(exerland)
    assert [one.code for one in empty.gaps] == list(ACTS)
    assert {one.answer for one in empty.gaps} == {"unknown"}
    answer(exerland, "SALE.ORGANS", "no")
    answer(exerland, "SALE.ORGANS", "full", as_of="2026-03")
    answer(exerland, "CSAM.POSSESS", "partly")
    answer(exerland, "ATTEMPT", "no")
    told = answer(exerland, "COMPLICITY", "unknown")
    law = queries.law_of(exerland)
    assert {one.code for one in law.gaps} == set(ACTS) - {"SALE.ORGANS"}
    assert (law.known, str(told)) == (3, "XEX COMPLICITY unknown")
    assert all(one.label != one.code for one in law.acts)


@pytest.mark.requirement("R43.1")
def test_two_indicators_have_a_law_and_a_day(exerland):
    answer(exerland, PUNISHED, "no")
    found = {one.code: one for one in queries.law_of(exerland).indicators}
    assert (found[PUNISHED].answer, found[PUNISHED].told.as_of) == ("no", "2026-01")
    assert (found[DEFENCE].answer, found[DEFENCE].told) == ("unknown", None)


@pytest.mark.requirement("R18.2")
def test_the_matrix_writes_the_unknown_out_for_every_state_and_question(exerland):
    answer(exerland, "SALE.SEXEXP", "partly")
    headers, *rows = queries.matrix()
    assert len(rows) == Country.objects.states().count() * len(QUESTIONS)
    told = [dict(zip(headers, row, strict=True)) for row in rows if row[4] != "unknown"]
    assert [(one["iso3"], one["question"], one["provision"], one["law"]) for one in told] == [
        ("XEX", "SALE.SEXEXP", "OPSC 3(1)(a)(i)(a)", "Exercise Code, s. 1")
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": " "}, "known from"),
        ({"as_of": ""}, "which day"),
        ({"as_of": (today() + timedelta(days=40)).isoformat()}, "which day"),
        ({"age": None}, "why none is fixed"),
        ({"age": 31}, "no age of such a law"),
    ],
)
def test_an_age_that_cannot_be_is_refused(exerland, change, words):
    with pytest.raises(Refused, match=words):
        actions.tell_age(exerland, **{"kind": "work", "age": 15, **PROOF, **change})
    assert not LegalAge.objects.exists()


def test_an_answer_without_law_or_source_is_refused(exerland):
    with pytest.raises(Refused, match="Cite the law"):
        answer(exerland, "ATTEMPT", "no", law="")
    with pytest.raises(Refused, match="known from"):
        answer(exerland, "ATTEMPT", "no", source="")
    with pytest.raises(IntegrityError, match="known_answer_cites_law"), transaction.atomic():
        LegalAnswer.objects.create(
            country=exerland, question="ATTEMPT", answer="no", at="2026-01-01T00:00Z"
        )


def test_nothing_is_made_up_about_a_real_state_or_an_area(monkeypatch):
    chile, area = Country.objects.get(pk="CHL"), Country.objects.filter(standing="area").first()
    with pytest.raises(Refused, match="Exerland alone"):
        answer(chile, "ATTEMPT", "unknown")
    with pytest.raises(Refused, match="no State"):
        actions.tell_age(area, kind="work", age=15, **PROOF)
    monkeypatch.setattr(rules, "is_exercise", lambda: False)
    assert rules.may_be_told_of(chile) is None


@pytest.mark.requirement("R16.2")
def test_the_file_of_the_un_is_loaded_once_and_no_fixed_age_is_no_age(capsys):
    assert laws.ages(str(FILE), dry_run=True, as_json=False) == 0
    assert "Only looked" in capsys.readouterr().out
    assert not LegalAge.objects.exists()
    laws.ages(str(FILE), dry_run=False, as_json=False)
    assert "6 ages added, 0 unchanged.\nLeft out, since no State of our record: ALA." in (
        capsys.readouterr().out
    )
    laws.ages(str(FILE), dry_run=False, as_json=True)
    assert '"added": 0' in capsys.readouterr().out
    found = {(one.country_id, one.whom): one for one in LegalAge.objects.all()}
    assert {key: one.age for key, one in found.items()} == {
        ("AND", "f"): 16,
        ("AND", "m"): 16,
        ("ARM", "f"): 17,
        ("ARM", "m"): 18,
        ("LBY", "f"): None,
        ("LBY", "m"): None,
    }
    assert found["LBY", "f"].note == "No fixed data: the source gives 18 beside it."
    assert all(one.public and one.as_of == "2019" for one in found.values())


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("comment_obs", "other", "columns are missing: comment_obs"),
        (",F,", ",X,", "this series is not one"),
        ("years,16,", "years,old,", "is no age"),
        ("years,16,", "years,60,", "is no age"),
    ],
)
def test_a_file_of_another_shape_loads_nothing(tmp_path, before, after, words):
    path = tmp_path / "ages.csv"
    path.write_text(FILE.read_text().replace(before, after))
    with pytest.raises(Refused, match=words):
        actions.load_marriage_ages(path, by="command:law")
    assert not LegalAge.objects.exists()


def test_the_public_door_sees_published_rows_alone_and_the_desk_publishes_none(as_role, exerland):
    actions.load_marriage_ages(FILE, by="command:law")
    told = actions.tell_age(exerland, kind="work", age=15, **PROOF)
    assert [len(one.rows) for one in queries.ages_of(exerland, public_only=True)] == [0] * 5
    with as_role("public"):
        assert not LegalAge.objects.filter(country="XEX").exists()
        assert LegalAge.objects.count() == 6
    with pytest.raises(DatabaseError), as_role("desk"):
        LegalAge.objects.update(age=14)
    published = LegalAge(country=exerland, kind="work", age=15, public=True, at=told.at)
    with pytest.raises(DatabaseError, match="row-level security"), as_role("desk"):
        published.save(force_insert=True)
