"""Settings of the owner: migrations, loading of reference data, set-up. Never a door."""

from rapporteur.doors.base import *
from rapporteur.kernel import environment

DOOR = "operator"
SECRET_KEY = "the owner signs nothing"  # noqa: S105
DATABASES = {"default": environment.database("owner")}
ROOT_URLCONF = "rapporteur.doors.operator.urls"
INSTALLED_APPS = [*LOGIN_APPS, "procrastinate.contrib.django", *COMMON_APPS]
# allauth does not load without its middleware, though the owner serves no page.
MIDDLEWARE = [*COMMON_MIDDLEWARE, "allauth.account.middleware.AccountMiddleware"]
TEMPLATES = templates("operator")
