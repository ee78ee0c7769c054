"""Notice what stands for a file or hides a text: fingerprints, encodings, codes of file sharing."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rapporteur.intake.disguises.kinds import Kind

Span = tuple[int, int, Kind]

REST = r"[!-~]{0,200000}+"
NAMED: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rf"(?<![a-z])magnet[ \t]?(?::|%3a|\[:\])[ \t]?\??{REST}", Kind.MAGNET),
        (rf"(?<![a-z])(?:xt=)?urn:(?:btih|btmh|ed2k|sha1|tree:tiger):{REST}", Kind.MAGNET),
        (r"(?<![a-z])btih[ :=]{1,2}[a-z0-9]{16,64}", Kind.MAGNET),
        (
            rf"(?<![a-z])(?:ed2k|thunder|freenet|dat|hyper|ssb|retroshare)[ \t]?:[ \t]?//?{REST}",
            Kind.SHARE,
        ),
        (rf"(?<![a-z])(?:usk|ssk|chk)@[a-z0-9~-]{{20,200}}+{REST}", Kind.SHARE),
        (
            rf"(?<![a-z])data[ \t]?:[ \t]?(?:[a-z]{{1,20}}/[a-z0-9.+-]{{1,60}})?[ \t]?[;,](?:[ \t]?base64[ \t]?,)?{REST}",
            Kind.DATA,
        ),
        (rf"(?<![a-z])data%3a{REST}", Kind.DATA),
        (r"(?<![a-z0-9])(?-i:Qm[1-9A-HJ-NP-Za-km-z]{44})(?![a-z0-9])", Kind.SHARE),
        (r"(?<![a-z0-9])(?:bafy|bafk|k51q)[a-z0-9]{30,80}(?![a-z0-9])", Kind.SHARE),
        (r"#[a-z]{0,2}![a-z0-9_-]{6,12}(?:![a-z0-9_-]{16,60})?", Kind.SHARE),
        (r"(?:提取码|提取碼|访问码|访问密码)[ :]{0,3}[a-z0-9]{4,8}(?![a-z0-9])", Kind.SHARE),
        (r"(?<![a-z])(?:crc32|adler32)[ :=]{1,3}[0-9a-f]{8}(?![0-9a-f])", Kind.HASH),
        (r"(?:\d{1,3}[ \t]?[,;][ \t]?|\d{1,3}[ \t]){47,1000}\d{1,3}", Kind.HASH),
        (r"(?:%[0-9a-f]{2}){6,200000}+", Kind.BLOB),
        (r"(?:\\x[0-9a-f]{2}){4,200000}+|(?:\\u[0-9a-f]{4}){4,200000}+", Kind.BLOB),
        (r"(?:&#x?[0-9a-f]{2,6};){4,200000}+", Kind.BLOB),
        (r"(?<![01])[01]{8}(?:[ \t]?[01]{8}){3,200000}+(?![01])", Kind.BLOB),
        (r"(?<![0-9a-f])68[ :-]?74[ :-]?74[ :-]?70(?:[ :-]?[0-9a-f]{2}){3,2000}+", Kind.BLOB),
        (r"(?<!\d)104[ ,]{1,2}116[ ,]{1,2}116[ ,]{1,2}112(?:[ ,]{1,2}\d{2,3}){3,2000}+", Kind.BLOB),
        (r"aHR0c[a-z0-9+/_-]{8,200000}+={0,2}", Kind.BLOB),
    )
)
HEX = re.compile(r"(?<![0-9a-z])(?:0x)?[0-9a-f]{24,200000}+(?![0-9a-z])", re.IGNORECASE)
HEX_IN_GROUPS = re.compile(
    r"(?<![0-9a-z])[0-9a-f]{2,16}(?P<joint>[ \t]?[ \t\n:.,|/_-])[0-9a-f]{2,16}(?![g-z])"
    r"(?:(?P=joint)[0-9a-f]{2,16}(?![0-9a-z])){2,400}",
    re.IGNORECASE,
)
RUN = re.compile(r"[A-Za-z0-9+/_-]{16,200000}+={0,6}")
PART = re.compile(r"(?<!\S)[A-Za-z0-9+/]{3,12}={0,2}(?!\S)")
FINGERPRINTS = frozenset([32, 40, 48, 56, 64, 96, 128, 288])  # digits of MD5, SHA-1 and their like
FEWEST_PARTS = 6
SHORTEST_RUN, PADDED_RUN, LETTERS_ONLY = 24, 16, 40
RESTLESS = 0.3  # changes between small, capital and digit a sign; in words with joints under 0.2


def blobs_in(text: str) -> Iterator[Span]:
    """Yield each fingerprint, encoding and code in a folded text."""
    for pattern, kind in NAMED:
        for found in pattern.finditer(text):
            yield *found.span(), kind
    for found in HEX.finditer(text):
        if is_mixed(found.group()):
            yield *found.span(), kind_of_hex(found.group())
    for found in HEX_IN_GROUPS.finditer(text):
        yield from hex_groups(found)
    for found in RUN.finditer(text):
        if is_encoded(found.group()):
            yield *found.span(), Kind.BLOB
    yield from parted(text)


def hex_groups(found: re.Match[str]) -> Iterator[Span]:
    """Yield a fingerprint in groups, without a word at its ends that could be a group ("de")."""
    joint, start, end = found["joint"], found.start(), found.end()
    groups = found.group().split(joint)
    usual = Counter(map(len, groups)).most_common(1)[0][0]
    while is_word_beside(groups[0], usual):
        start += len(groups.pop(0)) + len(joint)
    while is_word_beside(groups[-1], usual):
        end -= len(groups.pop()) + len(joint)
    digits = "".join(groups)
    if len(digits) >= SHORTEST_RUN and is_mixed(digits):
        yield start, end, kind_of_hex(digits)


def is_word_beside(group: str, usual: int) -> bool:
    return group.isalpha() and len(group) != usual


def parted(text: str) -> Iterator[Span]:
    """Yield encodings that were cut in parts of one length, as a line of groups."""
    held: list[re.Match[str]] = []
    for part in PART.finditer(text):
        if not held or part.start() - held[-1].end() != 1:
            yield from together(held)
            held = [part]
        elif len(part.group()) == len(held[0].group()):
            held.append(part)
        else:
            yield from together(held if part.group().islower() else [*held, part])
            held = [part]
    yield from together(held)


def together(parts: list[re.Match[str]]) -> Iterator[Span]:
    """Yield parts that are enough and look encoded once they stand together."""
    if len(parts) >= FEWEST_PARTS and is_encoded("".join(part.group() for part in parts)):
        yield parts[0].start(), parts[-1].end(), Kind.BLOB


def kind_of_hex(digits: str) -> Kind:
    return Kind.HASH if len(digits) in FINGERPRINTS else Kind.BLOB


def is_mixed(digits: str) -> bool:
    """Say whether there are letters and figures both: figures alone may be any number."""
    letters = sum(one.isalpha() for one in digits)
    return letters >= 3 and len(digits) - letters >= 3


def class_of(sign: str) -> str:
    if sign.isdigit():
        return "1"
    return "a" if sign.islower() else "A"


def is_encoded(run: str) -> bool:
    """Say whether a run without blanks looks encoded, and not like words with joints or a symbol."""
    core = run.rstrip("=")
    letters = [one for one in core if one.isalnum()]
    if len(letters) < PADDED_RUN:
        return False
    changes = sum(class_of(a) != class_of(b) for a, b in pairwise(letters))
    restless = changes / len(letters) >= RESTLESS
    if run != core and restless:
        return True
    if len(letters) < SHORTEST_RUN:
        return False
    return (restless and has_three_classes(letters)) or is_base32(core) or is_long_word(core)


def has_three_classes(letters: list[str]) -> bool:
    return {class_of(one) for one in letters} == {"1", "a", "A"}


def is_base32(core: str) -> bool:
    """Say whether a run has one case and enough of the six figures of base32, well spread."""
    if not (core.isalnum() and (core.isupper() or core.islower())):
        return False
    figures = [one for one in core if one.isdigit()]
    spread = sum(a.isdigit() != b.isdigit() for a, b in pairwise(core))
    return set(figures) <= set("234567") and len(figures) >= 3 and spread >= 5


def is_long_word(core: str) -> bool:
    """Say whether it is longer than any word, and no letter held down."""
    return len(core) >= LETTERS_ONLY and core.isalnum() and len(set(core.casefold())) >= 10
