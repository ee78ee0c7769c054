"""The walk over all runs: order, places, and a document that comes back as it was."""

from rapporteur.documents.passages import Kind, Part, passages, rewritten
from rapporteur.documents.tree import Call, Words, plain
from tests.documents.made import RICH


def test_a_document_that_is_not_changed_comes_back_the_same():
    assert rewritten(RICH, lambda runs, spot: runs) == RICH


def test_a_point_is_told_by_its_paragraph_and_its_numbers():
    found = [(spot.number, plain(runs)) for spot, runs in passages(RICH)]
    assert ("2 (a) (i) a", "deepest") in found


def test_each_annex_has_its_place():
    found = [(spot.kind, spot.annex) for spot, _runs in passages(RICH) if spot.part is Part.ANNEX]
    assert found[0] == (Kind.HEADING, 1)
    assert {place for _kind, place in found} == {1}  # the second annex holds no words


def test_every_run_is_changed_wherever_it_stands():
    def shout(runs, spot):
        return tuple(
            Words(run.text.upper(), run.bold, run.italic, run.href)
            if isinstance(run, Words)
            else Call("!")
            for run in runs
        )

    texts = [run for _spot, runs in passages(rewritten(RICH, shout)) for run in runs]
    assert {run.marker for run in texts if isinstance(run, Call)} == {"!"}
    lines = {RICH.front.heading, RICH.front.author, *RICH.signatures}  # plain lines stay
    words = {run.text for run in texts if isinstance(run, Words)} - lines
    assert words == {word.upper() for word in words}
