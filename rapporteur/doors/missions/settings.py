"""Settings of the missions door."""

from rapporteur.doors.base import *
from rapporteur.doors.login import (
    LOGIN_CONTENT_POLICY,
    LOGIN_MIDDLEWARE,
    LOGIN_PROCESSORS,
    login_settings,
)
from rapporteur.kernel import environment

DOOR = "missions"
SECRET_KEY = environment.secret("django-missions")
DATABASES = {"default": environment.database("missions")}
ROOT_URLCONF = "rapporteur.doors.missions.urls"
WSGI_APPLICATION = "rapporteur.doors.missions.wsgi.application"
INSTALLED_APPS = [*LOGIN_APPS, *COMMON_APPS]
MIDDLEWARE = [*SEALED_MIDDLEWARE, *LOGIN_MIDDLEWARE]
TEMPLATES = templates("missions", *LOGIN_PROCESSORS)
CONTENT_SECURITY_POLICY = LOGIN_CONTENT_POLICY
globals().update(login_settings("missions"))
