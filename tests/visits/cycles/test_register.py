"""The public register of visits: events that are only added, in OHCHR's words; all of it made up."""

from datetime import date

import pytest

from rapporteur.communications.register import actions
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.visits.chains import MAY_FOLLOW
from rapporteur.visits.cycles import queries
from rapporteur.visits.cycles.models import RegisterDraft, RegisterEvent
from rapporteur.visits.cycles.register.plans import REGISTER, plan, read
from rapporteur.visits.cycles.register.vocabulary import WORDS, told_by
from rapporteur.visits.kinds import Kind
from tests.factories import visits as make
from tests.factories.people import make_desk, make_member
from tests.factories.registers import make_row, make_sheet, make_workbook, text_cell

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D1")]
HEADS = "state,mandate,status,date,start,end,symbol,source,as_of\n"
ASKED = "Exerland,SALECHILD,Requested,2019-04,,,,An exercise,2026-11\n"
DONE = "XEX,SALECHILD,Completed,,2024-05-06,2024-05-10,A/HRC/99/9/Add.1,An exercise,2026-11\n"


def sheet(*lines, heads=HEADS):
    return read("register.csv", (heads + "".join(lines)).encode())


def load(*lines, **more):
    return actions.load(
        REGISTER, sheet(*lines), by="command:test", **{"skip_refused": False, **more}
    )


def person(role="desk_officer"):
    return make_member(make_desk(), role).account


def test_a_file_is_added_once_and_a_second_run_changes_no_row():
    assert load(ASKED, DONE).added == 2
    again = load(DONE, ASKED, DONE)
    assert (again.added, again.unchanged, again.findings) == (0, 3, [])
    told = [str(one) for one in RegisterEvent.objects.order_by("day", "kind")]
    assert told == ["XEX completed 2024-05-06", "XEX requested 2019-04"]
    counts = [one.detail["added"] for one in Entry.objects.filter(verb=REGISTER.verb)]
    assert sorted(counts) == [0, 2]


def test_the_chain_of_a_mandate_goes_on_from_the_register(office):
    load(ASKED, DONE)
    (chain,) = [one for one in queries.all_chains(office.desk) if one.country.pk == "XEX"]
    assert (chain.status, chain.visit) == ("completed", None)
    assert [(one.kind, one.written, one.days) for one in chain.told] == [
        ("requested", "April 2019", ""),
        ("completed", "6 May 2024", "6 May 2024 – 10 May 2024"),
    ]
    load("XEX,SALECHILD,reminder,2025-01,,,,An exercise,2026-11\n")
    visit = make.make_visit(office)
    assert queries.chains_of(make.fresh(visit))[0].status == "requested"


def test_what_a_later_copy_tells_otherwise_is_one_more_line():
    load(DONE)
    told = load(DONE.replace("05-10", "05-12"))
    assert (told.added, [one.weight.value for one in told.findings]) == (1, ["change"])
    assert RegisterEvent.objects.count() == 2


def test_what_documents_tell_already_is_not_told_twice():
    line = "Senegal,SALECHILD,completed,,2009-10-21,2009-10-30,,A register,2026\n"
    assert load(line).unchanged == 1


def test_a_mandate_is_known_by_code_and_by_every_title_it_had():
    title = '"Special Rapporteur on the sale of children, child prostitution and child pornography"'
    assert load(ASKED.replace("SALECHILD", title)).added == 1
    assert RegisterEvent.objects.get().mandate_id == "SALECHILD"


def test_a_workbook_is_read_as_a_csv_is():
    grid = [line.strip().split(",") for line in (HEADS, ASKED)]
    rows = [
        make_row(n, *(text_cell(chr(65 + place), n, cell) for place, cell in enumerate(cells)))
        for n, cells in enumerate(grid, start=1)
    ]
    book = make_workbook(make_sheet(*rows))
    assert (
        actions.load(REGISTER, read("a.xlsx", book), by="command:test", skip_refused=False).added
        == 1
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Atlantis,SALECHILD,requested,2019,,,,An exercise,2026", "state"),
        ("XEX,Somebody on something,requested,2019,,,,An exercise,2026", "mandate"),
        ("XEX,SALECHILD,not yet visited,2019,,,,An exercise,2026", "status"),
        ("XEX,SALECHILD,report published,2019,,,,An exercise,2026", "symbol"),
        ("XEX,SALECHILD,requested,May 2019,,,,An exercise,2026", "date"),
        ("XEX,SALECHILD,requested,2999,,,,An exercise,2026", "date"),
        ("XEX,SALECHILD,requested,2019,,,,An exercise,2999", "as_of"),
        ("XEX,SALECHILD,forthcoming,,2027-05,2027-04,,An exercise,2026", "end"),
        ("XEX,SALECHILD,forthcoming,,,2027-04,,An exercise,2026", "end"),
        ("XEX,SALECHILD,completed,,2999,,,An exercise,2026", "start"),
        ("XEX,SALECHILD,requested,2019,,,,,2026", "source"),
        (f"XEX,SALECHILD,requested,2019,,,{'A' * 61},An exercise,2026", "symbol"),
    ],
)
def test_a_bad_line_is_refused_with_line_and_reason_and_nothing_is_loaded(line, column):
    told = load(ASKED, line + "\n")
    assert (told.nothing, told.refused) == (True, 1)
    assert [(one.line, one.column) for one in told.findings] == [(3, column)]
    assert not RegisterEvent.objects.exists()
    rest = load(ASKED, line + "\n", skip_refused=True)
    assert (rest.added, rest.refused) == (1, 1)


def test_an_unknown_word_is_refused_with_those_that_are_known():
    (finding,) = load("XEX,SALECHILD,tea,2019,,,,An exercise,2026\n").findings
    assert all(word in finding.reason for word in WORDS)


def test_every_kind_of_event_has_a_word():
    assert {kind for kind, _side in WORDS.values()} == set(Kind)
    assert set(MAY_FOLLOW) == set(Kind)
    assert told_by("Postponed by mandate-holder") == ("postponed", "mandate")


def test_what_is_to_come_may_lie_ahead():
    line = "XEX,SALECHILD,forthcoming,,2027-05-03,,,An exercise,2026-11\n"
    made = plan(sheet(line), date(2026, 11, 25))
    assert [one.told.days for one in made.fresh] == [""]


def test_a_dry_run_and_a_look_change_nothing():
    assert load(ASKED, dry_run=True).added == 1
    officer = person()
    draft, told = actions.look(REGISTER, sheet(ASKED, "x\n"), by=officer)
    assert (told.added, told.refused, str(draft)) == (1, 1, "register.csv")
    assert not RegisterEvent.objects.exists()
    done = actions.load_draft(REGISTER, RegisterDraft.objects.get(), by=officer)
    assert (done.added, done.refused) == (1, 1)
    assert not RegisterDraft.objects.exists()


def test_others_neither_look_nor_load():
    draft, _told = actions.look(REGISTER, sheet(ASKED), by=person())
    with pytest.raises(Refused, match="Only who looked"):
        actions.load_draft(REGISTER, draft, by=person())
    nobody = person("auditor")
    for act in (
        lambda: actions.look(REGISTER, sheet(ASKED), by=nobody),
        lambda: actions.load(REGISTER, sheet(ASKED), by=nobody, skip_refused=True),
    ):
        with pytest.raises(Refused):
            act()
    assert draft.on == today()
