"""A file on its way in lies in memory, or nowhere: no door writes one to disk."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from rapporteur.doors import uploads
from rapporteur.kernel.files import limits
from tests.kernel.files.documents import PNG

pytestmark = pytest.mark.requirement("SG1")


@pytest.fixture
def nowhere(monkeypatch):
    """Fail on whatever opens a temporary file."""

    def refuse(*_given, **_named):
        pytest.fail("a file was to be written to disk")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)


@uploads.takes_file
def told(request):
    """Answer how many files came, and how long the first is and says it is."""
    found = request.FILES.getlist("file")
    words = request.POST.get("words", "")
    return HttpResponse("|".join([words, *(f"{len(one.read())}/{one.size}" for one in found)]))


def post(*files, **more):
    sent = [SimpleUploadedFile("a.pdf", one, "application/pdf") for one in files]
    return RequestFactory().post("/", {"words": "typed", "file": sent}, **more)


def answer(request):
    request._dont_enforce_csrf_checks = True
    return told(request).content.decode()


@pytest.mark.parametrize("size", [1, 2_600_000, limits.BYTES])
def test_a_file_of_any_size_that_is_taken_stays_in_memory(nowhere, size):
    assert answer(post(b"x" * size)) == f"typed|{size}/{size}"


def test_of_a_file_that_is_too_large_only_its_size_is_kept(nowhere):
    too_large = limits.BYTES + 1

    assert answer(post(b"x" * too_large)) == f"typed|0/{too_large}"


def test_one_file_is_taken_and_no_second(nowhere):
    assert answer(post(b"one", b"second")) == "typed|3/3"


def test_a_line_that_never_ends_is_cut(nowhere, monkeypatch):
    monkeypatch.setattr(uploads, "PATIENCE", 100_000)

    assert answer(post(b"x" * 400_000)) == "typed"


def test_the_token_of_a_page_that_takes_a_file_is_checked():
    assert told(post(b"x")).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["intake", "missions", "partners", "desk"])
def test_a_door_keeps_no_file_where_none_is_asked_for(nowhere, door, settings, name):
    door(name)
    request = RequestFactory().post("/", {"words": "typed", "file": SimpleUploadedFile("a", PNG)})

    assert (request.POST["words"], dict(request.FILES)) == ("typed", {})
