"""Settings of the partners door."""

from rapporteur.doors.base import *
from rapporteur.doors.login import (
    LOGIN_CONTENT_POLICY,
    LOGIN_MIDDLEWARE,
    LOGIN_PROCESSORS,
    login_settings,
)
from rapporteur.kernel import environment

DOOR = "partners"
SECRET_KEY = environment.secret("django-partners")
DATABASES = {"default": environment.database("partners")}
ROOT_URLCONF = "rapporteur.doors.partners.urls"
WSGI_APPLICATION = "rapporteur.doors.partners.wsgi.application"
INSTALLED_APPS = [*LOGIN_APPS, *COMMON_APPS]
MIDDLEWARE = [*SEALED_MIDDLEWARE, *LOGIN_MIDDLEWARE]
TEMPLATES = templates("partners", *LOGIN_PROCESSORS)
CONTENT_SECURITY_POLICY = LOGIN_CONTENT_POLICY
globals().update(login_settings("partners"))
