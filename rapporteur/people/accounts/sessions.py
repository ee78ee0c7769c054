"""Sessions of a door: found by the hash of the key, opened by the key itself.

A stolen table lets nobody in and tells nothing: rows are named by SHA-256 of the cookie's value
and the body is AES-256-GCM under a key derived from it. JSON inside, nothing pickled. ADR 0021.
"""

import hashlib
import json
import os
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from rapporteur.kernel.clock import now
from rapporteur.people.accounts.models import DeskSession, MissionsSession, PartnersSession, Session

TABLES: dict[str, type[Session]] = {
    "desk": DeskSession,
    "missions": MissionsSession,
    "partners": PartnersSession,
}
NONCE_BYTES = 12


def hashed(session_key: str) -> str:
    """Return the name under which a session is kept."""
    return hashlib.sha256(b"session name\0" + session_key.encode()).hexdigest()


def body_key(session_key: str) -> bytes:
    """Return the 32 bytes that open the body. The key has 165 bits: no slow derivation needed."""
    return hashlib.sha256(b"session body\0" + session_key.encode()).digest()


class SessionStore(SessionBase):
    """Django's session interface over the table of the door that this process serves."""

    @property
    def rows(self) -> QuerySet[Any]:
        return TABLES[settings.DOOR]._default_manager.all()

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown, expired or damaged one starts empty."""
        if self.session_key:
            row = self.rows.filter(key_hash=hashed(self.session_key), expires__gt=now()).first()
            if row and (content := self.opened(bytes(row.body))) is not None:
                return content
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        return bool(self.rows.filter(key_hash=hashed(session_key)).exists())

    def create(self) -> None:
        """Make a session under a fresh key, and clear away what has expired."""
        self.rows.filter(expires__lte=now()).delete()
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:  # pragma: no cover  two random keys of 165 bits met
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write the session. Raises CreateError or UpdateError where Django expects them."""
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        values = {
            "body": self.sealed(content),
            "expires": now() + timedelta(seconds=self.get_expiry_age()),
        }
        name = hashed(self.session_key)
        if must_create:
            try:
                with transaction.atomic():
                    self.rows.create(key_hash=name, **values)
            except IntegrityError as error:
                raise CreateError from error
        elif not self.rows.filter(key_hash=name).update(**values):
            raise UpdateError  # signed out elsewhere meanwhile: it does not come back

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.rows.filter(key_hash=hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        cls().rows.filter(expires__lte=now()).delete()

    def sealed(self, content: dict[str, Any]) -> bytes:
        """Return `content` as bytes that only this session's key opens."""
        key = self.session_key or ""
        nonce = os.urandom(NONCE_BYTES)
        text = json.dumps(content, separators=(",", ":")).encode()
        return nonce + AESGCM(body_key(key)).encrypt(nonce, text, hashed(key).encode())

    def opened(self, body: bytes) -> dict[str, Any] | None:
        """Return what `sealed` put in, None where the row is not of this key."""
        key = self.session_key or ""
        try:
            text = AESGCM(body_key(key)).decrypt(
                body[:NONCE_BYTES], body[NONCE_BYTES:], hashed(key).encode()
            )
        except InvalidTag:
            return None
        content: dict[str, Any] = json.loads(text)
        return content
