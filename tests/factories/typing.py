"""What people may type, in six scripts, whole and with everything that a telephone may add to it."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

FULL = os.environ.get("RAPPORTEUR_TEST_FULL") == "1"
SCRIPTS = {
    "Latin": (0x41, 0x24F),
    "Arabic": (0x620, 0x6D3),
    "Chinese": (0x4E00, 0x9FFF),
    "Cyrillic": (0x400, 0x4FF),
    "Devanagari": (0x904, 0x939),
    "Hangul": (0xAC00, 0xD7A3),
}
SIGNS = "0123456789 .,;:!?'\"<>&%{}()-–…«»\n"
JOINTS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c"  # nobody sees them
COMBINING = "\u0301\u0308\u064b\u0651\u093c\u20dd\ufe0f\U0001f3fd"
EMOJI = "🙂🧒👩‍👧🇪🇺"
TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2069"
CONTROL = "\0\x07\x0b\x1b\x7f\x85"
BLANKS = " \t\u00a0\u2003\u3000"
HARD = (
    *("\0", "a\0b", "\u202eevil", "\u2066x", "\x1b[2J", "   ", "\u3000", "\u200b", "\ufeff"),
    *("e\u0301" * 40, "ha\u0308lf\r\nand\r\nhalf", "{{ 7 }}{% now %}", "</textarea><b>", "%s%(x)d"),
    *("\ufffd", "\ud7ff\ue000", "👩\u200d👧" * 9, "ـ" * 300, "ﷺ", "0", "None"),
)


def of_script(name):
    first, last = SCRIPTS[name]
    letters = st.characters(min_codepoint=first, max_codepoint=last, categories=("L", "M"))
    return st.text(st.one_of(letters, letters, letters, st.sampled_from(SIGNS)), max_size=60)


ORDINARY = st.sampled_from(sorted(SCRIPTS)).flatmap(of_script)
ADDED = st.text(st.sampled_from(JOINTS + COMBINING + EMOJI + BLANKS), max_size=6)
REFUSED = st.text(st.sampled_from(TURNING + CONTROL), max_size=2)
LONG = st.builds(lambda text, times: (text or "x") * times, ORDINARY, st.sampled_from((50, 2_000)))
TYPED = st.one_of(
    st.builds("".join, st.tuples(ORDINARY, ADDED, ORDINARY)),
    st.builds("".join, st.tuples(ORDINARY, ADDED, REFUSED, ORDINARY)),
    st.sampled_from(HARD),
    LONG,
)


def often(*, plain=15, full=50):
    """Return how often to try: the same few in every run, many in the full one."""
    return settings(
        max_examples=full if FULL else plain,
        derandomize=True,
        deadline=None,
        database=None,
        phases=tuple(Phase) if FULL else (Phase.explicit, Phase.generate),  # not made smaller
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def kept_of(text):
    """Return what is kept of what was typed: all but outer blanks, lines ended in one way."""
    return text.strip().replace("\r\n", "\n")
