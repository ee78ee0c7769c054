from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "rapporteur.follow_up"
    label = "follow_up"
