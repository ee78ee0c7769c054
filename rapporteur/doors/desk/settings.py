"""Settings of the desk door."""

from rapporteur.doors.base import *
from rapporteur.doors.login import (
    LOGIN_CONTENT_POLICY,
    LOGIN_MIDDLEWARE,
    LOGIN_PROCESSORS,
    login_settings,
)
from rapporteur.kernel import environment

DOOR = "desk"
SECRET_KEY = environment.secret("django-desk")
DATABASES = {"default": environment.database("desk")}
ROOT_URLCONF = "rapporteur.doors.desk.urls"
WSGI_APPLICATION = "rapporteur.doors.desk.wsgi.application"
INSTALLED_APPS = [*LOGIN_APPS, *COMMON_APPS]
MIDDLEWARE = [*SEALED_MIDDLEWARE, *LOGIN_MIDDLEWARE]
TEMPLATES = templates("desk", *LOGIN_PROCESSORS, "rapporteur.doors.desk.context.rail")
CONTENT_SECURITY_POLICY = LOGIN_CONTENT_POLICY
TEMPLATES[0]["OPTIONS"]["libraries"] = {"record": "rapporteur.doors.public.tags"}  # dates, texts
globals().update(login_settings("desk"))
