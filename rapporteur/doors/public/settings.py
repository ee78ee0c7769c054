"""Settings of the public door."""

from rapporteur.doors.base import *
from rapporteur.doors.proxies import behind_proxy
from rapporteur.kernel import environment

DOOR = "public"
SECRET_KEY = environment.secret("django-public")
DATABASES = {"default": environment.database("public")}
ROOT_URLCONF = "rapporteur.doors.public.urls"
WSGI_APPLICATION = "rapporteur.doors.public.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS]
# Compressed, since no answer holds a secret; the language is in the address and in no cookie.
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    *(
        "rapporteur.doors.languages.speaking" if name.endswith("LocaleMiddleware") else name
        for name in COMMON_MIDDLEWARE
    ),
]
TEMPLATES = templates("public", "rapporteur.doors.public.context.shell")
TEMPLATES[0]["OPTIONS"]["libraries"] = {"record": "rapporteur.doors.public.tags"}
globals().update(behind_proxy())  # else feeds and alternates would name addresses without TLS
