"""Settings of the intake door."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "intake"
SECRET_KEY = environment.secret("django-intake")
DATABASES = {"default": environment.database("intake")}
ROOT_URLCONF = "rapporteur.doors.intake.urls"
WSGI_APPLICATION = "rapporteur.doors.intake.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS, *SEALED_APPS]
MIDDLEWARE = [*COMMON_MIDDLEWARE]
TEMPLATES = templates("intake")
LANGUAGE_COOKIE_NAME = "intake-language"
