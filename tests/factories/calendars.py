"""Files of working days for tests: made up, of no real office."""

from rapporteur.world.calendars.models import DayOff, Place

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


def make_place(desk, *days_off, code="TOWN", **more):
    """Let a desk work at a place with these days off, as if a file had brought them."""
    said = {"licence": "made up", "source": "made up for this test", "as_of": "2026"}
    made = Place.objects.create(code=code, name="A Town", **{"zone": "UTC", **more}, **said)
    for on in days_off:
        DayOff.objects.create(place=made, on=on, name="A Day", worked=False, **said)
    desk.place = made
    desk.save(update_fields=["place"])
    return made
