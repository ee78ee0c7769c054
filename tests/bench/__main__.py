"""Run every benchmark, or those named, and print each figure beside its baseline of this run."""

import importlib
import os
import sys
from pathlib import Path

TOGETHER = {"intake": ("intake", "logins", "queue")}  # what a source and who reads it wait for


def main(names):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    unknown = [name for name in names if f"bench_{name}" not in found]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(found)}.")
        return 2
    print(f"{'what':48}{'value':>12} {'unit':14}{'ratio':>8}  to the baseline")
    chosen = [f"bench_{one}" for name in names for one in TOGETHER.get(name, (name,))]
    for module in chosen or found:
        for name, value, unit, baseline, ratio in importlib.import_module(
            f"tests.bench.{module}"
        ).run():
            print(f"{name:48}{value:12,.3f} {unit:14}{ratio:8.2f}  {baseline}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
