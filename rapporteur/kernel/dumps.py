"""No process of ours leaves its memory on the disk when it falls."""

import resource


def forbid_core_dumps() -> None:
    """Forbid core dumps to this process and to all that it starts, for good.

    A collector that the operating system was told to pipe dumps to is not bound by this: that is
    the operator's to switch off (`docs/operations/going-live.md`).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
