import pytest

from rapporteur.kernel.workflow import Step
from rapporteur.operations import states


def is_due(person, record):
    return None


STEPS = (
    Step("make", [], "draft"),
    Step("send", ["draft"], "sent", (is_due,)),
    Step("return", ["sent"], "draft"),
    Step("close", ["draft", "sent"], "closed"),
)


def test_every_room_with_steps_has_an_up_to_date_page():
    assert "rapporteur.people.desks.workflow" in states.rooms()
    assert "rapporteur.kernel.workflow" not in states.rooms()
    assert states.command(check=True) == 0


def test_a_diagram_shows_first_and_last_states_and_each_step():
    assert [line.strip() for line in states.diagram(STEPS)][3:] == [
        "[*] --> draft: make",
        "draft --> sent: send",
        "sent --> draft: return",
        "draft --> closed: close",
        "sent --> closed: close",
        "closed --> [*]",
    ]


def test_a_state_that_no_step_reaches_is_a_beginning():
    assert "    [*] --> draft\n" in list(states.diagram(STEPS[1:2]))


def test_a_step_that_stays_where_it_is_does_not_reach_its_state():
    noted = Step("note", ["draft"], "draft")
    assert "    [*] --> draft\n" in list(states.diagram((noted, *STEPS[1:2])))


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (STEPS[0], "| make | (new) | draft | always |\n"),
        (STEPS[1], "| send | draft | sent | is due |\n"),
        (STEPS[3], "| close | draft, sent | closed | always |\n"),
    ],
)
def test_a_row_says_when_a_step_may_be_taken(step, expected):
    assert states.row(step) == expected


def test_pages_are_written_once_and_a_room_that_is_gone_loses_its_page(tmp_path, capsys):
    (tmp_path / "gone.md").write_text("old")
    assert states.command(check=True, folder=tmp_path) == 1
    assert "gone.md is stale: run `make states`" in capsys.readouterr().out
    assert states.command(check=False, folder=tmp_path) == 0
    assert states.command(check=True, folder=tmp_path) == 0
    assert not (tmp_path / "gone.md").exists()
