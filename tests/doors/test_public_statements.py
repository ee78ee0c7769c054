"""Press statements at the public door: page, list, feed, files, search; none before its hour."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from rapporteur.kernel.clock import now
from rapporteur.press import chores
from rapporteur.publication import indexing
from rapporteur.statements.findables import PRESS
from rapporteur.statements.models import PublicStatement
from tests.factories import press as make
from tests.factories.cases import make_office

pytestmark = pytest.mark.django_db
KEY = "PRESSAAA"
TITLE = "Exercise: zyxquorum title"
TEXT = "Exercise: the first stretch.\n\nExercise: the second stretch."


@pytest.fixture
def ask(door, as_role):
    client = door("public")

    def at_the_door(address, given=None):
        with as_role("public"):
            answer = client.get(address, given or {})
            answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer

    return at_the_door


def make_copy(**more):
    moment = now() - timedelta(hours=2)
    given = {
        "key": KEY,
        "mandate": "SALECHILD",
        "titles": {"en": TITLE, "fr": "Exercice : titre"},
        "texts": {"en": TEXT, "fr": "Exercice : texte."},
        "said_at": moment,
        "zone": "Europe/Zurich",
        "released_at": moment,
        "exercise": True,
        **more,
    }
    made = PublicStatement.objects.create(**given)
    indexing.put(PRESS, made)
    return made


@pytest.mark.requirement("R31.4")
def test_a_released_statement_is_on_its_page_in_the_list_the_feed_and_the_search(ask):
    made = make_copy()
    page = ask(f"/en/statements/press/{KEY}/").body.decode()
    for words in (
        TITLE,
        "the second stretch",
        "Europe/Zurich",
        "Exercise: this statement is made up",
    ):
        assert words in page
    assert TITLE in ask("/en/statements/").body.decode()
    feed = ask("/en/statements.atom").body.decode()
    assert TITLE in feed
    assert made.said_at.strftime("%Y-%m-%dT%H:%M") in feed
    assert KEY in ask("/en/search/", {"q": "zyxquorum"}).body.decode()
    assert "Exercice : texte." in ask(f"/fr/statements/press/{KEY}/").body.decode()
    assert TEXT.split("\n", maxsplit=1)[0] in ask(f"/ru/statements/press/{KEY}/").body.decode()


@pytest.mark.requirement("R31.4")
@pytest.mark.parametrize("ending", ["html", "pdf", "docx"])
def test_it_can_be_taken_along(ask, ending):
    make_copy()
    answer = ask(f"/en/statements/press/{KEY}.{ending}")
    assert answer.headers["X-Rapporteur-Mode"] == "exercise"
    assert f'filename="statement-{KEY}.{ending}"' in answer.headers["Content-Disposition"]
    if ending == "docx":
        with ZipFile(BytesIO(answer.body)) as packed:
            assert "the second stretch" in packed.read("word/document.xml").decode()
    else:
        assert {"html": b"the second stretch", "pdf": b"%PDF"}[ending] in answer.body


@pytest.mark.requirement("R31.4")
def test_corrections_and_a_withdrawal_are_told(ask):
    made = make_copy(corrections=[{"on": "2026-11-24", "words": "A number was wrong."}])
    assert "A number was wrong." in ask(f"/en/statements/press/{KEY}/").body.decode()
    made.titles, made.texts, made.withdrawn_on = {}, {}, now().date()
    made.why_withdrawn = "It told of another month."
    made.save()
    page = ask(f"/en/statements/press/{KEY}/").body.decode()
    assert "It told of another month." in page
    assert TITLE not in page
    assert ask(f"/en/statements/press/{KEY}.pdf").status_code == 404
    assert "was withdrawn" in ask("/en/statements.atom").body.decode()
    assert "was withdrawn" in ask("/en/statements/").body.decode()


def test_a_mandate_that_is_not_on_record_is_named_by_its_code(ask):
    make_copy(mandate="NOBODY", exercise=False)
    assert "NOBODY" in ask(f"/en/statements/press/{KEY}/").body.decode()
    answer = ask(f"/en/statements/press/{KEY}.html")
    assert "X-Rapporteur-Mode" not in answer.headers


def test_a_feed_without_a_statement_is_a_feed(ask):
    assert "<entry>" not in ask("/en/statements.atom").body.decode()


@pytest.mark.requirement("R31.4")
def test_the_door_has_no_right_to_a_row_before_its_hour(as_role):
    make_copy(released_at=None)
    with as_role("public"):
        assert not PublicStatement.objects.exists()
    with as_role("worker"):
        assert PublicStatement.objects.exists()


@pytest.mark.requirement("R31.4")
def test_the_worker_releases_with_no_more_than_its_rights(as_role, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    letter = make.make_letter(office)
    with as_role("desk"):
        statement = make.make_held(office, letter)
    make.hour_has_come(statement)
    with as_role("worker"):
        assert chores.due() == [statement.pk]
        assert chores.release(statement.pk)
    with as_role("public"):
        assert PublicStatement.objects.get().title == make.TITLE
    with as_role("desk"):
        corrected = make.write(
            make.fresh(statement), office, make.words(correction="A number was wrong.")
        )
        make.answer(corrected, office)
        make.approve(corrected, office)
