"""Settings of the owner: migrations, loading of reference data, set-up. Never a door."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "operator"
SECRET_KEY = "the owner signs nothing"  # noqa: S105
DATABASES = {"default": environment.database("owner")}
ROOT_URLCONF = "rapporteur.doors.operator.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "rapporteur.kernel.vault",
    "rapporteur.people.accounts",
    "rapporteur.people.desks",
    "procrastinate.contrib.django",
    *COMMON_APPS,
]
MIDDLEWARE = [*COMMON_MIDDLEWARE]
TEMPLATES = templates("operator")
