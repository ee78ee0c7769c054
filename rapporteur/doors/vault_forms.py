"""What people type to their vault. A form cleans; whether it opens is said by the action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.fields import PlainForm

LONGEST = 500  # characters


class Passphrase(forms.CharField):
    """One passphrase, never shown again and never offered by the browser."""

    def __init__(self, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "off"})
        super().__init__(max_length=LONGEST, widget=widget, **options)


class UnlockForm(PlainForm):
    passphrase = Passphrase(label=_("Vault passphrase"))


class SetUpForm(PlainForm):
    passphrase = Passphrase(label=_("Vault passphrase"))
    again = Passphrase(label=_("The same again"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "again" in given and given.get("passphrase") != given["again"]:
            self.add_error("again", _("These are not the same words. Type both anew."))
        return given


class ChangeForm(SetUpForm):
    old = Passphrase(label=_("Vault passphrase until now"))
    field_order = ("old", "passphrase", "again")


class GiveUpForm(PlainForm):
    password = forms.CharField(
        label=_("Your password for signing in"),
        help_text=_("Not the passphrase: this shows that it is you who sits here."),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    sure = forms.BooleanField(label=_("I cannot remember it, and I told a colleague."))
