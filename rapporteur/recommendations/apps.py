from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "rapporteur.recommendations"
    label = "recommendations"
