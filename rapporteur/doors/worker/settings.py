"""Settings of the worker: it sees domain rows and holds no key that opens anything."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "worker"
SECRET_KEY = environment.secret("django-worker")
DATABASES = {"default": environment.database("worker")}
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
