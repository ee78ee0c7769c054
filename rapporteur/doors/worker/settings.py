"""Settings of the worker: it sees domain rows and holds no key that opens anything."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "worker"
SECRET_KEY = environment.secret("django-worker")
DATABASES = {"default": environment.database("worker")}
ROOT_URLCONF = "rapporteur.doors.operator.urls"
INSTALLED_APPS = [*PEOPLE_APPS, "procrastinate.contrib.django", *COMMON_APPS]
MIDDLEWARE = [*COMMON_MIDDLEWARE]
TEMPLATES = templates("operator")
