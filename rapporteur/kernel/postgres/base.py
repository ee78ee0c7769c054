"""Django's way to PostgreSQL, but for how it knows that a kept connection still works.

Django asks each connection at each request: one round trip of five, and of two where a page only
reads. Here one that has answered a moment ago is looked at instead: a server that ended, fell or
closed it has left word in the socket. Whatever is older is asked, and so is one on which something
went wrong. ADR 0136.
"""

from select import POLLIN, poll
from time import monotonic
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus

BELIEVED = 5.0  # seconds after an answer; beyond it a firewall may have dropped the line silently


class DatabaseWrapper(base.DatabaseWrapper):
    answered = 0.0  # when this connection was asked last and answered

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.answered = 0.0
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Say whether the connection works; looks at the socket, or asks."""
        recently = monotonic() - self.answered < BELIEVED
        if recently and not self.errors_occurred and self.is_quiet():
            return True
        usable = bool(super().is_usable())
        self.answered = monotonic() if usable else 0.0
        return usable

    def is_quiet(self) -> bool:
        """Say whether the connection is open and nothing waits in it: no last word, no end."""
        if self.connection is None or self.connection.closed:
            return False
        line = self.connection.pgconn
        watch = poll()
        watch.register(line.socket, POLLIN)
        return line.status == ConnStatus.OK and not watch.poll(0)
