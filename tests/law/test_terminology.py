from collections import Counter

import pytest

from rapporteur.kernel.texts import LANGUAGES
from rapporteur.law import terminology
from rapporteur.law.models import Instrument, Term
from rapporteur.law.terminology import Lint, lint, slips
from rapporteur.people.mandates.queries import all_titles
from tests.law import own_texts

pytestmark = pytest.mark.django_db

TREATY_WORDS = {
    "en": "The law forbids child pornography.",
    "fr": "La loi interdit la pornographie mettant en scène des enfants.",
    "es": "La ley prohíbe la pornografía infantil.",
    "ar": "يحظر القانون استغلال الأطفال في المواد الإباحية.",
    "zh-hans": "法律禁止儿童色情制品。",
    "ru": "Закон запрещает детскую порнографию.",
}
PREFERRED_WORDS = {
    "en": "The law forbids child sexual abuse material.",
    "fr": "La loi interdit les contenus montrant des violences sexuelles sur enfant.",
    "es": "La ley prohíbe el material que muestra abusos sexuales de niños.",
    "ar": "يحظر القانون مواد الاعتداء الجنسي على الأطفال.",
    "zh-hans": "法律禁止儿童性虐待材料。",
    "ru": "Закон запрещает материалы, изображающие сексуальное надругательство над детьми.",
}
SUBJECT_OF_2008 = "the sale of children, child prostitution and child pornography"


@pytest.mark.requirement("R17.4")
@pytest.mark.parametrize("language", LANGUAGES)
def test_treaty_wording_in_our_own_voice_is_a_slip_in_each_language(language):
    [slip] = slips(TREATY_WORDS[language], language)
    assert slip.term == "CSAM"
    assert slip.preferred == Term.objects.get(pk="CSAM").preferred_labels[language]
    assert slips(PREFERRED_WORDS[language], language) == []


@pytest.mark.requirement("R17.4")
@pytest.mark.parametrize(
    ("language", "opening", "closing"),
    [
        *[("en", "“", "”"), ("en", '"', '"'), ("en", "‘", "’"), ("fr", "« ", " »")],
        *[("es", "«", "»"), ("ar", "«", "»"), ("zh-hans", "“", "”")],
        *[("zh-hans", "「", "」"), ("zh-hans", "《", "》"), ("ru", "„", "“"), ("ru", "«", "»")],
    ],
)
def test_inside_quotation_marks_it_may_stand(language, opening, closing):
    quoted = f"{opening}{TREATY_WORDS[language]}{closing}"
    assert slips(quoted, language) == []
    assert len(slips(f"{quoted} {TREATY_WORDS[language]}", language)) == 1


@pytest.mark.requirement("R17.4")
def test_inside_the_title_of_an_instrument_it_may_stand():
    title = Instrument.objects.get(pk="OPSC").titles["en"]
    text = f"Article 3 of the {title} speaks of child pornography."
    [slip] = slips(text, "en", terminology.titles())
    assert text[slip.start :] == "child pornography."


def test_a_title_wrapped_over_two_lines_is_still_a_title():
    assert slips(SUBJECT_OF_2008.replace(" child", "\n  child"), "en", [SUBJECT_OF_2008]) == []


def test_a_slip_tells_where_it_stands_and_what_to_write():
    [slip] = slips("We saw a Child-Prostitute there.", "en")
    assert (slip.start, slip.end, slip.word) == (9, 25, "Child-Prostitute")
    assert slip.preferred == "child victim of exploitation in prostitution"


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("en", "CHILD PORNOGRAPHY", "CSAM"),
        ("en", "child\n  pornography", "CSAM"),
        ("en", "child porn\u00adography", "CSAM"),  # a soft hyphen
        ("en", "two child prostitutes", "EXPLPROST-VICTIM"),
        ("en", "webcam child sex tourism", "LIVESTREAM"),
        ("en", "a child sex tourist", "SECTT-OFFENDER"),
        ("en", "child sex tourism", "SECTT"),
        ("en", "clients of children", "CLIENT"),
        ("en", "sextortion", "EXTORTION"),
        ("en", "a known pedophile", "PAEDOPHILE"),
        ("en", "the child consented", "CONSENT"),
        ("en", "juvenile delinquents", "OFFENDER"),
        ("en", "a child bride", "CEFM"),
        ("fr", "PÉDOPORNOGRAPHIE", "CSAM"),
        ("fr", "pedopornographique", "CSAM"),
        ("fr", "mineurs consentants", "CONSENT"),
        ("es", "PORNOGRAFIA INFANTIL", "CSAM"),
        ("es", "niñas prostitutas", "EXPLPROST-VICTIM"),
        ("ar", "والدعارة وبغاء الأطفال", "EXPLPROST"),
        ("ar", "بِغاءُ الأَطْفالِ", "EXPLPROST"),  # with vowel signs
        ("ar", "بغاء اطفال", "EXPLPROST"),
        ("ar", "مكافحة السياحة الجنسية", "SECTT"),
        ("ar", "وبالسياحة الجنسية", "SECTT"),
        ("ar", "للسياحة الجنسية", "SECTT"),
        ("ar", "أطفـــال الشوارع", "STREETCHILDREN"),  # stretched
        ("zh-hans", "打击雏妓问题", "EXPLPROST-VICTIM"),
        ("zh-hans", "关于儿童卖淫的法律", "EXPLPROST"),
        ("ru", "о детской проституции", "EXPLPROST"),
        ("ru", "ДЕТСКОЙ ПОРНОГРАФИЕЙ", "CSAM"),
        ("ru", "согласие ребёнка на брак", "CEFM"),
    ],
)
def test_case_accents_endings_and_prefixes_do_not_hide_a_slip(language, text, term):
    assert [slip.term for slip in slips(text, language)] == [term]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "grandchild prostitution-free"),
        ("en", "The sale of children and their exploitation in prostitution"),
        ("en", "an HTTP client"),
        ("en", "consent to be contacted by a child’s choice"),
        ("fr", "l’exploitation d’enfants dans la prostitution"),
        ("ar", "استغلال الأطفال في البغاء"),
        ("ar", "السياحة المستدامة"),
        ("zh-hans", "在卖淫活动中剥削儿童"),
        ("ru", "эксплуатация детей в проституции"),
        ("de", "child pornography"),
        ("en", ""),
    ],
)
def test_what_is_no_slip_passes(language, text):
    assert slips(text, language) == []


def test_all_slips_of_a_text_are_found_in_order():
    text = "Child prostitution, “child pornography”, sextortion and child sex tourism."
    assert [slip.term for slip in slips(text, "en")] == ["EXPLPROST", "EXTORTION", "SECTT"]


def test_a_lint_without_words_or_titles_finds_nothing():
    assert Lint([], "en").slips("child pornography") == []


@pytest.fixture
def lints():
    """Make one lint a language, with the titles of instruments and of mandates allowed."""
    titles = [*terminology.titles(), *all_titles()]
    return {language: lint(language, titles) for language in LANGUAGES}


@pytest.mark.requirement("R17.4")
@pytest.mark.requirement("R43.3")
def test_our_own_texts_use_the_preferred_words(lints):
    walked = list(own_texts.all_texts())
    kinds = {place.partition(":")[0].rpartition(".")[2] for place, _, _ in walked}
    assert {"py", "html", "csv", "md"} <= kinds  # the walk reaches every kind of text
    found = [
        f"{place}: “{slip.word}”, write “{slip.preferred}”"
        for place, language, text in walked
        for slip in lints[language].slips(text)
    ]
    assert found == []


def test_the_walk_of_data_reaches_every_language():
    languages = Counter(language for _, language, _ in own_texts.of_data())
    assert set(languages) == set(LANGUAGES)


def test_the_walk_finds_a_slip_that_is_planted(tmp_path, monkeypatch, lints):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "planted.md").write_text("We act against child pornography.")
    monkeypatch.setattr(own_texts, "ROOT", tmp_path)
    found = [
        (place, slip.term)
        for place, language, text in own_texts.of_pages()
        for slip in lints[language].slips(text)
    ]
    assert found == [("docs/planted.md", "CSAM")]


def test_a_lint_asks_once_however_many_texts_it_reads(django_assert_num_queries):
    with django_assert_num_queries(1):
        ready = lint("en")
        for _ in range(3):
            ready.slips("child pornography")
