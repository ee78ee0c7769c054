"""Law for tests: scope codes, instruments, acts. All of it made up and of the exercise."""

from rapporteur.intake.helplines.models import Helpline
from rapporteur.law.models import Instrument, Reservation, ScopeCode, TreatyAction
from rapporteur.world.models import Country

PROOF = {"evidence": "general", "source": "a test", "as_of": "2022"}


def make_scope_code(code, **more):
    """Return the scope code, made by hand where the file of scope is not loaded."""
    made = {"names": {"en": code}, "valid_from": "1990", "position": 900, **PROOF, **more}
    return ScopeCode.objects.get_or_create(code=code, defaults=made)[0]


def make_country(iso3="XEX", standing="exercise"):
    made = {"names": {"en": iso3}, "standing": standing, "source": "a test", "as_of": "2022"}
    return Country.objects.get_or_create(iso3=iso3, defaults=made)[0]


def make_treaty(key="QQT", **more):
    made = {
        "key": key,
        "label": key,
        "kind": "treaty",
        "titles": {"en": f"Treaty {key}"},
        "short_titles": {"en": key},
        "binding": True,
        "in_force_on": "1990-09-02",
        "named_in_report": False,
        "position": 9000,
        **PROOF,
    }
    return Instrument.objects.create(**{**made, **more})


def make_act(treaty, kind, taken_on="", country="XEX", **more):
    return TreatyAction.objects.create(
        instrument=treaty, country_id=country, kind=kind, taken_on=taken_on, **{**PROOF, **more}
    )


def remove_exerland():
    """Take Exerland out with what law and intake hold of it, as real work has it."""
    TreatyAction.objects.filter(country="XEX").delete()
    Reservation.objects.filter(country="XEX").delete()
    Helpline.objects.filter(country="XEX").delete()
    Country.objects.filter(iso3="XEX").delete()
