"""Settings of the intake door."""

import os

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "intake"
SECRET_KEY = environment.secret("django-intake")
DATABASES = {"default": environment.database("intake")}
ROOT_URLCONF = "rapporteur.doors.intake.urls"
WSGI_APPLICATION = "rapporteur.doors.intake.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS, *SEALED_APPS]
MIDDLEWARE = [
    "rapporteur.doors.languages.speaking" if name.endswith("LocaleMiddleware") else name
    for name in COMMON_MIDDLEWARE
]
TEMPLATES = templates("intake", "rapporteur.doors.intake.context.shell")
PASS_SECURE = (
    os.environ.get("RAPPORTEUR_HTTPS") == "1"
)  # set where a proxy with TLS stands in front
