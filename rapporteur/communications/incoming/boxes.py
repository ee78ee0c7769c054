"""Where the mail server leaves what came for a desk: a maildir or an mbox of its name.

    RAPPORTEUR_MAIL_IN, else mail-in/ in the data folder
        SALECHILD/        a maildir (cur, new, tmp), or
        SALECHILD.mbox    an mbox

A message is taken away only once what it said is sealed and kept.
"""

import logging
import mailbox
import re
from collections.abc import Callable
from pathlib import Path

from rapporteur.kernel import environment

LARGEST = 25 * 1024 * 1024  # bytes of one message; a larger one stays where it is
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")

log = logging.getLogger(__name__)


def folder() -> Path:
    given = environment.setting("RAPPORTEUR_MAIL_IN")
    return Path(given) if given else environment.home() / "mail-in"


def box_of(code: str) -> "mailbox.Maildir | mailbox.mbox | None":
    """Return the box of a desk by the code of its mandate, None where there is none."""
    if not NAME.fullmatch(code):
        return None
    directory, single = folder() / code, folder() / f"{code}.mbox"
    if (directory / "new").is_dir():
        return mailbox.Maildir(directory, factory=None, create=False)
    return mailbox.mbox(single, create=False) if single.is_file() else None


def empty(code: str, take: Callable[[bytes], object], *, most: int = 100) -> int:
    """Hand each message of a box on and take it away; return how many. One that fails stays.

    What is logged is the kind of an error, never a word of a message.
    """
    box = box_of(code)
    if box is None:
        return 0
    box.lock()
    taken = 0
    try:
        for key in list(box.keys())[:most]:
            taken += hand_on(box, key, take)
        box.flush()
    finally:
        box.unlock()
        box.close()
    return taken


def hand_on(
    box: "mailbox.Maildir | mailbox.mbox", key: str, take: Callable[[bytes], object]
) -> bool:
    with box.get_file(key) as held:
        raw = held.read(LARGEST + 1)
    if len(raw) > LARGEST:
        log.warning("A message in mail-in is larger than is taken in. It stays there.")
        return False
    try:
        take(raw)
    except Exception as error:  # noqa: BLE001  # one bad message must not stop those behind it
        log.error("A message in mail-in was not taken in: %s. It stays.", type(error).__name__)  # noqa: TRY400  # a traceback would quote it
        return False
    box.remove(key)
    return True
