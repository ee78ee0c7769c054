"""What reaches a log: never an address that someone asked for, nor anything they typed."""

import logging


class WithoutAddress(logging.Filter):
    """Say of a request only its page and what came of it; a fault of ours keeps its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            status = int(getattr(record, "status_code", 0))
            match = getattr(request, "resolver_match", None)
            record.msg, record.args = "%s at %s", (status, match.view_name if match else "no page")
            if status < 500:
                record.exc_info = None  # its text repeats the host or the field that was refused
        return True
