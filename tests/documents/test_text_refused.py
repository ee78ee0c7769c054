"""What is no text is refused with the reason, and no text takes long or much memory."""

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
        (b"\f" * 6_000 + b"a", "more than 5000 pages"),
        (b"a" * 50_000_000, "larger than 5 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data)


HOSTILE = {
    "marks": ("1. " + "(a) **a *a <i>a 1 " * 5_000 + "\n") * 4,
    "dots": ("." * 90_000 + "\n") * 4,
    "commas": ("A, " * 30_000 + "Rapporteur, A\n") * 4,
    "lines that go on": "1. x\n" + "lower case words that go on and are not at an end-\n" * 20_000,
    "lists": "1. x:\n" + "1. y;\n(a) z;\n" * 10_000,
    "annexes": "1. x.\n" + "Annex\nTitle\n" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_takes_neither_long_nor_much_memory(text: str) -> None:
    code = textwrap.dedent(
        """
        import sys
        from django.conf import settings
        settings.configure(USE_I18N=False)
        from rapporteur.documents.readers.text import read
        read(sys.stdin.buffer.read())
        print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=30,
    )
    assert int(done.stdout.split()[1]) < 300_000  # kB
