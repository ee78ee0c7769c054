"""How much a file may be and may cost. ADR 0090 says where each number comes from."""

BYTES = 15_000_000  # of the file as sent
PAGES = 300
CHARACTERS = 1_000_000  # of text shown; what is beyond is left out, and it is said
PARAGRAPHS = 50_000
ENTRIES = 1_000  # parts of a DOCX
UNPACKED = 60_000_000  # bytes of all parts together
PART = 30_000_000  # bytes of one part that is read
RATIO = 100  # unpacked to packed, of a part above RATIO_FROM
RATIO_FROM = 1_000_000  # bytes; a small text that repeats itself packs well and is no bomb
DEPTH = 200  # elements within elements; Word's own tables stay under 60
ELEMENTS = 2_000_000

MEMORY = 768 * 1024 * 1024  # bytes of address space of the child, its libraries within
SECONDS = 8  # of processor time
WALL_SECONDS = 12
ANSWER = 8_000_000  # bytes that are read of its answer
AT_ONCE = 2  # children of one process of a door

DOTS_PER_INCH = 150
SIDE = 2_600  # dots: an A3 page; what is larger is drawn smaller

# The text of a scan, read off its drawn pages: ADR 0190
SCAN_PAGES = 5  # at a time
SCAN_DOTS_PER_INCH = 300
SCAN_SIDE = 3_600  # dots: an A4 page at 300 dpi
SCAN_SECONDS = 30  # of processor time; a page full of print takes three
SCAN_WALL_SECONDS = 40
SCANS_AT_ONCE = 1  # of one process of a door: files are opened beside it
SCAN_WAIT = 5  # seconds until whoever comes second is told so
