"""Settings that the doors with a login (desk, missions, partners) share: sign-in, second factor, session.

Each keeps sessions and counters in tables of its own, chosen by `DOOR`.
"""

from typing import Any

from rapporteur.doors.base import CONTENT_SECURITY_POLICY
from rapporteur.doors.proxies import HTTPS, behind_proxy

# Passkeys need a script of our own host; everything else works without.
LOGIN_CONTENT_POLICY = {
    "DIRECTIVES": {**CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": ["'self'"]}
}

LOGIN_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rapporteur.people.accounts.middleware.sessions_end",
    "rapporteur.people.accounts.middleware.own_language",
    "rapporteur.people.vaults.middleware.vault_at_hand",
    "rapporteur.doors.keeping.WordsAreKept",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rapporteur.people.accounts.middleware.SecondFactorRequired",
]
LOGIN_PROCESSORS = (
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "rapporteur.people.vaults.context.vault",
)


def login_settings(door: str) -> dict[str, Any]:
    """Return the settings of sign-in at `door`: cookie names carry the door's name."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
            for name, options in (
                ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
                ("MinimumLengthValidator", {"min_length": 12}),
                ("CommonPasswordValidator", {}),
            )
        ],
        "PASSWORD_RESET_TIMEOUT": 24 * 3600,  # seconds; also the life of an invitation's link
        **behind_proxy(),
        **trusted_proxies(),
        **session_settings(door),
        **allauth_settings(),
    }


def trusted_proxies() -> dict[str, Any]:
    if not HTTPS:
        return {}
    return {"ALLAUTH_TRUSTED_PROXY_COUNT": 1}  # else all the world is one address to the throttle


def session_settings(door: str) -> dict[str, Any]:
    return {
        "SESSION_ENGINE": "rapporteur.people.accounts.sessions",
        "SESSION_COOKIE_NAME": f"{door}-session",
        "SESSION_COOKIE_AGE": 8 * 3600,  # seconds without use; 12 hours in all (middleware)
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": HTTPS,
        "SESSION_COOKIE_SAMESITE": "Lax",  # a link in a mail must find the person signed in
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        # With "no-referrer" browsers send "Origin: null" with a form, which Django must refuse.
        "SECURE_REFERRER_POLICY": "same-origin",
        "CSRF_FAILURE_VIEW": "rapporteur.doors.login_views.stale_form",
        "CSRF_COOKIE_NAME": f"{door}-form",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": HTTPS,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "LANGUAGE_COOKIE_NAME": f"{door}-language",
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SECURE": HTTPS,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "CACHES": {
            "default": {
                "BACKEND": "rapporteur.people.accounts.counters.TableOfTheDoor",
                "LOCATION": door,
            }
        },
    }


def allauth_settings() -> dict[str, Any]:
    return {
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "ACCOUNT_ADAPTER": "rapporteur.people.accounts.adapters.AccountAdapter",
        "ACCOUNT_FORMS": {
            "login": "rapporteur.people.accounts.forms.SignInForm",
            "change_password": "rapporteur.people.accounts.forms.ChangePasswordForm",
            "reset_password": "rapporteur.people.accounts.forms.ResetPasswordForm",
            "reset_password_from_key": "rapporteur.people.accounts.forms.NewPasswordForm",
            "reauthenticate": "rapporteur.people.accounts.forms.ReauthenticateForm",
        },
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # an invitation's link has shown it already
        # allauth's own would write into the table of addresses, which stays empty here.
        "ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR": (
            "django.contrib.auth.tokens.PasswordResetTokenGenerator"
        ),
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 900,  # seconds
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/5m/key",
            "reset_password": "10/m/ip,3/10m/key",
            "reset_password_from_key": "10/m/ip",
            "reauthenticate": "10/m/user",
            "change_password": "5/m/user",
            "vault": "5/5m/user",
        },
        "MFA_FORMS": {
            "activate_totp": "rapporteur.people.accounts.forms.NewAppForm",
            "authenticate": "rapporteur.people.accounts.forms.CodeForm",
            "reauthenticate": "rapporteur.people.accounts.forms.CodeAgainForm",
        },
        "MFA_ADAPTER": "rapporteur.people.accounts.adapters.FactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # there are no unverified ones here
        "MFA_PASSKEY_LOGIN_ENABLED": False,  # a second factor, never the only one
        "MFA_RECOVERY_CODE_COUNT": 10,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_TOLERANCE": 1,  # periods of 30 s, for clocks that go wrong
        "MFA_WEBAUTHN_USER_VERIFICATION": "preferred",
    }
