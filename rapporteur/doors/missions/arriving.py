"""A large file on its way in by the form: sealed part by part as it arrives, never kept in the clear.

Whoever may send one is asked before the first byte is read. What the page does not take to its end,
for whatever reason (a stale token, a broken line, a fault), is given up when the page has answered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from rapporteur.communications.actions import uploading
from rapporteur.communications.actions.uploading import Arriving, Taker
from rapporteur.doors.uploads import NoFiles
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn

View = Callable[..., HttpResponseBase]
Begin = Callable[[str], Arriving]

AT_ONCE = 4  # of one process of the door: half its threads, so that its pages still answer
TURNS = BoundedSemaphore(AT_ONCE)
BUSY = _("Several large files are arriving at this moment. Try again in some minutes.")
PATIENCE = uploading.LARGEST + 100_000_000  # beyond it the line is cut


class LargeFile(UploadedFile):  # type: ignore[type-arg]  # it holds no file
    """What came of the file of a form: parts that are sealed, or the reason why not."""

    def __init__(
        self, name: str, size: int, arriving: Arriving | None, refusal: Refused | None
    ) -> None:
        super().__init__(name=name, size=size)
        self.arriving, self.refusal = arriving, refusal


class Sealed(NoFiles):
    """Seal the one file of a form as it arrives. Of another nothing is kept."""

    def __init__(self, request: SignedIn, begin: Begin) -> None:
        super().__init__(request)
        self.begin = begin
        self.taker: Taker | None = None
        self.refusal: Refused | None = None
        self.files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > PATIENCE:
            raise StopUpload(connection_reset=True)
        if self.files > 1 or self.refusal is not None:
            return  # read past, so that the page can say why
        try:
            if self.taker is None:
                self.taker = Taker(self.begin(self.file_name or ""))
            self.taker.write(raw_data)
        except Refused as refusal:
            self.refusal = refusal

    def file_complete(self, file_size: int) -> LargeFile | None:  # type: ignore[override]
        if self.files > 1:
            return None
        if self.taker is not None and self.refusal is None:
            try:
                self.taker.end()
            except Refused as refusal:
                self.refusal = refusal
        arriving = self.taker.arriving if self.taker else None
        return LargeFile(self.file_name or "", file_size, arriving, self.refusal)

    def let_go(self, request: SignedIn) -> None:
        """Give up what the page did not take to its end."""
        if self.taker is not None:
            uploading.let_go(self.taker.arriving.upload, by=request.user)


def takes_large_file(begin: Callable[..., Arriving]) -> Callable[[View], View]:
    """Let this page take one large file, begun by `begin(request, name, …)`. Below `allowed`.

    The token of the form is checked once the way in is set, as with `takes_file`.
    """

    def mark(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def answer(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return protected(request, *args, **kwargs)

            def one_more(name: str) -> Arriving:
                return begin(request, name, *args, **kwargs)

            with a_turn() as has_turn:
                handler = Sealed(request, one_more)
                handler.refusal = None if has_turn else Refused(BUSY)
                request.upload_handlers = [handler]
                try:
                    return protected(request, *args, **kwargs)
                finally:
                    handler.let_go(request)

        return answer

    return mark


@contextmanager
def a_turn() -> Iterator[bool]:
    """Hold one of the turns of this process, where one is free; never wait for it."""
    held = TURNS.acquire(blocking=False)
    try:
        yield held
    finally:
        if held:
            TURNS.release()
