"""Settings of the desk door."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "desk"
SECRET_KEY = environment.secret("django-desk")
DATABASES = {"default": environment.database("desk")}
ROOT_URLCONF = "rapporteur.doors.desk.urls"
WSGI_APPLICATION = "rapporteur.doors.desk.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS]
MIDDLEWARE = [*COMMON_MIDDLEWARE]
TEMPLATES = templates("desk")
LANGUAGE_COOKIE_NAME = "desk-language"
