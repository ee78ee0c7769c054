from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rapporteur.people.accounts"
    label = "accounts"
