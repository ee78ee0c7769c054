"""A message as bytes, read into what matching looks at. Pure, and nothing of it is ever logged.

Nothing in a message is believed here: what says who wrote it counts only where the installation's
own mail server vouched for it (`proven`).
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from typing import Any

from rapporteur.communications.models.incoming import Nature

LONGEST = 200_000  # characters of the text that is kept to be read
SEARCHED = 2_000_000  # characters that are searched; of more a person must look
MOST_PARTS = 200
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]")
HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
TAGS = re.compile(r"<[^<>]*>")  # reads each sign once, however the text is made
IDS = re.compile(r"<([^<>\s]+)>")
FORWARDED = re.compile(
    r"^\s*(?:fwd?|wg|tr|rv|enc|i|пересл\w*|转发|轉寄|إعادة توجيه|تحويل)\s*[:：]", re.IGNORECASE
)
INSIDE = re.compile(r"(?im)^-{2,}\s*(?:forwarded message|original message forwarded)")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True)
class Attachment:
    """A file that came along. It is not opened here."""

    name: str
    form: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Mail:
    """What is read of a message. `searched` is all its text, folded; `text` is for people.

    `sender` is the one address that it says to come from, empty where it names none or several.
    `proven` and `forged` are what the own mail server found of it; neither where it said nothing.
    """

    readable: bool
    nature: Nature = Nature.WORDS
    written_by: str = ""
    sender: str = ""
    proven: bool = False
    forged: bool = False
    subject: str = ""
    said_on: str = ""
    text: str = ""
    searched: str = ""
    answers: tuple[str, ...] = ()
    status: str = ""  # of a report that it came back
    forwarded: bool = False
    listed: bool = False
    attachments: tuple[Attachment, ...] = ()


def read(raw: bytes, *, host: str) -> Mail:
    """Read a message; `host` is the name by which the own mail server signs what it found."""
    try:
        message = message_from_bytes(raw, policy=default)
        return told(message, host)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return Mail(readable=False)  # whatever a library of mail trips over


def told(message: EmailMessage, host: str) -> Mail:
    parts = list(message.walk())
    if len(parts) > MOST_PARTS:
        return Mail(readable=False)
    plain, marked, files = sorted_out(message)
    if len(plain) + len(marked) > SEARCHED:
        return Mail(readable=False)
    subject = heading(message, "Subject")
    senders = addresses(message)
    passed, failed = vouched(message, host, senders[0] if len(senders) == 1 else "")
    answers = [*ids(message, "In-Reply-To"), *ids(message, "References")]
    nature, status, came_back = nature_of(message)
    text = plain or marked
    return Mail(
        readable=True,
        nature=nature,
        written_by=heading(message, "From")[:300],
        sender=senders[0] if len(senders) == 1 else "",
        proven=passed,
        forged=failed,
        subject=subject[:500],
        said_on=heading(message, "Date")[:100],
        text=text[:LONGEST],
        searched=folded(f"{subject}\n{plain}\n{marked}"),
        answers=tuple(dict.fromkeys((*answers, *came_back))),
        status=status,
        forwarded=nature == Nature.WORDS and is_forwarded(message, subject, text),
        listed=any(message.get(name) for name in ("List-Id", "List-Post", "List-Unsubscribe")),
        attachments=tuple(files),
    )


def heading(message: EmailMessage, name: str) -> str:
    found = " ".join(str(message.get(name, "")).split())
    return "".join(sign for sign in found if unicodedata.category(sign)[0] != "C")


def addresses(message: EmailMessage) -> list[str]:
    """Return every address that a message says to come from; two From lines are two."""
    lines = [str(one) for one in message.get_all("From", [])]
    return [address.lower() for _name, address in getaddresses(lines) if "@" in address]


def ids(message: EmailMessage, name: str) -> list[str]:
    return IDS.findall(" ".join(str(one) for one in message.get_all(name, [])))


def vouched(message: EmailMessage, host: str, sender: str) -> tuple[bool, bool]:
    """Say whether the own mail server found the sender true, and whether it found it false.

    Only the topmost line counts, since those below it came with the message.
    """
    lines = message.get_all("Authentication-Results", [])
    if not host or not lines or not sender:
        return False, False
    said = " ".join(str(lines[0]).split()).lower()
    if said.split(";")[0].split(" ")[0].strip() != host.lower():
        return False, False
    results = dict(re.findall(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", said))
    aligned = f"header.from={sender.rpartition('@')[2]}" in said
    return results.get("dmarc") == "pass" and aligned, "fail" in results.values()


def nature_of(message: EmailMessage) -> tuple[Nature, str, list[str]]:
    """Return what a message is, and of a report the status and the mails that it tells of."""
    if message.get_content_type() == "multipart/report":
        if message.get_param("report-type") == "delivery-status":
            return report(message)
        return Nature.AUTOMATIC, "", []
    sender = "".join(addresses(message)[:1]).partition("@")[0]
    if sender in {"mailer-daemon", "postmaster"}:
        return Nature.BOUNCE, "", []
    automatic = str(message.get("Auto-Submitted", "no")).strip().lower() != "no"
    replies = any(message.get(name) for name in ("X-Autoreply", "X-Autorespond"))
    precedence = str(message.get("Precedence", "")).strip().lower() in {"auto_reply", "auto-reply"}
    return Nature.AUTOMATIC if automatic or replies or precedence else Nature.WORDS, "", []


def report(message: EmailMessage) -> tuple[Nature, str, list[str]]:
    actions, statuses, returned = [], [], []
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            for block in inner(part):
                actions.append(str(block.get("Action", "")).strip().lower())
                statuses += STATUS.findall(str(block.get("Status", "")))
        elif kind == "message/rfc822":
            returned += [one for held in inner(part) for one in ids(held, "Message-ID")]
        elif kind == "text/rfc822-headers":
            headers: Any = message_from_string(content(part), policy=default)
            returned += ids(headers, "Message-ID")
    status = ".".join(next((one for one in statuses if one[0] == "5"), ("",)))
    return Nature.BOUNCE if "failed" in actions else Nature.AUTOMATIC, status, returned


def inner(part: Any) -> list[Any]:
    payload = part.get_payload()
    return list(payload) if isinstance(payload, list) else []


def is_forwarded(message: EmailMessage, subject: str, text: str) -> bool:
    """Say whether the words may be another's: who wrote them is then not known."""
    carried = any(part.get_content_type() == "message/rfc822" for part in message.walk())
    resent = message.get("Resent-From") is not None
    return carried or resent or bool(FORWARDED.match(subject)) or bool(INSIDE.search(text))


def sorted_out(message: EmailMessage) -> tuple[str, str, list[Attachment]]:
    """Return the plain text, the text of what was marked up, and the files."""
    plain, marked, files = [], [], []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind in {"message/delivery-status", "text/rfc822-headers"}:
            continue
        if part.get_filename() or part.get_content_disposition() == "attachment":
            data: Any = part.get_payload(decode=True) or b""
            files.append(Attachment(str(part.get_filename() or "")[:200], kind, bytes(data)))
        elif kind == "text/plain":
            plain.append(content(part))
        elif kind == "text/html":
            marked.append(unmarked(content(part)))
    return "\n".join(plain).strip(), "\n".join(marked).strip(), files


def content(part: Any) -> str:
    """Return the text of a part; an encoding that nobody knows is read as UTF-8."""
    data = part.get_payload(decode=True) or b""
    try:
        text = data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return str(text).replace("\r\n", "\n").replace("\0", "\ufffd")


def unmarked(text: str) -> str:
    """Return what a marked-up text says, tags left out; it is searched and never shown as markup."""
    return html.unescape(TAGS.sub(" ", text))


def folded(text: str) -> str:
    """Return a text as references are looked for in it: one form of digits, hyphens and blanks."""
    plain = HYPHENS.sub("-", unicodedata.normalize("NFKC", UNSEEN.sub("", text)))
    digits = {ord(one): str(unicodedata.digit(one)) for one in set(plain) if one.isdecimal()}
    quoted = re.sub(r"(?m)^[>|\s]+", "", plain.translate(digits))
    return " ".join(quoted.split())
