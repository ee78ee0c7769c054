"""Settings of the missions door."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "missions"
SECRET_KEY = environment.secret("django-missions")
DATABASES = {"default": environment.database("missions")}
ROOT_URLCONF = "rapporteur.doors.missions.urls"
WSGI_APPLICATION = "rapporteur.doors.missions.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS]
MIDDLEWARE = [*COMMON_MIDDLEWARE]
TEMPLATES = templates("missions")
LANGUAGE_COOKIE_NAME = "missions-language"
