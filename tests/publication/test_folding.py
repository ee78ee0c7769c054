import pytest

from rapporteur.publication.folding import asked, fold, indexed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉDUCATION", "education"),
        ("Straße", "strasse"),
        ("Łódź, Øst, Œuvre", "lodz, ost, oeuvre"),
        ("I\u0307stanbul", "istanbul"),
        ("ребёнок", "ребенок"),
        ("йод", "йод"),
        ("إستونيا", "استونيا"),
        ("آسيا", "اسيا"),
        ("حقوق الطِّفْل", "حقوق الطفل"),
        ("اتفاقيـــة", "اتفاقيه"),
        ("مستشفى", "مستشفي"),
        ("المادة ٣٤", "الماده 34"),
        ("Ａ／ＨＲＣ", "a/hrc"),
        ("chil\u200bd\u202e", "child"),
        ("ﬁle", "file"),
    ],
)
def test_what_people_write_in_two_ways_is_alike(one, other):
    assert fold(one) == fold(other)


def test_what_differs_stays_apart():
    assert fold("й") != fold("и")
    assert fold("دار") != fold("دال")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Article 34(1)", "article 34 1"),
        ("A/HRC/9/21", "a hrc 9 21 ahrc921"),
        ("Najat Maalla M'jid", "najat maalla m jid mjid"),
        ("儿童权利", "儿童 童权 权利"),
        ("第34条", "第 34 条"),
        ("%_:*&|!<>()'\"\\", ""),
        ("a_b", "a b"),
        ("Sale of children", "sale of children child"),
        ("C182", "c182"),
    ],
)
def test_a_text_is_kept_as_its_words(text, words):
    assert indexed(text) == words


def test_texts_are_kept_one_after_the_other_with_glued_forms_at_the_end():
    assert indexed("A/1", "b") == "a 1 b a1"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("article 34", [("article",), ("34",)]),
        ("A/HRC/9/21", [("a", "hrc", "9", "21")]),
        ("儿童权利", [("儿童",), ("童权",), ("权利",)]),
        ("' OR 1=1; --", [("or",), ("1",), ("1",)]),
        ("Children", [("child",)]),
        ("\x00", []),
        (":*", []),
    ],
)
def test_what_is_asked_is_letters_and_digits_only(text, parts):
    assert [word.parts for word in asked(text)] == parts
