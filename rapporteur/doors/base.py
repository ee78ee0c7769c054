"""Settings that all doors share. Each door adds its own applications, addresses and rights."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel import environment

ROOT = environment.ROOT
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]
LOCALE_PATHS = [ROOT / "rapporteur" / "locale"]
FORMAT_MODULE_PATH = ["rapporteur.formats"]
ALLOWED_HOSTS = environment.hosts()

GROUND_APPS = [
    "rapporteur.kernel.instance",
    "rapporteur.kernel.journal",
    "rapporteur.kernel.reference",
    "rapporteur.world",
    "rapporteur.law",
    "rapporteur.law.national",
    "rapporteur.people.mandates",
    "rapporteur.visits",
    "rapporteur.visits.choosing",
    "rapporteur.statements",
    "rapporteur.intake.helplines",
    "rapporteur.publication",
]
COMMON_APPS = ["django.contrib.staticfiles", "template_partials", "csp", *GROUND_APPS]
SEALED_APPS = ["rapporteur.kernel.vault", "rapporteur.intake"]  # of whoever handles sealed things
PEOPLE_APPS = [  # of whoever must know people: doors with a login, owner, worker
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "rapporteur.world.calendars",
    "rapporteur.people.accounts",
    "rapporteur.people.desks",
    *SEALED_APPS,
    "rapporteur.partners",
    "rapporteur.checklists",
    "rapporteur.cases",
    "rapporteur.communications",
    "rapporteur.press",
    "rapporteur.recommendations",
    "rapporteur.ratification",
    "rapporteur.follow_up",
    "rapporteur.follow_up.links",
    "rapporteur.reports",
    "rapporteur.sharing",
    "rapporteur.retention",
    "rapporteur.visits.cycles",
]
LOGIN_APPS = [
    *PEOPLE_APPS,
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
COMMON_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rapporteur.doors.headers.closed_to_others",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rapporteur.doors.headers.within_policy",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
SEALED_MIDDLEWARE = [  # of the doors where words are read or written: no page is kept anywhere
    *COMMON_MIDDLEWARE[:3],
    "rapporteur.doors.storing.never_stored",
    *COMMON_MIDDLEWARE[3:],
]


def templates(door: str, *processors: str) -> list[dict[str, Any]]:
    """Return template settings: the door's own shell first, then what is shared."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [ROOT / "rapporteur" / "doors" / door / "templates", ROOT / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "rapporteur.doors.context.door",
                    *processors,
                ],
            },
        }
    ]


STATIC_URL = "/static/"
STATIC_ROOT = environment.home() / "static"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site may read even our style sheets
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000  # bytes; a larger post is refused with a plain message
FILE_UPLOAD_HANDLERS = ["rapporteur.doors.uploads.NoFiles"]  # but where a page asks for a file
AUTH_USER_MODEL = "accounts.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # also of the owner
ACCOUNT_UNIQUE_EMAIL = False  # unique per door, by a constraint of our own
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
globals().update(environment.mail())

# Ids and counts only; nothing that a person typed and no address reaches a log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_address": {"()": "rapporteur.doors.logs.WithoutAddress"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_address"],
        }
    },
    "loggers": {"procrastinate": {"level": "WARNING"}},  # else five lines a minute, for ever
    "root": {"handlers": ["console"], "level": "INFO"},
}
