"""The instruments by every name that a document may use, and the addresses of their articles."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapporteur.law.citations import spoken_names
from rapporteur.law.models import Instrument, Provision
from rapporteur.law.queries.instruments import enclosing

Address = Callable[[str, str], str]  # of an instrument's key and a number on record, or ""


@dataclass(frozen=True)
class Named:
    """Names with keys, and the numbers on record of each instrument."""

    names: Mapping[str, str]
    numbers: Mapping[str, frozenset[str]]
    made: Address

    def address(self, code: str, number: str) -> str:
        """Return the address of an article, else of the one that it stands in.

        Empty where our record lists the instrument's articles and has none of that number. Where
        it lists none, the address of the instrument answers.
        """
        listed = self.numbers.get(code)
        if not listed:
            return self.made(code, "")
        wanted = (number, *enclosing(number))
        return next((self.made(code, one) for one in wanted if one in listed), "")


def named(made: Address) -> Named:
    """Return all instruments by name; `made` makes an address as the door has it. Two queries."""
    numbers: dict[str, set[str]] = {}
    for key, number in Provision.objects.values_list("instrument", "number"):
        numbers.setdefault(key, set()).add(number)
    return Named(
        names_with_keys(Instrument.objects.all()),
        {key: frozenset(found) for key, found in numbers.items()},
        made,
    )


def names_with_keys(instruments: Iterable[Instrument]) -> dict[str, str]:
    """Return each name with its key; a name that two instruments have is nobody's.

    A title is also known by what stands before its first comma, where that is said of one only:
    “Optional Protocol to the Convention on the Rights of the Child on the sale of children”.
    """
    found: dict[str, set[str]] = {}
    for one in instruments:
        for name in spoken_names(one):
            found.setdefault(name, set()).add(one.key)
    starts = Counter(name[: len(start)] for name in found if (start := name.partition(",")[0]))
    for name, keys in list(found.items()):
        start = name.partition(",")[0]
        if start != name and starts[start] == 1:
            found.setdefault(start, set()).update(keys)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}
