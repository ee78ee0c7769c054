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

# Jobs live in the worker's tables and nowhere else. None is kept once it ended, well or not: each is
# asked for again by the clock, and one that failed would tell in which minute something waited.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["rapporteur.doors.worker.tasks"]
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "always"}
for _setting in ("RAPPORTEUR_OFFICERS", "RAPPORTEUR_DUTY"):
    environment.addresses(_setting)  # a wrong one stops the start
