"""A model of the desk's own decisions is taken only where it is measurably better."""

import pytest

from rapporteur.recommendations.scoping import adopting, keeping
from rapporteur.recommendations.scoping.refusals import Unreadable
from tests.recommendations.scoping import made

pytestmark = pytest.mark.requirement("R50.2")


def test_it_is_taken_for_what_the_terms_do_not_know() -> None:
    verdict = adopting.judge(made.decisions())
    assert (verdict.better, verdict.is_taken) == (("SALE",), True)


def test_it_is_not_taken_where_the_terms_are_as_good() -> None:
    rows = [
        {
            "text": row["text"],
            "scope_codes": "TRAFFICKING"
            if "trafficking in" in row["text"]
            and ("children" in row["text"] or "girls" in row["text"])
            else "",
        }
        for row in made.decisions()
    ]
    verdict = adopting.judge(rows)
    assert (verdict.better, verdict.is_taken) == ((), False)


def test_too_few_decisions_teach_nothing() -> None:
    with pytest.raises(Unreadable, match="at least 200"):
        adopting.judge(made.decisions()[:100])
    with pytest.raises(Unreadable):
        adopting.judge([])


def test_keeping_and_reading_keeps_what_was_better(tmp_path) -> None:
    path = tmp_path / "model.npz"
    keeping.write(adopting.judge(made.decisions()).model, path)
    assert keeping.read(path).header["held_out"]["SALE"]["joins"] is True
