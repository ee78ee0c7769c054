import pytest
from django.utils import translation

from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.law.models import Term
from rapporteur.law.reference.terms import FOLDER, TERMS
from rapporteur.law.terminology import lint
from tests.law.files import written

pytestmark = pytest.mark.django_db


def test_loading_again_changes_nothing():
    outcome = load(TERMS)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 0


@pytest.mark.parametrize(
    ("before", "after", "column", "reason"),
    [
        ("\nEXPLPROST,10,EXPLPROST,", "\nEXPLPROST,ten,EXPLPROST,", "position", "number"),
        ("\nEXPLPROST,10,EXPLPROST,", "\nEXPLPROST,10,NOTHING,", "scope_code", "not in"),
        ("\nEXPLPROST,10,EXPLPROST,2016-01-28", "\nEXPLPROST,10,EXPLPROST,soon",
         "valid_from", "not a date"),
        (",exploitation of children in prostitution,", ",,", "preferred_labels", "needs English"),
        (",document,", ",hearsay,", "evidence", "not a valid choice"),
        ("\nEXPLPROST-VICTIM,", "\nEXPLPROST,", "", "the same record"),
    ],
)  # fmt: skip
def test_a_broken_row_refuses_the_file(tmp_path, before, after, column, reason):
    assert before in TERMS.path.read_text()
    broken = written(tmp_path, TERMS, lambda text: text.replace(before, after, 1))
    rows = list(Term.objects.values())
    with pytest.raises(BadFile) as refused:
        load(broken)
    problem = refused.value.problems[0]
    assert (problem.file, problem.column) == ("terms.csv", column)
    assert reason in problem.reason
    assert list(Term.objects.values()) == rows


def test_the_file_is_named_in_the_sources():
    assert "| terms.csv |" in (FOLDER / "SOURCES.md").read_text()


@pytest.mark.requirement("R17.4")
@pytest.mark.parametrize(
    ("code", "treaty", "preferred"),
    [
        ("EXPLPROST", "child prostitution", "exploitation of children in prostitution"),
        ("CSAM", "child pornography", "child sexual abuse material"),
        (
            "SECTT",
            "child sex tourism",
            "sexual exploitation of children in travel and tourism",
        ),
        ("CLIENT", "", "perpetrator"),
        ("CEFM", "", "child, early and forced marriage"),
        ("LIVESTREAM", "", "live streaming of child sexual abuse"),
    ],
)
def test_treaty_term_and_preferred_term_stand_side_by_side(code, treaty, preferred):
    term = Term.objects.get(pk=code)
    assert (term.treaty_label, term.preferred) == (treaty, preferred)


def test_each_term_stands_in_six_languages():
    for term in Term.objects.all():
        assert set(term.preferred_labels) == set(term.explanations) == set(LANGUAGES), term.pk
        assert set(term.avoid) in (set(), set(LANGUAGES)), term.pk


@pytest.mark.requirement("R17.4")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_treaty_term_that_is_not_preferred_is_a_word_to_avoid(language):
    ready = lint(language)
    missed = [
        term.pk
        for term in Term.objects.exclude(avoid={})
        if (label := term.treaty_labels.get(language))
        and label != term.preferred_labels[language]
        and term.pk != "SOLICITATION"  # the treaty's word is not wrong, only hard to understand
        and not ready.slips(label)
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_preferred_term_holds_a_word_to_avoid(language):
    ready = lint(language)
    labels = [term.preferred_labels[language] for term in Term.objects.all()]
    assert [label for label in labels if ready.slips(label)] == []


def test_no_word_is_to_be_avoided_for_two_terms():
    for language in LANGUAGES:
        words = [word for term in Term.objects.all() for word in term.avoid.get(language, [])]
        assert len(words) == len(set(words)), language


def test_a_term_answers_in_the_language_of_the_page():
    assert str(Term.objects.get(pk="CLIENT")) == "perpetrator"
    with translation.override("es"):
        term = Term.objects.get(pk="CSAM")
        assert term.preferred == "material que muestra abusos sexuales de niños"
        assert term.treaty_label == "utilización de niños en la pornografía"
        assert term.explanation.startswith("Muestra un delito")
