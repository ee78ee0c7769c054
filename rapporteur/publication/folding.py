"""Make words alike that people write in different ways, so that no extension is needed for it.

Case, accents of Latin letters, the Russian ё, Arabic vowel signs and forms of alef, ya and ta
marbuta, and digits of every script are folded. Chinese has no spaces: a run of characters becomes
its pairs, which find the run again. What is indexed and what is asked go through the same door.
"""

import re
import unicodedata
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
A_HAN = re.compile(f"[{HAN}]")
HAN_OR_NOT = re.compile(f"[{HAN}]+|[^{HAN}]+")
WORD = r"[^\W_]+"
TOKEN = re.compile(f"{WORD}(?:[/'’ʼ-]{WORD})*")  # A/HRC/9/21, M'jid, C-182
PART = re.compile(WORD)
LATIN_ACCENT = re.compile("([a-z])[\u0300-\u036f]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ARABIC_SIGN = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
ZEROS = (0x660, 0x6F0, 0x966, 0x17E0)  # Arabic, Persian, Hindi and Khmer digits
ALIKE = str.maketrans(
    {
        **dict(zip("øđłıðٱىیةکё", "odlidاييهكе", strict=True)),
        **dict(zip("æœþ", ("ae", "oe", "th"), strict=True)),
        **{chr(zero + digit): str(digit) for zero in ZEROS for digit in range(10)},
    }
)


# Plurals that the dictionaries do not know: both are kept, the singular is asked. The Arabic ones
# are broken plurals, whose letters change within the word, as they are folded.
SINGULARS = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "اطفال": "طفل",
    "اولاد": "ولد",
    "بنات": "بنت",
    "فتيات": "فتاه",
    "نساء": "امراه",
    "اسر": "اسره",
    "دول": "دوله",
    "رسايل": "رساله",
    "ردود": "رد",
    "حقوق": "حق",
    "قوانين": "قانون",
    "محاكم": "محكمه",
    "تدابير": "تدبير",
    "جرائم": "جريمه",
    "ضحايا": "ضحيه",
    "مدارس": "مدرسه",
    "قضايا": "قضيه",
    "اجراءات": "اجراء",
}
ARABIC_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال")


@dataclass(frozen=True)
class Word:
    """One word that a person asks for: its parts in order, and the parts without what parts them."""

    parts: tuple[str, ...]
    glued: str

    @property
    def is_number(self) -> bool:
        return self.parts[-1].isdecimal()

    @property
    def is_han(self) -> bool:
        return bool(A_HAN.match(self.parts[-1]))


def fold(text: str) -> str:
    """Return a text in which what people write in different ways is written in one."""
    if text.isascii():
        return text.lower()
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = LATIN_ACCENT.sub(r"\1", unicodedata.normalize("NFD", text))
    text = ARABIC_SIGN.sub("", text)
    return unicodedata.normalize("NFC", text).translate(ALIKE)


def pairs(run: str) -> list[str]:
    """Return the pairs of neighbours of a run of Chinese characters; a single one stays itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def split(part: str) -> list[str]:
    """Return a part without spaces as words: Chinese in pairs, anything else whole."""
    if part.isascii() or not A_HAN.search(part):
        return [part]
    found: list[str] = []
    for run in HAN_OR_NOT.findall(part):
        found += pairs(run) if A_HAN.match(run) else [run]
    return found


def singular(word: str) -> str | None:
    """Return the singular of a plural that no dictionary knows, without its Arabic article."""
    if found := SINGULARS.get(word):
        return found
    for article in ARABIC_ARTICLES:
        if word.startswith(article) and (found := SINGULARS.get(word.removeprefix(article))):
            return found
    return None


def indexed(*texts: str) -> str:
    """Return the words of texts as they are kept, a space between; more forms at the end."""
    plain: list[str] = []
    more: list[str] = []
    for token in (token for text in texts for token in TOKEN.findall(fold(text))):
        parts = [token] if token.isalnum() else PART.findall(token)
        for part in parts:
            plain += split(part)
        if len(parts) > 1:
            more.append("".join(parts))
        elif one := singular(token):
            more.append(one)
    return " ".join([*plain, *more])


def asked(text: str) -> list[Word]:
    """Return the words that a person asks for, in order. What is no letter or digit is left out."""
    found: list[Word] = []
    for token in TOKEN.findall(fold(text)):
        parts = PART.findall(token)
        if len(parts) > 1:
            found.append(Word(tuple(parts), "".join(parts)))
        else:
            words = [singular(word) or word for word in split(parts[0])]
            found += [Word((word,), word) for word in words]
    return found
