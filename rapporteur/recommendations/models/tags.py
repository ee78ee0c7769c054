"""What a recommendation is about besides its scope: pillar, sector, level, persons, action.

The values of `Persons` and `Action` are the targets in the list of terms.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pillar(models.TextChoices):
    """The three parts of child protection (A/HRC/9/21, para. 25)."""

    PREVENTION = "prevention", _("prevention")
    REHABILITATION = "rehabilitation", _("rehabilitation and reintegration")
    PROMOTION = "promotion", _("promotion of the rights of the child")


class Sector(models.TextChoices):
    """Who must act: a protection of children is multisectoral (paras. 25 and 36)."""

    LAW = "law", _("law-making and treaties")
    COORDINATION = "coordination", _("policy, coordination and data")
    JUSTICE = "justice", _("justice and police")
    EDUCATION = "education", _("education")
    HEALTH = "health", _("health")
    SOCIAL = "social", _("social protection and care")
    FAMILY = "family", _("family and civil status")
    LABOUR = "labour", _("labour")
    MIGRATION = "migration", _("migration and borders")
    DEFENCE = "defence", _("defence and armed groups")
    TOURISM = "tourism", _("travel and tourism")
    DIGITAL = "digital", _("internet and technology")
    MEDIA = "media", _("media and awareness")
    BUSINESS = "business", _("business")


class Level(models.TextChoices):
    """How far the action reaches (para. 54)."""

    NATIONAL = "national", _("national")
    TRANSNATIONAL = "transnational", _("transnational")
    REGIONAL = "regional", _("regional")
    INTERNATIONAL = "international", _("international")


class Persons(models.TextChoices):
    """Who is affected."""

    CHILDREN = "children", _("children")
    GIRLS = "girls", _("girls")
    BOYS = "boys", _("boys")
    WOMEN = "women", _("women")
    MIGRANTS = "migrants", _("migrants")
    REFUGEES = "refugees and asylum-seekers", _("refugees and asylum-seekers")
    DISABILITIES = "persons with disabilities", _("persons with disabilities")
    INDIGENOUS = "indigenous peoples", _("indigenous peoples")
    MINORITIES = "minorities", _("minorities")
    STREET = "children in street situations", _("children in street situations")
    WITHOUT = (
        "children deprived of liberty or of family",
        _("children deprived of liberty or of family"),
    )
    VICTIMS = "victims", _("victims")


class Action(models.TextChoices):
    """What kind of action is asked for, from light to specific (UPR Info, McMahon)."""

    SEEK = "1", _("seek help or share")
    CONTINUE = "2", _("continue")
    CONSIDER = "3", _("consider")
    GENERAL = "4", _("general action")
    SPECIFIC = "5", _("specific action")


class Tagged(models.Model):
    """The tags that a person gave; empty lists where nobody did."""

    pillars = models.JSONField(default=list, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    levels = models.JSONField(default=list, blank=True)
    persons = models.JSONField(default=list, blank=True)
    action = models.CharField(max_length=1, choices=Action, blank=True)

    class Meta:
        abstract = True
