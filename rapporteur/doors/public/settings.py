"""Settings of the public door."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "public"
SECRET_KEY = environment.secret("django-public")
DATABASES = {"default": environment.database("public")}
ROOT_URLCONF = "rapporteur.doors.public.urls"
WSGI_APPLICATION = "rapporteur.doors.public.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS]
MIDDLEWARE = [*COMMON_MIDDLEWARE]
TEMPLATES = templates("public")
LANGUAGE_COOKIE_NAME = "public-language"
