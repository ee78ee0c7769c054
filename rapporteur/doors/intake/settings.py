"""Settings of the intake door."""

from rapporteur.doors.base import *
from rapporteur.doors.proxies import HTTPS, behind_proxy
from rapporteur.kernel import environment

DOOR = "intake"
SECRET_KEY = environment.secret("django-intake")
DATABASES = {"default": environment.database("intake")}
ROOT_URLCONF = "rapporteur.doors.intake.urls"
WSGI_APPLICATION = "rapporteur.doors.intake.wsgi.application"
INSTALLED_APPS = [*COMMON_APPS, *SEALED_APPS]
MIDDLEWARE = [
    "rapporteur.doors.languages.speaking" if name.endswith("LocaleMiddleware") else name
    for name in SEALED_MIDDLEWARE
]
FOUND = [f"django.template.loaders.{one}.Loader" for one in ("filesystem", "app_directories")]
SETTLED = [("template_partials.loader.Loader", [("rapporteur.doors.settled.Loader", FOUND)])]
TEMPLATES = templates("intake", "rapporteur.doors.intake.context.shell")
TEMPLATES[0]["OPTIONS"]["loaders"] = SETTLED  # in the place of APP_DIRS, which finds the same
del TEMPLATES[0]["APP_DIRS"]
FORM_RENDERER = "rapporteur.doors.drawing.Drawn"
SESSION_COOKIE_SECURE = HTTPS  # of the pass: this door has no session
# Our own posts must say where they come from; nothing is said to any other site. ADR 0080.
SECURE_REFERRER_POLICY = "same-origin"
globals().update(behind_proxy())
