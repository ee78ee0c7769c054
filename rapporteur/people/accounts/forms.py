"""Forms of signing in, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as app
from django.utils.translation import gettext_lazy as _


class Plain:
    """Labels without colons, and nothing written into empty fields."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """E-mail address and password; the link to a new password stands beside the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""


class ResetPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class NewAppForm(Plain, app.ActivateTOTPForm):  # type: ignore[misc]
    pass


class CodeForm(Plain, factor.AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(Plain, factor.ReauthenticateForm):  # type: ignore[misc]
    pass
