"""Notice addresses: of the web, of hidden sites, of single computers; plainly written or not.

An ending with its dot is looked for first, and the name is then read backwards from it, so that an
ordinary sentence before it stays. Each step looks at a bounded stretch: the time grows with the
length of the text and no faster.
"""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv6Address

from rapporteur.intake.disguises import endings
from rapporteur.intake.disguises.kinds import Kind

Span = tuple[int, int, Kind]

BLANK = r"[ \t]"
DOT_WORD = r"(?:dot|d0t|punkt|punto|point|точка|тчк|نقطة|نقطه|点|點)"
# Nobody writes these but to hide a dot, or to keep an address from becoming a link.
HIDDEN_DOT = (
    rf"{BLANK}{{0,2}}[\[({{<]{BLANK}?(?:\.|{DOT_WORD}){BLANK}?[\])}}>]{BLANK}{{0,2}}"
    r"|&#0{0,3}46;|&#x0{0,3}2e;|&period;|%2e|\\x2e|\\u002e|[_-]dot[_-]|\\\."
)
SPELLED_DOT = (
    rf"{BLANK}{{1,2}}(?:dot|d0t|punkt|punto|point|точка|тчк|نقطة|نقطه){BLANK}{{1,2}}"
    rf"|{BLANK}?[点點]{BLANK}?"
)
SPACED_DOT = rf"{BLANK}{{1,2}}[.·]{BLANK}{{0,2}}|[.·]{BLANK}{{1,2}}|·|,"
DOT = rf"(?:(?P<hidden>{HIDDEN_DOT})|(?P<spelled>{SPELLED_DOT})|(?P<spaced>{SPACED_DOT})|\.)"
BEFORE = {
    name: re.compile(rf"(?:{pattern})$", re.IGNORECASE)
    for name, pattern in (
        ("hidden", rf"{HIDDEN_DOT}|\."),
        ("spelled", rf"{SPELLED_DOT}|\."),
        ("spaced", rf"{BLANK}{{1,2}}[.·]{BLANK}{{0,2}}|·|\."),
        ("plain", r"\."),
    )
}
IN_NAME = r"a-z0-9\u00c0-\u024f_"
FOREIGN = "|".join((*endings.OF_OTHER_SCRIPTS, *sorted(endings.SPELLED_OUT)))
ENDING = re.compile(
    rf"{DOT}(?P<ending>(?:xn--[a-z0-9-]{{2,59}}|[a-z]{{2,12}}|i2p)(?![{IN_NAME}]|-[a-z0-9]|@)"
    rf"|(?:{FOREIGN})(?!\w))",
    re.IGNORECASE,
)
SLASH = rf"(?:{BLANK}{{1,2}}(?:slash|barra|слеш|слэш|شرطة|斜杠){BLANK}{{1,2}}|{BLANK}?[\[(]/[\])]{BLANK}?)"
PATH = r"(?:(?::\d{2,5})?[/?#\\][!-~\u00c0-\u024f\u0370-\u06ff]{0,2000}+)"
AFTER = re.compile(
    rf"(?:{PATH}|:\d{{2,5}}(?!\d)|{BLANK}/{BLANK}?[!-~]{{1,300}}+)?(?:{SLASH}[\w.~%=?&-]{{1,200}})*",
    re.IGNORECASE,
)
CLOSING = ".,;:!?)]}'\"»”’،؛"
LABEL = re.compile(rf"[{IN_NAME}-]", re.IGNORECASE)
LABEL_OF_ANY_SCRIPT = re.compile(r"[\w-]")
LONGEST_LABEL, MOST_LABELS = 63, 12
AT = re.compile(r"(?:@|[\[({<] ?(?:at|arobase|arroba|собака|@|в) ?[\])}>]) ?$", re.IGNORECASE)
NO_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "this",
        "that",
        "every",
        "no",
        "any",
        "le",
        "la",
        "les",
        "un",
        "une",
        "ce",
        "chaque",
        "el",
        "los",
        "las",
        "der",
        "die",
        "das",
        "и",
        "на",
        "to",
        "at",
        "in",
        "on",
        "is",
        "it",
        "from",
    ]
)

SCHEME = re.compile(
    rf"(?<![a-z0-9])(?:h[tx*_+#]{{2}}ps?|ftps?|fxps?|sftp|wss?|gopher|gemini|ipfs|ipns|smb|ircs?|rtsp|rtmp)"
    rf"{BLANK}?(?:[\[(]{BLANK}?)?(?::|%3a|&colon;|&#58;)(?:{BLANK}?[\])])?{BLANK}?"
    rf"(?:[\[(]?(?://?|\\\\|%2f%2f|/{BLANK}/|:|\\/\\/)[\])]?){BLANK}?[!-~\w]{{1,2000}}+"
    r"|(?<![a-z0-9])h[tx]{2}ps? (?:colon|doppelpunkt|двоеточие|dos puntos|deux points) slash slash [!-~]{1,300}"
    r"|(?<![a-z0-9@])www\d{0,2}(?:\.|" + HIDDEN_DOT + "|" + SPELLED_DOT + r")[!-~\w]{2,2000}+"
    r"|(?<![a-z0-9@-])xn--[a-z0-9-]{2,59}(?:\.[a-z0-9-]{1,63}){1,6}+"
    r"|(?<![a-z0-9])(?:moc|gro)\.[a-z0-9-]{3,63}(?![a-z0-9])"
    r"|(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12}/[!-~]{1,2000}+",
    re.IGNORECASE,
)
BACKWARDS = re.compile(r"//:s?ptth(?![a-z])", re.IGNORECASE)
SEEN = re.compile(r"\S")
ONION_NAME = re.compile(r"(?<![a-z0-9])(?=[a-z]{0,55}[2-7])[a-z2-7]{56}(?![a-z0-9])", re.IGNORECASE)

JOINT = rf"(?:\.|{HIDDEN_DOT}|{BLANK}(?:dot|punkt|punto|point|точка|نقطة){BLANK}|{BLANK}\.{BLANK})"
IPV4 = re.compile(
    rf"(?<![\d.,])(\d{{1,3}})(?P<joint>{JOINT})(\d{{1,3}}){JOINT}(\d{{1,3}}){JOINT}(\d{{1,3}})"
    r"(?![\d]|[.,]\d)(?P<more>(?::\d{1,5})?(?:/[!-~]{0,2000}+)?)",
    re.IGNORECASE,
)
SAID_SO = re.compile(
    r"(?:\bip|addr|adr|server|serveur|servidor|сервер|айпи|خادم|服务器)[^\n]{0,12}$", re.IGNORECASE
)
IPV6 = re.compile(
    r"(?<![0-9a-z:.])\[?((?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?:\](?::\d{2,5})?|(?![0-9a-z:]))(?:/[!-~]{0,2000}+)?",
    re.IGNORECASE,
)


def addresses_in(text: str) -> Iterator[Span]:
    """Yield each address in a folded text."""
    for found in SCHEME.finditer(text):
        start, end = found.span()
        kind = Kind.ONION if ".onion" in found.group().casefold() else Kind.WEB
        yield start, trimmed(text, start, followed(text, end)), kind
    for found in ENDING.finditer(text):
        if (begun := beginning(text, found)) is not None:
            is_hidden = found["ending"].casefold() in ("onion", "i2p", "loki")
            end = trimmed(text, begun, followed(text, found.end()))
            yield begun, end, Kind.ONION if is_hidden else Kind.WEB
    for found in ONION_NAME.finditer(text):
        yield *found.span(), Kind.ONION
    for found in BACKWARDS.finditer(text):
        yield label_before(text, found.start(), SEEN, 200), found.end(), Kind.WEB
    yield from computers(text)


def followed(text: str, end: int) -> int:
    """Return where the path after an address ends."""
    found = AFTER.match(text, end)
    return found.end() if found else end


def trimmed(text: str, start: int, end: int) -> int:
    """Leave the sentence's own closing marks to the sentence."""
    while end > start + 1 and text[end - 1] in CLOSING:
        end -= 1
    return end


def beginning(text: str, found: re.Match[str]) -> int | None:
    """Return where the name before an ending begins; None where no address is meant."""
    joint = next((name for name in ("hidden", "spelled", "spaced") if found[name]), "plain")
    ending = found["ending"]
    if not may_end(text, found, joint):
        return None
    pattern = LABEL if ending.isascii() else LABEL_OF_ANY_SCRIPT
    start = label_before(text, found.start(), pattern)
    if start == found.start() and ending.isascii():
        start = label_before(text, found.start(), LABEL_OF_ANY_SCRIPT)
    name = text[start : found.start()].casefold()
    if not name.strip("-_") or AT.search(text, max(0, start - 12), start):
        return None
    if joint in ("spelled", "spaced") and (len(name) < 2 or name in NO_NAMES):
        return None
    start, labels = further(text, start, BEFORE[joint])
    is_short = len(name) == 1 and labels == 1
    if AT.search(text, max(0, start - 12), start) or (is_short and not has_path(text, found.end())):
        return None
    return start


def further(text: str, start: int, joint: re.Pattern[str]) -> tuple[int, int]:
    """Go back over the labels before a label; return where the first begins and how many."""
    labels = 1
    while labels < MOST_LABELS:
        window = max(0, start - 14)
        if not (dot := joint.search(text[window:start])):
            break
        at = window + dot.start()
        earlier = label_before(text, at, LABEL)
        if earlier == at:
            break
        start, labels = earlier, labels + 1
    return start, labels


def label_before(text: str, end: int, signs: re.Pattern[str], longest: int = LONGEST_LABEL) -> int:
    """Return where the run of such signs before `end` begins."""
    start = end
    while start and end - start < longest and signs.match(text[start - 1]):
        start -= 1
    return start


def has_path(text: str, end: int) -> bool:
    return re.match(r"[/?#][!-~]", text[end : end + 2]) is not None


def may_end(text: str, found: re.Match[str], joint: str) -> bool:
    """Say whether this ending, joined this way and in this place, is one of an address."""
    ending = found["ending"].casefold()
    if not ending.isascii():
        return ending in endings.OF_OTHER_SCRIPTS or joint in ("hidden", "spelled")
    if ending not in endings.ALL:
        return ending.startswith("xn--")
    if joint == "hidden" or (joint == "plain" and has_path(text, found.end())):
        return True
    if ending in endings.PLAINEST:
        return joint != "spaced" or found["ending"].islower()
    return joint != "spaced" and is_no_word(text, found, joint)


def is_no_word(text: str, found: re.Match[str], joint: str) -> bool:
    """Say whether an ending is meant as one, and neither begins a sentence nor goes on in it."""
    written = found["ending"]
    if not written.islower() and not (written.isupper() and text[found.start() - 1].isupper()):
        return False  # "home.Il", "B.Sc": a new sentence, or a title
    if written.casefold() in endings.WORDS:
        return joint == "plain" and not goes_on(text, found.end())
    return True


def goes_on(text: str, end: int) -> bool:
    """Say whether a sentence goes on after a word: then it is a word, and no ending."""
    return re.match(r"[ \t\n]*[\w(«“\"']|\.\w|['’-]", text[end : end + 4]) is not None


def computers(text: str) -> Iterator[Span]:
    """Yield addresses of single computers; a telephone number or a section's number is none."""
    for found in IPV4.finditer(text):
        parts = [found[number] for number in (1, 3, 4, 5)]
        if is_ipv4(parts) and (
            found["more"]
            or found["joint"].strip() != "."
            or SAID_SO.search(text, max(0, found.start() - 24), found.start())
            or not is_other_number(parts)
        ):
            yield found.start(), trimmed(text, found.start(), found.end()), Kind.NETWORK
    for found in IPV6.finditer(text):
        if is_ipv6(found[1]):
            yield found.start(), trimmed(text, found.start(), found.end()), Kind.NETWORK


def is_ipv4(parts: list[str]) -> bool:
    return all(int(part) < 256 and (part == "0" or part[0] != "0") for part in parts)


def is_other_number(parts: list[str]) -> bool:
    """Say whether four numbers look like a telephone number or a section of a text."""
    sizes = {len(part) for part in parts}
    return sizes in ({1}, {2}) or max(map(int, parts)) < 32


def is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return len(text.replace(":", "")) > 3
