import pytest

from rapporteur.kernel.texts import alphabetical


@pytest.mark.parametrize(
    "in_order",
    [
        ["Egypte", "Équateur", "Érythrée", "Estonie"],
        ["Islandia", "Níger", "Nigeria", "Noruega"],
        ["Иран", "Италия", "Йемен", "Кабо-Верде"],
        ["Армения", "Ёмкость", "Железо"],
        ["أرمينيا", "إستونيا", "الأردن", "بلجيكا"],
        ["australia", "Austria", "Azerbaijan"],
    ],
)
def test_words_are_sorted_as_their_readers_expect(in_order):
    turned = list(reversed(in_order))
    assert sorted(turned, key=alphabetical) == in_order


def test_composed_and_decomposed_letters_are_the_same():
    assert alphabetical("E\u0301gypte") == alphabetical("Égypte")
    assert alphabetical("И\u0306емен") == alphabetical("Йемен")
