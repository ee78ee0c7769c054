"""Addresses of one's own vault, the same at every door that has a login."""

from django.urls import path

from rapporteur.doors import vault_views as views

urlpatterns = [
    path("", views.vault, name="vault"),
    path("set-up/", views.vault_set_up, name="vault_set_up"),
    path("unlock/", views.vault_unlock, name="vault_unlock"),
    path("lock/", views.vault_lock, name="vault_lock"),
    path("passphrase/", views.vault_change, name="vault_change"),
    path("give-up/", views.vault_give_up, name="vault_give_up"),
]
