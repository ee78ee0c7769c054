"""By what recommendations are sorted in follow-up: pillar, sector and level."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Pillar(TextChoices):
    """The three of A/HRC/9/21, para. 25."""

    PREVENTION = "prevention", _("prevention")
    REHABILITATION = "rehabilitation", _("rehabilitation and reintegration")
    PROMOTION = "promotion", _("promotion of rights")


class Sector(TextChoices):
    """Who in a State has to act, broadly (A/HRC/9/21, para. 54: multisector)."""

    JUSTICE = "justice", _("justice and law-making")
    POLICE = "police", _("police and borders")
    PROTECTION = "protection", _("child protection and social welfare")
    HEALTH = "health", _("health")
    EDUCATION = "education", _("education")
    LABOUR = "labour", _("labour")
    TOURISM = "tourism", _("travel and tourism")
    DIGITAL = "digital", _("digital services")
    REGISTRATION = "registration", _("civil registration and adoption")
    STATISTICS = "statistics", _("data and statistics")
    BUDGET = "budget", _("budget and planning")
    COOPERATION = "cooperation", _("international cooperation")


class Level(TextChoices):
    """At what level it is to be done (A/HRC/9/21, para. 54)."""

    LOCAL = "local", _("local")
    NATIONAL = "national", _("national")
    TRANSNATIONAL = "transnational", _("transnational")
    INTERNATIONAL = "international", _("international")
