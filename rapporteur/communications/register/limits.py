"""How large a register may be."""

LINES = 20_000  # letters in one file; the procedures together send some six hundred a year
COLUMNS = 60
CELL = 2_000  # signs of one cell that are read; every field is shorter
ANSWER = 60_000_000  # bytes of the answer of the child, unpacked
