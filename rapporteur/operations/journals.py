"""The command `rapporteur journal verify`."""

import json

from rapporteur.kernel.journal.verification import Verification, verify


def command(*, as_json: bool) -> int:
    """Verify the journal and print what was found; return 1 where something is wrong."""
    found = verify()
    print(json.dumps(found.as_json(), indent=2) if as_json else in_words(found))
    return 0 if found.is_sound else 1


def in_words(found: Verification) -> str:
    lines = [
        f"{found.covered} entries are in their place, {found.signed} of them signed for.",
        f"{found.not_chained} entries are not chained yet.",
        f"{found.checkpoints} checkpoints stand in the database, "
        + (
            "there is no file of them here."
            if found.in_file is None
            else f"{found.in_file} in the file."
        ),
    ]
    if found.last_checkpoint_at:
        lines.append(f"The last one is of {found.last_checkpoint_at:%d %B %Y, %H:%M} UTC.")
    lines.append(found.fault.sentence if found.fault else "Nothing was changed.")
    return "\n".join(lines)
