"""Numbers as documents write them: iv, and a to z, then aa. Whoever wants capitals makes them."""

ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def letter_of(number: int) -> str:
    """Return a to z, then aa, bb: Word repeats the letter."""
    if not 1 <= number <= 260:
        return str(number)
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1)


def roman(number: int) -> str:
    """Return a number in small Roman letters; as it is where they have none for it."""
    if not 1 <= number <= 3_999:
        return str(number)
    shown = ""
    for worth, letters in ROMAN:
        times, number = divmod(number, worth)
        shown += letters * times
    return shown
