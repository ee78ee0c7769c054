"""Draw every room's table of states into `docs/states/`: a diagram, and the rules in words."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from django.utils import translation

from rapporteur.kernel.environment import ROOT
from rapporteur.kernel.workflow import Step, StepRule

FOLDER = ROOT / "docs" / "states"
HEAD = """# States of {room}

Drawn from `{path}` by `make states`; do not edit.

```mermaid
stateDiagram-v2
"""
TABLE = """```

| step | from | to | when |
| --- | --- | --- | --- |
"""


def rooms() -> list[str]:
    """Return the dotted names of all modules that hold a table of steps."""
    found = sorted((ROOT / "rapporteur").rglob("workflow.py"))
    dotted = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]
    return [name for name in dotted if hasattr(import_module(name), "STEPS")]


def pages() -> dict[str, str]:
    """Return file name and text of every page, in English whatever language is on."""
    with translation.override("en"):
        return {
            f"{name.split('.')[-2]}.md": page(name, import_module(name).STEPS) for name in rooms()
        }


def page(dotted: str, steps: Sequence[Step]) -> str:
    path = dotted.replace(".", "/") + ".py"
    head = HEAD.format(room=dotted.split(".")[-2], path=path)
    return head + "".join(diagram(steps)) + TABLE + "".join(row(step) for step in steps)


def diagram(steps: Sequence[Step]) -> Iterable[str]:
    """Yield the lines of the diagram: names, first states, steps, last states."""
    sources = {state: None for step in steps for state in step.sources}
    targets = {step.target: None for step in steps}
    reached = {step.target for step in steps if set(step.sources) != {step.target}}
    for state in {**sources, **targets}:
        yield f'    state "{words(state)}" as {code(state)}\n'
    for state in sources:
        if state not in reached:
            yield f"    [*] --> {code(state)}\n"
    for step in steps:
        for source in step.sources or ["[*]"]:
            yield f"    {code(source)} --> {code(step.target)}: {step.verb}\n"
    for state in targets:
        if state not in sources:
            yield f"    {code(state)} --> [*]\n"


def row(step: Step) -> str:
    sources = ", ".join(words(state) for state in step.sources) or "(new)"
    rules = "; ".join(rule_in_words(rule) for rule in step.rules) or "always"
    return f"| {step.verb} | {sources} | {words(step.target)} | {rules} |\n"


def rule_in_words(rule: StepRule) -> str:
    """Return the name of a rule as words: rules read as sentences."""
    return getattr(rule, "__name__", "a rule without a name").replace("_", " ")


def words(state: str) -> str:
    return str(getattr(state, "label", state))


def code(state: str) -> str:
    return str(getattr(state, "value", state))


def command(*, check: bool, folder: Path = FOLDER) -> int:
    """Write the pages; with `check` only say which are stale, and return 1 where any is."""
    wanted = pages()
    standing = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    stale = sorted(name for name in {*wanted, *standing} if wanted.get(name) != standing.get(name))
    if check:
        for name in stale:
            print(f"docs/states/{name} is stale: run `make states`.")
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return 0
