"""The words of `rapporteur recommendations`: each part has its own."""

import argparse

MOST = 1000  # a price above is no price but "read all"


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the words of `import`, `calendar`, `train` and `evaluate`."""
    words = "take in an export, a list or a report; its form is told by its content"
    taken = parts.add_parser("import", help=words, description=words)
    taken.add_argument("file", help="JSON, XLSX, CSV, Word or text")
    taken.add_argument(
        "--dry-run", action="store_true", help="say what would change, change nothing"
    )
    taken.add_argument("--skip-refused", action="store_true", help="load the rows that are good")
    taken.add_argument(
        "--paragraphs", default="", help="of a report, those that recommend: 76-90, 95"
    )
    taken.add_argument("--mechanism", default="", help="own_visit, own_thematic, other_mandate, …")
    taken.add_argument("--body", default="", help="who recommends in it, as in SR Sale of children")
    taken.add_argument("--symbol", default="", help="where the report itself does not tell it")
    taken.add_argument("--state", default="", help="code of the State it is addressed to")
    taken.add_argument("--json", action="store_true", help="for programs")
    words = "take in sessions of the Committee on the Rights of the Child, from a CSV or XLSX file"
    dates = parts.add_parser("calendar", help=words, description=words)
    dates.add_argument("file", help="CSV or XLSX; its columns are those shown at the desk")
    dates.add_argument("--dry-run", action="store_true", help="say what would change, no more")
    dates.add_argument("--skip-refused", action="store_true", help="load the lines that are good")
    dates.add_argument("--json", action="store_true", help="for programs")
    words = "ask public sites once whether the released links of evidence still lead anywhere"
    parts.add_parser("links", help=words, description=words)
    words = "learn from a labelled file, or from the decisions of the desk, what is in scope"
    learn = parts.add_parser("train", help=words, description=words)
    learn.add_argument("--out", help="the file to write; without it into the data folder")
    judge = parts.add_parser("evaluate", help="say how well scope is told, on texts not learnt")
    judge.add_argument("--model", help="test this model instead of one trained on a part")
    judge.add_argument(
        "--by", choices=["sessions", "texts"], default="sessions", help="how the rows are parted"
    )
    judge.add_argument("--json", action="store_true", help="for programs")
    file = "CSV: text, and issues (as UPR Info) or scope_codes"
    learn.add_argument("file", nargs="?", help=f"{file}; without it the decisions in the database")
    judge.add_argument("file", help=file)
    for one in (learn, judge):
        one.add_argument(
            "--cost", type=cost, default=5.0, help="what a missed one costs, in ones read in vain"
        )


def cost(word: str) -> float:
    """Return the price of a missed recommendation."""
    try:
        price = float(word)
    except ValueError:
        price = 0.0
    if not 0 < price <= MOST:
        raise argparse.ArgumentTypeError(f"a number above 0, at most {MOST}")
    return price
