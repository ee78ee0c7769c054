import importlib

from django.apps import AppConfig, apps


class AccountsConfig(AppConfig):
    name = "rapporteur.people.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen for sign-ins, where allauth is installed: the worker signs nobody in."""
        if apps.is_installed("allauth.mfa"):
            importlib.import_module("rapporteur.people.accounts.signals")
