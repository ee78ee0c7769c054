from datetime import date

import pytest
from django.utils import translation

from rapporteur.kernel.refusals import Refused
from rapporteur.people.mandates import queries
from rapporteur.people.mandates.models import HolderTerm, Mandate, MandateDecision

pytestmark = pytest.mark.django_db

RETURN_DIRECTIVE = date(2008, 7, 16)
FOOTNOTE_1 = {
    "WGAD": "Chairperson-Rapporteur of the Working Group on Arbitrary Detention",
    "EDUCATION": "Special Rapporteur on the right to education",
    "FORB": "Special Rapporteur on freedom of religion or belief",
    "JUDGES": "Special Rapporteur on the independence of judges and lawyers",
    "MIGRANTS": "Special Rapporteur on the human rights of migrants",
    "RACISM": "Special Rapporteur on contemporary forms of racism, racial discrimination, "
    "xenophobia and related intolerance",
    "DEBT": "Independent Expert on the effects of foreign debt and other related international "
    "financial obligations of States on the full enjoyment of all human rights, particularly "
    "economic, social and cultural rights",
    "VAWG": "Special Rapporteur on violence against women, its causes and consequences",
    "HTI": "Independent Expert appointed by the Secretary-General on the situation of human rights "
    "in Haiti",
}


@pytest.fixture
def salechild():
    return Mandate.objects.get(code="SALECHILD")


@pytest.mark.requirement("R12.3")
def test_the_nine_co_signers_print_with_their_titles_of_2008():
    printed = queries.signatory_list(list(FOOTNOTE_1), RETURN_DIRECTIVE)
    assert {line.mandate.code: line.words for line in printed} == FOOTNOTE_1
    assert [line.mandate.code for line in printed] == list(FOOTNOTE_1)


@pytest.mark.requirement("R12.3")
def test_the_report_names_the_co_signers_as_the_list_prints_them(salechild):
    named = {r.other_id: r.named_as.casefold() for r in queries.related(salechild, 12)}
    assert named == {code: words.casefold() for code, words in FOOTNOTE_1.items()}


@pytest.mark.requirement("R12.3")
def test_a_list_of_signatories_today_prints_other_titles_than_in_2008():
    [line] = queries.signatory_list(["VAWG"], date(2025, 1, 1))
    assert line.words == (
        "Special Rapporteur on violence against women and girls, its causes and consequences"
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("CRC", "does not sign letters"),
        ("SRSG-CAAC", "does not sign letters"),
        ("CLIMATE", "was not a mandate on that day"),
        ("NOBODY", "not a mandate on record"),
    ],
)
def test_who_may_not_sign_is_refused_with_the_reason(code, reason):
    with pytest.raises(Refused, match=reason):
        queries.signatory_list(["EDUCATION", code], RETURN_DIRECTIVE)


def test_a_mandate_whose_title_of_the_day_is_unknown_is_refused():
    with pytest.raises(Refused, match="No title of TOXICS"):
        queries.signatory_list(["TOXICS"], RETURN_DIRECTIVE)


def test_a_list_of_signatories_asks_twice_however_long(django_assert_num_queries):
    for codes in (["VAWG"], ["VAWG", "WGAD", "FORB"]):
        with django_assert_num_queries(2):
            queries.signatory_list(codes, RETURN_DIRECTIVE)


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(1990, 3, 6), None),
        (date(1990, 3, 7), "on the sale of children, child prostitution and child pornography"),
        (date(2017, 3, 23), "on the sale of children, child prostitution and child pornography"),
        (
            date(2017, 3, 24),
            (
                "on the sale and sexual exploitation of children, including child prostitution, "
                "child pornography and other child sexual abuse material"
            ),
        ),
        (date(2023, 4, 4), "on the sale, sexual exploitation and sexual abuse of children"),
    ],
)
def test_the_title_changes_on_the_day_of_the_resolution(salechild, day, title):
    held = queries.title_on(salechild, day)
    assert (held and held.title) == (title and f"Special Rapporteur {title}")


def test_a_title_answers_in_the_language_of_the_page_else_in_english(salechild):
    title = queries.title_on(salechild, date(2024, 1, 1))
    with translation.override("fr"):
        assert title.title.startswith("Rapporteur spécial sur la vente d’enfants")
        assert title.language == "fr"
    with translation.override("ru"):
        assert title.title.startswith("Special Rapporteur")
        assert title.language == "en"


def test_the_last_title_outlives_its_mandate():
    slavery = Mandate.objects.get(code="SLAVERY")
    assert queries.title_on(slavery, date(2026, 1, 1)) is None
    assert slavery.last_title.title.endswith("its causes and consequences")


@pytest.mark.requirement("¶2-7")
@pytest.mark.requirement("R15.1")
def test_all_holders_stay_on_record_in_order(salechild):
    assert [
        (t.name, t.appointed_on, t.assumed_on, t.ended_on) for t in salechild.terms.all()[:4]
    ] == [
        ("Vitit Muntarbhorn", "", "1991", "1994"),
        ("Ofelia Calcetas-Santos", "", "1994", "2001"),
        ("Juan Miguel Petit", "", "2001", "2008"),
        ("Najat Maalla M'jid", "2008-03-26", "2008-05-01", "2014"),
    ]


@pytest.mark.requirement("¶2-7")
def test_the_renewals_run_from_1990_68_to_7_13_of_three_years(salechild):
    until_report = salechild.decisions.filter(adopted_on__lte="2008-07-31")
    assert [(d.symbol, d.kind, d.years) for d in until_report] == [
        ("E/CN.4/RES/1990/68", "establishes", None),
        ("E/CN.4/RES/2001/75", "cited", None),
        ("A/HRC/RES/7/13", "renews", 3),
    ]


@pytest.mark.requirement("R15.1")
@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1990, 12, 31), None),
        (date(1992, 6, 1), "Vitit Muntarbhorn"),
        (date(1994, 6, 1), None),  # the change is known by year only
        (date(2008, 4, 30), "Juan Miguel Petit"),
        (date(2008, 5, 1), "Najat Maalla M'jid"),
        (date(2014, 6, 1), "Najat Maalla M'jid"),
        (date(2014, 6, 2), "Maud de Boer-Buquicchio"),
        (date(2020, 5, 1), "Mama Fatima Singhateh"),
        (date(2026, 4, 30), "Mama Fatima Singhateh"),
        (date(2026, 5, 1), None),  # six years are over and no successor is on record
    ],
)
def test_a_record_of_that_day_belongs_to_its_holder(salechild, day, name):
    holder = queries.holder_on(salechild, day)
    assert (holder and holder.name) == name


def test_a_change_known_by_year_leaves_two_possible_holders(salechild):
    found = queries.possible_holders(salechild, date(1994, 6, 1))
    assert [term.name for term in found] == ["Vitit Muntarbhorn", "Ofelia Calcetas-Santos"]


NINE = {
    "CRC": "CRC",
    "SLAVERY": "SLAVTRAF",
    "TRAFFICKING": "SLAVTRAF",
    "VAWG": "VAWG",
    "MIGRANTS": "MIGRANTS",
    "WGAD": "WGAD",
    "VACSTUDY": "SRSG-VAC",
    "SRSG-CAAC": "SRSG-CAAC",
    "CMW": "CMW",
}


@pytest.mark.requirement("R26.1")
def test_the_nine_mechanisms_of_paragraph_26_each_have_todays_name(salechild):
    found = queries.related(salechild, 26)
    today = date(2026, 1, 1)
    now = {r.other_id: queries.successor_on(r.other, today) for r in found}
    assert {code: mandate.code for code, mandate in now.items()} == NINE
    assert all(queries.title_on(mandate, today) for mandate in now.values())
    assert found[1].named_as == "Special Rapporteur on contemporary forms of slavery"


def test_only_special_procedures_can_be_asked_to_sign(salechild):
    found = {r.other_id: r.can_sign for r in queries.related(salechild, 26)}
    assert {code for code, can in found.items() if not can} == {
        "CRC",
        "CMW",
        "VACSTUDY",
        "SRSG-CAAC",
    }


@pytest.mark.requirement("R27.1")
@pytest.mark.parametrize(
    ("cause", "code"),
    [
        ("displacement", "IDP"),
        ("education", "EDUCATION"),
        ("indigenous", "INDIGENOUS"),
        ("minorities", "MINORITIES"),
        ("poverty", "POVERTY"),
        ("women", "CEDAW"),
    ],
)
def test_a_root_cause_proposes_its_mandate(salechild, cause, code):
    found = queries.for_root_cause(salechild, cause, date(2025, 1, 1))
    assert [mandate.code for mandate in found] == [code]


def test_the_four_of_paragraph_28_may_join(salechild):
    assert [r.other_id for r in queries.related(salechild, 28)] == [
        "HEALTH",
        "WGEID",
        "EXECUTIONS",
        "TORTURE",
    ]


def test_all_relations_come_with_titles_in_three_queries(salechild, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = queries.related(salechild)
        assert len([r.other.last_title.title for r in found]) == 28


@pytest.mark.parametrize(("day", "count"), [(date(2025, 1, 1), 46), (date(2025, 10, 8), 45)])
def test_the_list_of_thematic_mandates_is_that_of_the_day(day, count):
    assert Mandate.objects.thematic().on(day).count() == count


def test_an_ended_mandate_without_successor_leads_nowhere():
    assert queries.successor_on(Mandate.objects.get(code="HTI"), date(2025, 1, 1)) is None


def test_a_state_with_a_country_mandate_gets_it_proposed():
    assert [m.code for m in queries.for_country("MMR", date(2025, 1, 1))] == ["MMR"]
    assert queries.for_country("HTI", date(2025, 1, 1)) == []


def test_the_length_of_the_last_renewal_is_unknown_and_said_so():
    last = MandateDecision.objects.get(symbol="A/HRC/RES/61/8")
    assert last.years is None
    assert "unknown" in last.note


@pytest.mark.parametrize("model", [HolderTerm, MandateDecision])
def test_records_print_what_they_are(model):
    assert str(model.objects.order_by("pk").first())


def test_then_and_now_follows_the_report_and_todays_record(salechild, django_assert_num_queries):
    with django_assert_num_queries(3):
        paragraphs = queries.then_and_now(salechild, date(2026, 1, 1))
    assert {number: len(lines) for number, lines in paragraphs.items()} == {
        12: 9,
        26: 9,
        27: 6,
        28: 4,
    }
    trafficking = paragraphs[26][2]
    assert trafficking.relation.named_as.endswith("especially women and children")
    assert trafficking.title.title == (
        "Special Rapporteur on contemporary forms of slavery and trafficking in persons"
    )
    haiti = paragraphs[12][8]
    assert (haiti.relation.other_id, haiti.now, haiti.title) == ("HTI", None, None)


def test_two_mandates_ended_in_one():
    merged = Mandate.objects.get(code="SLAVTRAF")
    before = queries.predecessors(merged)
    assert [succession.mandate_id for succession in before] == ["SLAVERY", "TRAFFICKING"]
    assert queries.succession_of(merged) is None
    assert queries.succession_of(before[0].mandate).successor == merged


def test_a_mandate_knows_where_the_report_names_it():
    migrants = Mandate.objects.get(code="MIGRANTS")
    assert [relation.paragraph for relation in queries.named_by(migrants)] == [12, 26]


def test_a_list_is_in_the_order_of_titles_of_the_day():
    day = date(2008, 7, 16)
    lines = queries.listed(Mandate.objects.on(day).thematic().with_titles(), day)
    titles = [line.title.title for line in lines if line.title]
    assert titles == sorted(titles)
    assert [line.mandate.code for line in lines if not line.title] == ["TOXICS"]


def test_a_mandate_without_holders_on_record_has_none():
    assert queries.possible_holders(Mandate.objects.get(code="IDP"), date(2025, 1, 1)) == []
