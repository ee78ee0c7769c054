"""What resembles a flood is held for a person; a child, and what cannot wait, never is."""

import pytest

from rapporteur.intake import holding, threads
from rapporteur.intake.holding import Seen, is_held
from rapporteur.intake.models import Submission
from tests.intake.test_threads import begun

LONG = "This is an exercise, and the same words come again and again. " * 5
NOISE = {"writer": "adult", "what": "1234567890 !!!! " * 20 + "?" * 30}


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(holding, "SEEN", Seen())


def test_an_ordinary_report_is_not_held():
    assert not is_held({"writer": "adult", "what": LONG}, {})
    assert not is_held({"writer": "adult", "what": ""}, {})
    assert not is_held({"writer": "relative", "what": "一个孩子被带走了。" * 10}, {})


def test_the_same_words_many_times_are_held():
    found = [is_held({"writer": "other", "what": LONG}, {}) for _ in range(5)]
    assert found == [False, False, False, True, True]


def test_the_same_few_words_are_not_held():
    assert not any(is_held({"writer": "other", "what": "Please help."}, {}) for _ in range(9))


def test_noise_is_held_and_many_addresses_with_a_run_of_signs_are():
    assert is_held(NOISE, {})
    left_out = {code: ["address"] for code in ("what", "where", "who")}
    assert is_held({"writer": "adult", "what": "Look here " + "!" * 20}, left_out)
    assert not is_held({"writer": "adult", "what": "Look here, all of you"}, left_out)


@pytest.mark.parametrize("change", [{"writer": "child"}, {"writer": ""}, {"soon": "yes"}])
def test_a_child_and_what_cannot_wait_are_never_held(change):
    assert not is_held({**NOISE, **change}, {})


def test_marks_are_forgotten_after_an_hour_and_are_no_words(monkeypatch):
    second = [0.0]
    monkeypatch.setattr(holding, "monotonic", lambda: second[0])
    seen = Seen()
    assert [seen.again(LONG) for _ in range(3)] == [0, 1, 2]
    assert LONG.encode() not in b"".join(seen.marks)
    second[0] += holding.REMEMBERED + 1
    assert seen.again(LONG) == 0


def test_only_so_many_marks_are_remembered(monkeypatch):
    second = [0.0]
    monkeypatch.setattr(holding, "monotonic", lambda: second[0])
    monkeypatch.setattr(holding, "MOST", 1)
    seen = Seen()
    seen.again("a")
    seen.again("b")
    assert len(seen.marks) == 1
    second[0] += holding.REMEMBERED + 1
    seen.again("b")
    assert seen.again("b") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("answers", "held"), [(NOISE, True), ({"writer": "adult"}, False)])
def test_held_or_not_is_all_that_is_kept_of_the_weighing(receipt, desk, answers, held):
    assert threads.send(receipt, begun(receipt, desk, **answers))
    assert Submission.objects.get().held is held
