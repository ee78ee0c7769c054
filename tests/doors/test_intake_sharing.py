"""The page of the intake door on which experience is shared."""

import logging
import re

import pytest

from rapporteur.intake.models import Experience, Submission, Thread
from rapporteur.intake.shared_questions import TEXTS
from tests.doors.test_intake_thread import (  # noqa: F401 - fixtures
    desk,
    officer,
    pepper,
    source,
)
from tests.factories.canaries import found
from tests.intake.conftest import body_of

pytestmark = pytest.mark.django_db
CANARY = "zyxquorum-shared"


def page_id(source):  # noqa: F811
    page = source.get("/en/share/").content.decode()
    return re.search(r'name="page" value="([^"]+)"', page)[1]


def share(source, **said):  # noqa: F811
    return source.post("/en/share/", {"page": page_id(source), **said})


@pytest.mark.requirement("R20.3")
def test_experience_is_shared_without_code_cookie_or_case(source, desk, officer):  # noqa: F811
    answer = share(source, helped="A quiet room.", reuse="yes", writer="child_14_17")

    assert answer.url == "/en/shared/"
    assert answer.cookies == {}
    assert "It has arrived" in source.get(answer.url).content.decode()
    said = body_of(Experience.objects.get().sealed, desk, officer)["answers"]
    assert said == {
        "helped": "A quiet room.",
        "reuse": "yes",
        "writer": "child_14_17",
        "language": "en",
    }
    assert not Thread.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.requirement("R20.3")
@pytest.mark.requirement("SG7")
def test_it_is_said_first_that_it_is_no_case_and_what_one_need_not_tell(source):  # noqa: F811
    page = source.get("/en/share/").content.decode()
    form = page.index("<form")
    for words in ("This never becomes a case", "You need not tell what", "cannot guarantee"):
        assert page.index(words) < form
    assert 'href="/en/share/"' in source.get("/en/").content.decode()


def test_a_page_sent_twice_is_kept_once(source):  # noqa: F811
    page = page_id(source)
    for _ in range(2):
        assert (
            source.post("/en/share/", {"page": page, "failed": "Long waiting."}).status_code == 302
        )
    assert Experience.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [({"theme": "school"}, "Write something"), ({"helped": "x", "theme": "king"}, "Choose one")],
)
def test_what_cannot_be_taken_is_told_and_kept_in_the_page(source, said, told):  # noqa: F811
    page = share(source, **said).content.decode()
    assert told in page
    assert not Experience.objects.exists()


@pytest.mark.parametrize("made_up", ["mine", ""])
def test_a_page_that_is_none_of_ours_keeps_the_words_and_can_be_sent_again(source, made_up):  # noqa: F811
    page = source.post("/en/share/", {"page": made_up, "helped": "kept words"}).content.decode()
    assert "send them again" in page
    assert "kept words" in page
    assert not Experience.objects.exists()

    again = re.search(r'name="page" value="([^"]+)"', page)[1]
    assert source.post("/en/share/", {"page": again, "helped": "kept words"}).status_code == 302
    assert Experience.objects.count() == 1


def test_a_post_of_another_site_is_refused(source):  # noqa: F811
    page = {"page": page_id(source), "helped": "x"}
    answer = source.post("/en/share/", page, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.requirement("SG1")
def test_what_would_be_left_out_is_said_first(source, desk, officer):  # noqa: F811
    words = "Look at www.example.com/a there."
    page = share(source, failed=words, writer="child_to_13").content.decode()
    assert "You did nothing wrong." in page
    assert "<del>" in page
    assert not Experience.objects.exists()

    assert share(source, failed=words, without="1").status_code == 302
    body = body_of(Experience.objects.get().sealed, desk, officer)
    assert "example" not in str(body)


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_shared_is_found_in_no_table_log_or_cookie(source, caplog, name):  # noqa: F811
    with caplog.at_level(logging.DEBUG):
        assert share(source, **{name: f"{CANARY} {name}"}).status_code == 302
    assert found(CANARY, caplog.text, str(source.cookies)) == []
    assert Experience.objects.count() == 1


def test_where_the_door_is_closed_the_words_stay_in_the_page(door):
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    answer = client.post("/en/share/", {"helped": "kept words"})
    assert answer.status_code == 503
    assert "kept words" in answer.content.decode()
