"""Whether the time of an answer tells who has an account, or which codes exist.

Right, wrong and unknown are asked for in turn over the wire, so that whatever the machine does
meanwhile falls on all alike. Printed is the end farthest from nought of the interval in which the
median of their differences lies, nine times in ten. Of a sign-in that is right the session is kept
after the wait for the full step (`doors.evening`); its answer differs in any case.
"""

from collections.abc import Callable
from hashlib import scrypt
from random import Random

from rapporteur.intake import receipts
from tests.bench.bench_intake import argon2id, report
from tests.bench.doors import Doors, doors_open, milliseconds
from tests.bench.wire import Answer, interval_of_median

Row = tuple[str, float, str, str, float]
ALLOWED = 5.0  # milliseconds; DESIGN §7
LOGINS, CODES = 40, 120  # rounds
SIGN_IN = "/account/sign-in/"
Ways = dict[str, Callable[[], Answer]]


def interleaved(ways: Ways, rounds: int) -> dict[str, list[float]]:
    """Go every way once a round, in an order of chance; return the milliseconds of each."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    order, chance = list(ways), Random(5)
    for name in order:
        ways[name]()
    for _ in range(rounds):
        chance.shuffle(order)
        for name in order:
            taken[name].append(ways[name]().took)
    return taken


def compared(what: str, taken: dict[str, list[float]], baseline: str, bare: float) -> list[Row]:
    """Return for each pair of ways how far the median of their differences may lie from nought."""
    names, rows = list(taken), []
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            pairs = zip(taken[second], taken[first], strict=True)
            low, high = interval_of_median([one - other for one, other in pairs])
            far = max(abs(low), abs(high))
            name = f"{what}: {second} less {first}, {low:+.1f} to {high:+.1f}"
            rows += [
                (name, far, "ms at most", baseline, far / bare),
                (name, far, "ms at most", "allowed 5 ms", far / ALLOWED),
            ]
    return rows


def of_logins(doors: Doors) -> list[Row]:
    told = doors.told["desk_officer"]
    with doors.behind() as behind:

        def enter(login: str, password: str, status: int) -> Answer:
            behind.execute("DELETE FROM accounts_deskcounter")  # else it would say: too often
            browser = doors.browser("desk")
            page = browser.get(SIGN_IN).page
            answer = browser.submit(SIGN_IN, page, login=login, password=password)
            assert answer.status == status, answer.status
            return answer

        unknown = "nobody.at.all@exercise.invalid"
        taken = interleaved(
            {
                "right": lambda: enter(told["email"], told["password"], 302),
                "wrong": lambda: enter(told["email"], "not the password", 200),
                "unknown": lambda: enter(unknown, "not the password", 200),
            },
            LOGINS,
        )
    cost = {"n": 2**14, "r": 8, "p": 5, "maxmem": 64 * 1024 * 1024, "dklen": 64}  # as Django asks
    bare = milliseconds(lambda: scrypt(b"a password", salt=b"a salt", **cost), 10)
    return compared("login", taken, f"one bare scrypt ({bare:.0f} ms)", bare)


def of_codes(doors: Doors) -> list[Row]:
    code = report(doors.browser("intake"))

    def enter(entered: str) -> Answer:
        answer = doors.browser("intake").post("/en/code/", entered=entered)
        assert (answer.status, answer.moved) == (302, "/en/back/"), answer.status
        return answer

    taken = interleaved(
        {
            "existing": lambda: enter(code),
            "unknown": lambda: enter(receipts.grouped(receipts.new_code())),
            "malformed": lambda: enter("12345 no code"),
        },
        CODES,
    )
    bare = milliseconds(argon2id(), 20)
    return compared("code", taken, f"one bare Argon2id ({bare:.0f} ms)", bare)


def run() -> list[Row]:
    """Return name, value, unit, baseline and the ratio to it."""
    with doors_open() as doors:
        return [*of_logins(doors), *of_codes(doors)]
