from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "rapporteur.kernel.vault"
    label = "vault"
