"""Files of working days for tests: made up, of no real office."""

HEADER = "kind,place,name,zone,weekend,day,worked,licence,source,as_of"
PROOF = "made up,made up for this test,2026"


def place(code="TOWN", zone="UTC", weekend="saturday;sunday", name="A Town"):
    return f"place,{code},{name},{zone},{weekend},,,{PROOF}"


def day(on, code="TOWN", worked="no", name="A Day"):
    return f"day,{code},{name},,,{on},{worked},{PROOF}"


def write(folder, *rows):
    """Write an operator's file with these rows; return its path."""
    path = folder / "ours.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path
