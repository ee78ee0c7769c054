"""Addresses of signing in, the same at every door that has a login.

Only what is needed of django-allauth stands here: no sign-up, no change of address, no login by
code, no passkey alone. Each says who may open it.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.i18n import set_language

from rapporteur.doors.evening import evened
from rapporteur.doors.login_views import second_factor
from rapporteur.kernel.access.gates import allowed, open_to_all
from rapporteur.kernel.access.rules import is_signed_in

entrance = open_to_all("Signing in, and getting a new password, come before anyone is known.")
behind_sign_in = allowed(is_signed_in)

urlpatterns = [
    path("language/", entrance(set_language), name="set_language"),
    path("sign-in/", entrance(evened(account.login)), name="account_login"),
    path("sign-out/", entrance(account.logout), name="account_logout"),
    path("closed/", entrance(account.account_inactive), name="account_inactive"),
    path("again/", behind_sign_in(account.reauthenticate), name="account_reauthenticate"),
    path(
        "password/change/", behind_sign_in(account.password_change), name="account_change_password"
    ),
    path(
        "password/reset/", entrance(evened(account.password_reset)), name="account_reset_password"
    ),
    path(
        "password/reset/sent/",
        entrance(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        entrance(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        entrance(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("factor/", behind_sign_in(factor.index), name="mfa_index"),
    path("factor/passkeys/", behind_sign_in(factor.index), name="mfa_list_webauthn"),
    path("factor/code/", entrance(factor.authenticate), name="mfa_authenticate"),
    path("factor/again/", behind_sign_in(factor.reauthenticate), name="mfa_reauthenticate"),
    path("factor/app/", behind_sign_in(app.activate_totp), name="mfa_activate_totp"),
    path("factor/app/remove/", behind_sign_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("factor/needed/", behind_sign_in(second_factor), name="second_factor"),
    path(
        "factor/codes/", behind_sign_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "factor/codes/new/",
        behind_sign_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("factor/passkeys/add/", behind_sign_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "factor/passkeys/<int:pk>/remove/",
        behind_sign_in(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "factor/passkeys/again/",
        behind_sign_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
