"""The words of a reminder, in the language of the letter: what it is about, and what is still open.

Nobody writes in it: what goes out is what was signed before, and a frame of our own around it.
"""

from collections.abc import Collection
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from rapporteur.communications.drafts import EARLIER, GREETINGS
from rapporteur.communications.models import Communication, GradeCode, Grading
from rapporteur.communications.questions import Asked

NOTHING_CAME = {
    "en": "As of {day} we have received no reply.",
    "fr": "Au {day}, nous n’avons reçu aucune réponse.",
    "es": "Al {day} no hemos recibido respuesta.",
}
THANKS = {
    "en": "We thank you for the reply of {day}.",
    "fr": "Nous vous remercions de la réponse du {day}.",
    "es": "Agradecemos la respuesta de {day}.",
}
OPEN = {
    "en": "We would be grateful for your answer to the following:",
    "fr": "Nous vous saurions gré de bien vouloir répondre à ce qui suit :",
    "es": "Agradeceríamos su respuesta a lo siguiente:",
}


def unanswered(letter: Communication, asked: Asked) -> tuple[int, ...]:
    """Return the questions that no two people found to be answered in full. Three queries."""
    done = {one.question for one in Grading.objects.of(letter) if one.result == GradeCode.ANSWERED}
    return tuple(n for n in range(1, len(asked.questions) + 1) if n not in done)


def reminder(
    letter: Communication, asked: Asked, numbers: Collection[int], *, on: date, last: date | None
) -> str:
    """Return the text with these questions alone; `last` is the day of the last reply on record."""
    if letter.sent_at is None:
        raise ValueError("Only a letter that was sent is reminded of.")
    language = letter.language
    greeting = GREETINGS[language][0 if letter.addressee_state_id else 1]
    with translation.override(language):
        sent, today = date_format(letter.sent_at.date()), date_format(on)
        came = date_format(last) if last else ""
    earlier = EARLIER[language].format(letter=letter, day=sent)
    status = THANKS[language].format(day=came) if last else NOTHING_CAME[language].format(day=today)
    questions = Asked("", asked.questions).only(numbers)
    return "\n\n".join([f"{greeting},", f"{earlier} {status}", OPEN[language], questions])
