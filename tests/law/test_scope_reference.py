import itertools

import pytest

from rapporteur.kernel.dates import earliest
from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.law.models import ScopeBasis, ScopeCode, ScopeReading, ScopeRule
from rapporteur.law.reference import scope
from tests.law.files import written

pytestmark = pytest.mark.django_db

EIGHT_ACTS = [
    "PRODUCE",
    "DISTRIBUTE",
    "DISSEMINATE",
    "IMPORT",
    "EXPORT",
    "OFFER",
    "SELL",
    "POSSESS",
]


@pytest.mark.parametrize("table", scope.TABLES, ids=lambda table: table.path.name)
def test_loading_again_changes_nothing(table):
    outcome = load(table)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 0


@pytest.mark.parametrize("table", scope.TABLES, ids=lambda table: table.path.name)
def test_the_number_of_questions_does_not_grow_with_the_rows(table, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        load(table)


@pytest.mark.parametrize(
    ("table", "before", "after", "column", "reason"),
    [
        (scope.CODES, "\nSALE,", "\nsale,", "code", "capital letters"),
        (scope.CODES, "\nSALE.ORGANS,", "\nSOLD.ORGANS,", "code", "must stand above its part"),
        (scope.CODES, ",matter,10,", ",thing,10,", "kind", "not a valid choice"),
        (scope.CODES, ",matter,10,", ",matter,ten,", "position", "not a number"),
        (scope.CODES, ",10,1990-03-07,", ",10,,", "valid_from", "a first day is missing"),
        (scope.CODES, ",10,1990-03-07,,", ",10,1990-03-07,1989,", "valid_to", "ends after"),
        (scope.CODES, ",10,1990-03-07,", ",10,7 March 1990,", "valid_from", "not a date"),
        (scope.CODES, ",,sale of children,", ",,,", "names", "needs English"),
        (scope.CODES, ',report,,"A/HRC', ',rumour,,"A/HRC', "evidence", "not a valid"),
        (scope.BASES, "\nSALE,1,OPSC,", "\nSOLD,1,OPSC,", "scope_code", "not in scope_codes"),
        (scope.BASES, "\nSALE,1,OPSC,2(a),", "\nSALE,1,OPSC,2(z),", "number", "not in provisions"),
        (scope.BASES, "\nSALE,1,OPSC,2(a),,", "\nSALE,1,OPSC,2(a),A/1,", "decision", "one a row"),
        (scope.BASES, "\nSALE,1,OPSC,2(a),,", "\nSALE,1,,,,", "decision", "one a row"),
        (scope.BASES, "1990/68,1990-03-07,", "1990/68,,", "decided_on", "needs its day"),
        (
            scope.RULES,
            "\nCSA,commercial,",
            "\nCSAX,commercial,",
            "scope_code",
            "not in scope_codes",
        ),
        (scope.RULES, "\nCSA,commercial,", "\nCSA,paid,", "when", "not a valid choice"),
        (scope.RULES, "\nSALE,,fits,", "\nSALE,,out,", "answer", "decisions rest on this rule"),
        (scope.RULES, "\nSALE,,fits,", "\nSALE,,other_body,", "answer", "end it and add a rule"),
        (scope.RULES, ",fits,1990-03-07,,", ",fits,1990-03-07,1980,", "valid_to", "ends after"),
        (scope.READINGS, ",SALE,", ",SOLD,", "codes", "not in scope_codes"),
        (scope.READINGS, ",SALE,", ",,", "codes", "at least one code"),
    ],
)
def test_a_broken_row_refuses_its_file(tmp_path, table, before, after, column, reason):
    assert before in table.path.read_text()
    broken = written(tmp_path, table, lambda text: text.replace(before, after, 1))
    rows = list(table.model._default_manager.order_by("pk").values())
    with pytest.raises(BadFile) as refused:
        load(broken)
    problem = refused.value.problems[0]
    assert (problem.file, problem.column) == (table.path.name, column)
    assert problem.line > 1
    assert reason in problem.reason
    assert list(table.model._default_manager.order_by("pk").values()) == rows


@pytest.mark.parametrize("table", scope.TABLES, ids=lambda table: table.path.name)
def test_every_fact_has_source_and_day(table):
    records = table.model._default_manager
    assert not records.filter(source="").exists()
    assert not records.filter(as_of="").exists()


@pytest.mark.parametrize("table", scope.TABLES, ids=lambda table: table.path.name)
def test_each_file_is_named_in_the_sources(table):
    assert f"| {table.path.name} |" in (scope.FOLDER / "SOURCES.md").read_text()


@pytest.mark.requirement("R17.1")
def test_the_three_definitions_of_article_2_open_the_taxonomy():
    grounds = ScopeBasis.objects.filter(position=1, provision__instrument="OPSC")
    found = dict(
        grounds.filter(provision__number__startswith="2(", scope_code__parent=None).values_list(
            "scope_code", "provision__number"
        )
    )
    assert found == {"SALE": "2(a)", "EXPLPROST": "2(b)", "CSAM": "2(c)"}


@pytest.mark.requirement("R17.1")
def test_every_code_rests_on_a_provision_or_on_a_dated_decision():
    for code in ScopeCode.objects.prefetch_related("bases"):
        grounds = code.bases.all()
        assert grounds, code.pk
        assert all(ground.provision_id or ground.decided_on for ground in grounds), code.pk


@pytest.mark.requirement("R17.1")
def test_no_code_is_older_than_what_it_rests_on():
    codes = ScopeCode.objects.prefetch_related("bases__provision__instrument")
    for code in codes:
        days = [
            ground.provision.instrument.adopted_on if ground.provision else ground.decided_on
            for ground in code.bases.all()
        ]
        assert earliest(code.valid_from) >= min(earliest(day) for day in days), code.pk


@pytest.mark.requirement("R18.1")
def test_the_eight_acts_of_article_3_are_codes_of_their_own():
    acts = ScopeCode.objects.filter(parent="CSAM", bases__provision__number="3(1)(c)")
    assert [act.pk for act in acts] == [f"CSAM.{act}" for act in EIGHT_ACTS]
    assert {act.kind for act in acts} == {"act"}


@pytest.mark.requirement("R18.1")
@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("SALE.SEXEXP", "3(1)(a)(i)(a)"),
        ("SALE.ORGANS", "3(1)(a)(i)(b)"),
        ("SALE.FORCEDLABOUR", "3(1)(a)(i)(c)"),
        ("SALE.ADOPTION", "3(1)(a)(ii)"),
        ("EXPLPROST.OFFER", "3(1)(b)"),
        ("EXPLPROST.OBTAIN", "3(1)(b)"),
        ("EXPLPROST.PROCURE", "3(1)(b)"),
        ("EXPLPROST.PROVIDE", "3(1)(b)"),
        ("ATTEMPT", "3(2)"),
        ("COMPLICITY", "3(2)"),
        ("LEGALENTITY", "3(4)"),
    ],
)
def test_the_other_acts_of_article_3_each_have_their_code(code, number):
    main = ScopeBasis.objects.select_related("provision").get(scope_code=code, position=1)
    assert (main.provision.instrument_id, main.provision.number) == ("OPSC", number)


def test_names_and_plain_words_stand_in_six_languages():
    for code in ScopeCode.objects.all():
        assert set(code.names) == set(code.plain) == set(LANGUAGES), code.pk


def test_treaty_terms_are_given_only_where_english_has_one():
    terms = ScopeCode.objects.values_list("code", "treaty_terms")
    assert [code for code, texts in terms if texts and not texts.get("en")] == []


def test_reasons_and_titles_stand_in_six_languages():
    for rule in ScopeRule.objects.all():
        assert set(rule.reasons) == set(LANGUAGES), rule
    for reading in ScopeReading.objects.all():
        assert set(reading.titles) == set(LANGUAGES), reading


def test_rules_of_one_kind_do_not_overlap():
    rules = ScopeRule.objects.order_by("scope_code", "when", "valid_from")
    for earlier, later in itertools.pairwise(rules):
        if (earlier.scope_code_id, earlier.when) == (later.scope_code_id, later.when):
            assert earlier.valid_to
            assert earlier.valid_to <= later.valid_from


def test_every_matter_has_a_rule_on_its_first_day():
    rules = list(ScopeRule.objects.all())
    for code in ScopeCode.objects.exclude(kind="liability").prefetch_related("parent"):
        able = {code.pk, code.parent_id}
        first = earliest(code.valid_from)
        assert any(r.scope_code_id in able and r.holds_on(first) for r in rules), code.pk


def test_a_form_of_liability_has_no_rule():
    assert not ScopeRule.objects.filter(scope_code__kind="liability").exists()


def test_a_row_that_leaves_the_file_stays_on_record(tmp_path):
    for table, start in ((scope.RULES, "SOLICIT,,borderline"), (scope.CODES, "PERFORM,")):
        before = table.model._default_manager.count()
        cut = written(
            tmp_path,
            table,
            lambda text, start=start: "".join(
                line for line in text.splitlines(keepends=True) if not line.startswith(start)
            ),
        )
        assert load(cut).withdrawn == 0
        assert table.model._default_manager.count() == before
