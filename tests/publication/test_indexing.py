"""The index follows the records: all of it after a load, single entries after a correction."""

import pytest

from rapporteur.doors import rooms
from rapporteur.kernel.findables import Pages, in_each_language
from rapporteur.kernel.reference.actions import correct
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.law.findables import UNITS
from rapporteur.law.models import GeneralComment, Instrument, Provision, ScopeCode, Term
from rapporteur.operations import reference
from rapporteur.people.mandates.models import HolderTerm, MandateTitle
from rapporteur.publication.indexing import Outcome, rebuild, refresh
from rapporteur.publication.models import SearchEntry
from rapporteur.publication.search import find
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country

pytestmark = pytest.mark.django_db
FACT = {"source": "a test", "as_of": "2026"}
WEIGHED = {**FACT, "evidence": "general"}
EXERLAND = {
    "en": "Exerland",
    "fr": "Exerlande",
    "es": "Exerlandia",
    "ar": "إكسرلاند",
    "zh-hans": "习作国",
    "ru": "Эксерландия",
}


def keys(words, language="en", **more):
    return [(hit.entry.kind, hit.entry.key) for hit in find(words, language, **more).hits]


def state_of_index():
    return list(SearchEntry.objects.order_by("id").values())


def make_state(**more):
    return Country.objects.update_or_create(
        iso3="XEX",
        defaults={
            "iso2": "XX", "names": EXERLAND, "standing": "exercise",
            "formal_names": {"en": "the Commonwealth of Exerland"}, **FACT, **more,
        },
    )[0]  # fmt: skip


def make_treaty():
    return Instrument.objects.create(
        key="XCONV", label="XEX C82", number="82", kind="treaty", binding=True,
        titles={"en": "Convention of Exerland on Swings", "fr": "Convention sur les balançoires"},
        short_titles={"en": "Swing Convention", "fr": "Convention balançoires"},
        named_in_report=False, position=997, **WEIGHED,
    )  # fmt: skip


def test_making_it_anew_changes_no_row():
    before = state_of_index()
    assert rebuild(rooms.subjects()) == Outcome(added=0, changed=0, withdrawn=0)
    assert state_of_index() == before


def test_what_is_new_changed_or_gone_is_carried_over_and_the_rest_stays():
    kept = SearchEntry.objects.get(kind="mandate", key="SALECHILD", language="en")
    SearchEntry.objects.filter(kind="holder").delete()
    SearchEntry.objects.filter(key="SALECHILD", language="fr").update(title="wrong")
    SearchEntry.objects.create(
        kind="term",
        key="gone",
        language="en",
        title="gone",
        title_language="en",
        place={},
        weight=1,
    )
    found = rebuild(rooms.subjects())
    assert found.added == SearchEntry.objects.filter(kind="holder").count() > 0
    assert (found.changed, found.withdrawn) == (1, 1)
    assert SearchEntry.objects.get(pk=kept.pk) == kept


def test_loading_makes_what_was_loaded_searchable(capsys):
    SearchEntry.objects.all().delete()
    assert reference.command() == 0
    assert ("mandate", "SALECHILD") in keys("Special Rapporteur sale of children")
    assert "search" in capsys.readouterr().out


def test_a_check_leaves_the_index_alone():
    SearchEntry.objects.all().delete()
    assert reference.command(only_check=True, quietly=True) == 0
    assert SearchEntry.objects.count() == 0


def test_a_state_is_found_by_every_name_and_code():
    make_state()
    rebuild(rooms.subjects())
    for language, words in (
        *(("en", words) for words in ("exerland", "XEX", "commonwealth", "Exerlande", "习作国")),
        ("fr", "exerlande"),
        ("ar", "اكسرلاند"),
        ("zh-hans", "习作"),
        ("ru", "эксерланд"),
    ):
        assert ("state", "XEX") in keys(words, language), words


def test_an_area_is_never_called_a_state():
    make_state(standing="area")
    rebuild(rooms.subjects())
    assert ("area", "XEX") in keys("exerland")
    assert ("state", "XEX") not in keys("exerland")


def test_an_instrument_is_found_by_titles_label_and_number():
    make_treaty()
    rebuild(rooms.subjects())
    for words in ("swing convention", "C82", "XCONV", "convention 82", "balancoires"):
        assert keys(words, kinds=["instrument"])[0] == ("instrument", "XCONV"), words


def test_a_provision_is_found_by_number_and_subject():
    Provision.objects.create(
        instrument=make_treaty(), number="7", position=7, subjects={"en": "How high a swing may go"},
        **FACT,
    )  # fmt: skip
    rebuild(rooms.subjects())
    for language, words in (
        ("en", "article 7 swing"),
        ("en", "XCONV 7"),
        ("en", "art. 7 xconv"),
        ("en", "high swings"),
        ("fr", "article 7 balançoires"),
    ):
        assert ("provision", "XCONV/7") in keys(words, language), words


def test_a_general_comment_is_found_by_symbol_and_number():
    GeneralComment.objects.create(
        key="XGC77", number=77, symbol="X/GC/77", committees=["XC"], titles={"en": "On swings"},
        **WEIGHED,
    )  # fmt: skip
    rebuild(rooms.subjects())
    for words in ("X/GC/77", "general comment 77", "GC 77", "observation générale 77"):
        assert keys(words)[0] == ("comment", "XGC77"), words


@pytest.mark.requirement("R17.4")
def test_a_code_of_scope_and_a_term_are_found_by_both_wordings():
    code = ScopeCode.objects.create(
        code="QUAINT-1", names={"en": "better words"}, treaty_terms={"en": "quaint words"},
        plain={"en": "in plain zebra"}, valid_from="2002", position=900, **WEIGHED,
    )  # fmt: skip
    Term.objects.create(
        code="QUAINT-1-T", preferred_labels={"en": "better words"}, position=900,
        treaty_labels={"en": "quaint words"}, explanations={"en": "plain zebra"}, scope_code=code,
        **WEIGHED,
    )  # fmt: skip
    rebuild(rooms.subjects())
    for words in ("quaint words", "QUAINT-1", "plain zebra"):
        hits = {hit.entry.kind: hit for hit in find(words, "en", kinds=["scope", "term"]).hits}
        assert set(hits) == {"scope", "term"}, words
        assert hits["term"].by_treaty_words == (words == "quaint words"), words


@pytest.mark.requirement("R17.4")
def test_words_that_are_not_used_lead_to_the_term_that_is_and_are_not_shown():
    Term.objects.create(
        code="T-1", preferred_labels={"en": "better words"}, position=900,
        avoid={"en": ["gruff zebra*"], "fr": ["zèbre bourru"]}, **WEIGHED,
    )  # fmt: skip
    rebuild(rooms.subjects())
    assert keys("gruff zebra") == keys("zebre bourru", "fr") == [("term", "T-1")]
    [entry] = SearchEntry.objects.filter(kind="term", key="T-1")
    assert "zebra" not in entry.title + entry.body + entry.quoted


def test_every_unit_of_an_instrument_has_its_word_in_each_language():
    assert set(UNITS) >= set(Instrument.Unit.values)
    assert {len(forms) for forms in UNITS.values()} == {len(LANGUAGES)}
    assert all(form.count("{}") == 1 for forms in UNITS.values() for form in forms)


def test_a_step_of_a_visit_is_found_by_state_year_and_document():
    make_state()
    VisitEvent.objects.create(
        mandate_id="SALECHILD", country_id="XEX", kind="completed", starts_on="2011-03",
        symbol="A/HRC/99/1", source="A/HRC/99/1", evidence="document", as_of="2026",
    )  # fmt: skip
    rebuild(rooms.subjects())
    key = "SALECHILD/XEX/completed/2011-03"
    for words in ("exerland visit", "exerland 2011", "A/HRC/99/1"):
        assert ("visit", key) in keys(words)
    [entry] = SearchEntry.objects.filter(kind="visit", key=key, language="en")
    assert entry.title == "Exerland: visit carried out (2011)"
    assert entry.place == {"name": "state", "args": ["XEX"], "part": "visits"}


def test_pages_of_the_door_are_found_by_their_words():
    assert ("page", "about") in keys("what this mandate is")


def test_a_correction_renews_what_tells_the_fact():
    before = {entry["id"] for entry in state_of_index() if entry["key"] == "AFG"}
    title = MandateTitle.objects.filter(mandate="SALECHILD").latest("valid_from")
    table = rooms.tables()["mandates.mandatetitle"]
    key = f"SALECHILD/{title.valid_from}"
    text = '{"en": "Special Rapporteur on zebras", "fr": "Rapporteur spécial sur les zèbres"}'
    correct(table, key, "titles", text, reason="a test", source="a test", by="x")

    renewed = refresh(rooms.subjects(), table, key)

    assert renewed > 0
    assert ("mandate", "SALECHILD") in keys("zebras")
    assert {kind for kind, _ in keys("rapporteur zebras")} >= {"mandate", "holder"}
    assert ("mandate", "SALECHILD") in keys("zebres", "fr")
    assert not SearchEntry.objects.filter(
        kind="mandate", key="SALECHILD", language="ar", title_language="ar"
    ).exists()
    assert {entry["id"] for entry in state_of_index() if entry["key"] == "AFG"} == before
    assert rebuild(rooms.subjects()) == Outcome(added=0, changed=0, withdrawn=0)


def test_a_table_that_nothing_tells_of_renews_nothing():
    table = rooms.tables()["mandates.relation"]
    key = "SALECHILD/12/WGAD"
    assert refresh(rooms.subjects(), table, key) == 0


@pytest.mark.parametrize("subject", rooms.subjects(), ids=lambda subject: subject.kind)
def test_each_subject_names_itself_and_tables_that_lead_to_it(subject):
    assert str(subject.label)
    if isinstance(subject, Pages):
        assert list(subject.all())
        return
    for table, lookup in subject.told.items():
        assert table.count(".") == 1
        subject.model._default_manager.filter(**{f"{lookup}__isnull": False}).exists()


def test_making_an_entry_asks_no_query_a_record(django_assert_max_num_queries):
    assert HolderTerm.objects.count() > 1
    with django_assert_max_num_queries(60):
        rebuild(rooms.subjects())


def test_a_text_without_translation_stands_in_english_only():
    assert in_each_language("No catalogue has this sentence.") == {
        "en": "No catalogue has this sentence."
    }
