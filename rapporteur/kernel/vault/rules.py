"""What a vault passphrase must be. Answers None, or the reason why not, for the person."""

from collections.abc import Iterable

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.vault.phrases import one_form

AT_LEAST = 16  # characters; stolen keys are searched without limit, so more than for signing in
DIFFERENT = 8  # characters
WIDE = range(
    0x2E80, 0xE000
)  # scripts of syllables and words, where one character says as much as two


def weight(phrase: str) -> int:
    """Return the number of characters, those of scripts such as Chinese counted twice."""
    return sum(2 if ord(character) in WIDE else 1 for character in phrase)


def is_strong(passphrase: str, *, known: Iterable[str] = ()) -> Reason | None:
    """Refuse what is short, repeats itself, is on the list of common ones, or is `known` of the person."""
    phrase = one_form(passphrase)
    if weight(phrase) < AT_LEAST:
        return _("Take at least 16 characters: five or six words that do not belong together.")
    if weight("".join(set(phrase))) < DIFFERENT:
        return _("This repeats itself. Take words that do not belong together.")
    folded = phrase.casefold()
    rest = folded
    for word in known:
        rest = rest.replace(word.casefold(), "") if word else rest
    if weight(rest) < AT_LEAST / 2:
        return _("This is little more than your name or address.")
    try:
        CommonPasswordValidator().validate(folded.replace(" ", ""))
    except ValidationError:
        return _("This is on the list of common passwords.")
    return None
