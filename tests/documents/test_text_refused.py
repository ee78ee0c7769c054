"""What is no text is refused with the reason, and no text takes long or much memory."""

import resource
import subprocess
import sys
import textwrap

import pytest

from rapporteur.documents.readers.text import read
from rapporteur.documents.refusals import Unreadable


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\n\n%PDF-1.4 dressed as a text", "PDF"),
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (b"{\\rtf1\\ansi Report}", "RTF"),
        (b"1. One.\x00\x01\x02", "not text"),
        (bytes(range(256)) * 100, "UTF-8"),
        ("1. L\u2019\u00c9tat.\n2. D\u00e9j\u00e0.\n".encode("cp1252"), "UTF-8"),
        ("1. L’État.\n".encode().decode("cp1252", "replace").encode(), "wrong encoding"),
        ("1. Numéro.\n".encode("utf-16-le"), "not text|UTF-8"),
        (b"a" * 200_000, "more than 100000 characters"),
        (b"a\n" * 200_000, "more than 100000 lines"),
        (b"a" * 50_000_000, "larger than 5 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data)


HOSTILE = [
    "1. " + "(a) **a *a <i>a 1 " * 5_000,
    "." * 90_000,
    "1. a.) " * 12_000,
    "A, " * 30_000 + "Rapporteur, A",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_a_hostile_line_takes_no_long_time(line: str) -> None:
    code = textwrap.dedent(
        """
        import sys
        from django.conf import settings
        settings.configure(USE_I18N=False)
        from rapporteur.documents.readers.text import read
        read(sys.stdin.buffer.read())
        """
    )
    text = "\n".join(["A/HRC/0/1", "Report", *[line] * 10]).encode()
    subprocess.run([sys.executable, "-c", code], input=text, check=True, timeout=20)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 300_000
