"""Files on their way in: kept in memory alone, or not at all. Django's own would write them to disk.

A door takes no file (`NoFiles`, in the settings of all) but on the pages that ask for one; these
are marked with `takes_file`, which lets memory hold one file up to the limit.
"""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from rapporteur.kernel.files import limits

View = Callable[..., HttpResponseBase]
PATIENCE = 4 * limits.BYTES  # beyond it the line is cut: nobody sends this by mistake


class NoFiles(FileUploadHandler):
    """Read past every file and keep none: the form learns that there was none."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  Django names it
        if start > PATIENCE:
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:  # noqa: ARG002  same
        return None


class InMemory(NoFiles):
    """Keep one file in memory. Of a larger one only its size is kept, so that the form can say it."""

    kept: BytesIO
    files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files += 1
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        super().receive_data_chunk(raw_data, start)
        if self.files == 1 and start + len(raw_data) <= limits.BYTES:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self.files > 1:
            return None
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def takes_file(view: View) -> View:
    """Let this page take one file; its token is checked once the way in is set."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.upload_handlers = [InMemory(request)]
        return protected(request, *args, **kwargs)

    return answer
