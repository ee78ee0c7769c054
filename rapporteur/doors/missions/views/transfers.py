"""Send a large file in pieces, and go on after the line broke: the protocol tus 1.0.0.

    POST    …/large/parts/     begin: Upload-Length, Upload-Metadata (filename, sha256); answers Location
    HEAD    its address        how much has arrived: Upload-Offset
    PATCH   its address        the bytes from Upload-Offset on
    DELETE  its address        give it up

The script of the page speaks it, and so may curl (docs/operations/large-files.md). Answers are words
for a person. The vault must be open: the key of the parts is sealed to the Mission and opened anew
for each request, so that no process and no cookie keeps it.
"""

from base64 import b64decode
from collections.abc import Callable
from functools import wraps
from re import fullmatch
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapporteur.communications import addressees
from rapporteur.communications.actions import uploading
from rapporteur.communications.actions.uploading import Arriving, NotTaken, OutOfStep, Taker
from rapporteur.communications.models import Communication, Upload
from rapporteur.communications.replies.workflow import OVER, UploadState
from rapporteur.doors.missions.arriving import BUSY, a_turn
from rapporteur.doors.missions.views.large import found
from rapporteur.doors.missions.views.letters import addressed
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks import rules
from rapporteur.people.vaults.unlocking import WithVault

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
READ = 64 * 1024  # bytes at a time
CODES: tuple[tuple[type[Refused], int], ...] = ((OutOfStep, 409), (NotTaken, 422), (Refused, 403))
View = Callable[..., HttpResponse]


def said(code: int, words: object = "", **headers: str) -> HttpResponse:
    """Answer in plain words, with the headers of the protocol (underscores become hyphens)."""
    response = HttpResponse(str(words), status=code, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def not_understood(header: str, code: int = 400) -> HttpResponse:
    words = _("This address speaks tus 1.0.0. Missing or not understood: %(header)s.")
    return said(code, words % {"header": header}, Tus_Version=VERSION)


def speaks(view: View) -> View:
    """Answer in plain words what is amiss before, and what a rule or an action refuses behind."""

    @wraps(view)
    def answer(request: WithVault, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Tus-Resumable") != VERSION:
            return not_understood("Tus-Resumable", 412)
        if request.vault.keyring is None:
            return said(423, _("Your vault is locked. Open it, then go on from where it stopped."))
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            journal_refusal(request, refusal)
            code = next(code for kind, code in CODES if isinstance(refusal, kind))
            return said(code, refusal)

    return answer


def number_in(request: HttpRequest, name: str) -> int | None:
    """Return a header that is a whole number of bytes; None where it is missing or anything else."""
    text = request.headers.get(name, "")
    return int(text) if fullmatch(r"[0-9]{1,18}", text) else None


def metadata(text: str) -> dict[str, str]:
    """Return what is said of a file: names with base64 words. What cannot be read is left out."""
    told = {}
    for pair in text.split(","):
        name, _blank, word = pair.strip().partition(" ")
        try:
            told[name] = b64decode(word, validate=True).decode()
        except ValueError:
            continue
    return told


@require_POST
@allowed(rules.is_of_a_mission, rules.may_hold_key)
@speaks
def letters_parts(request: WithVault, pk: UUID) -> HttpResponse:
    """Begin a large file."""
    letter, size = addressed(request, pk), number_in(request, "Upload-Length")
    told = metadata(request.headers.get("Upload-Metadata", ""))
    sha256 = told.get("sha256", "").lower()
    if size is None:
        return not_understood("Upload-Length")
    if sha256 and not fullmatch(r"[0-9a-f]{64}", sha256):
        return not_understood("Upload-Metadata: sha256")
    if size > uploading.LARGEST:
        return said(413, uploading.TOO_LARGE, Tus_Max_Size=str(uploading.LARGEST))
    arriving = uploading.begin(
        letter,
        name=told.get("filename", ""),
        at_most=size,
        size=size,
        sha256=sha256,
        by=request.user,
    )
    upload = arriving.upload
    address = reverse("letters_upload", args=[letter.pk, upload.pk])
    return said(201, Location=address, Upload_Offset="0", Upload_Expires=expiry(upload))


def expiry(upload: Upload) -> str:
    return http_date(upload.ends_at.timestamp())


@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def letters_upload(request: WithVault, pk: UUID, upload: UUID) -> HttpResponse:
    """Lead a person to the page; answer the protocol."""
    if request.method == "GET":
        return redirect("letters_large", pk)
    return spoken(request, pk, upload)


@speaks
def spoken(request: WithVault, pk: UUID, upload: UUID) -> HttpResponse:
    letter = addressed(request, pk)
    one = found(letter, upload)
    if one.state in OVER:
        return said(410, _("This file was given up, or not sent in time. Send it again."))
    if request.method == "DELETE":
        uploading.drop(one, by=request.user)
        return said(204)
    arriving = opened(request, letter, one)
    if arriving.size is None:
        return said(409, _("This file came by the form: it cannot be gone on with."))
    if request.method == "HEAD":
        return where(arriving)
    with a_turn() as has_turn:
        return taken(request, arriving) if has_turn else said(503, BUSY, Retry_After="20")


def opened(request: WithVault, letter: Communication, upload: Upload) -> Arriving:
    keyring = request.vault.keyring
    assert keyring is not None  # noqa: S101  `speaks` has asked
    return uploading.go_on(upload, addressees.group_of(letter), keyring, by=request.user)


def where(arriving: Arriving, code: int = 200, words: object = "") -> HttpResponse:
    """Say how much has arrived; it is whole parts, so a piece that was cut may count in part."""
    return said(
        code,
        words,
        Upload_Offset=str(arriving.offset),
        Upload_Length=str(arriving.size),
        Upload_Expires=expiry(arriving.upload),
    )


def taken(request: WithVault, arriving: Arriving) -> HttpResponse:
    """Take the bytes of one request. What is full is kept, whatever becomes of the rest."""
    offset = number_in(request, "Upload-Offset")
    length = number_in(request, "Content-Length") or 0
    size = arriving.size or 0
    if request.content_type != PIECE:
        return not_understood(f"Content-Type: {PIECE}", 415)
    if offset is None or request.headers.get("Transfer-Encoding"):
        return not_understood("Upload-Offset, Content-Length")
    if offset != arriving.offset:
        return where(arriving, 409, _("The piece does not begin where the last one ended."))
    if offset + length > size:
        return where(arriving, 413, _("There is more here than was announced."))
    if arriving.upload.state != UploadState.ARRIVING:
        return where(arriving, 204)  # it has arrived; nothing is left to do
    try:
        took_all(request, arriving, length)
        if arriving.offset == size:
            uploading.finish(arriving, by=request.user)
    except NotTaken:
        uploading.let_go(arriving.upload, by=request.user)
        raise
    return where(arriving, 204)


def took_all(request: HttpRequest, arriving: Arriving, length: int) -> None:
    """Read a piece to its end, or to where the line broke; seal each full part on the way."""
    taker, left = Taker(arriving), length
    while left:
        try:
            data = request.read(min(left, READ))
        except UnreadablePostError:
            return
        if not data:
            return
        taker.write(data)
        left -= len(data)
    if taker.total == arriving.size:
        taker.end()
