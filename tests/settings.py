"""Settings of the tests: everything installed, the owner's rights, a door put on by `door`."""

import os
import secrets

from django.core.management.utils import get_random_secret_key

for _name in ("public", "intake", "missions", "desk", "partners", "worker"):
    os.environ.setdefault(f"RAPPORTEUR_SECRET_DJANGO_{_name.upper()}", get_random_secret_key())
for _name in ("DESK", "MISSIONS", "PARTNERS"):
    os.environ.setdefault(f"RAPPORTEUR_SECRET_SECOND_FACTOR_{_name}", get_random_secret_key())
os.environ.setdefault("RAPPORTEUR_SECRET_INSTANCE_KEY", secrets.token_urlsafe(32))
for _role in ("", "_PUBLIC", "_INTAKE", "_MISSIONS", "_DESK", "_PARTNERS", "_WORKER"):
    os.environ.setdefault(f"DATABASE_URL{_role}", "postgresql://nobody@/not_yet?host=/nowhere")
os.environ["RAPPORTEUR_ROLE_PREFIX"] = "rapporteur_test_"

from rapporteur.doors.login import login_settings  # noqa: E402
from rapporteur.doors.operator.settings import *  # noqa: E402

SECRET_KEY = get_random_secret_key()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; nothing is kept
WHITENOISE_AUTOREFRESH = True
# As at the doors: else the list of common passwords is unpacked anew whenever a test puts one on.
AUTH_PASSWORD_VALIDATORS = login_settings("desk")["AUTH_PASSWORD_VALIDATORS"]
