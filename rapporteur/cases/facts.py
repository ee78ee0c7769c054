"""What a triage says of a matter, in codes: the only words of it that lie in the clear.

Nothing here asks what a child agreed to: it changes nothing (paragraph 43).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Known(TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Fact(TextChoices):
    """What else is so; the table of joining asks for these."""

    CROSS_BORDER = "CROSS_BORDER", _("it crosses a border")
    ORGANIZED = "ORGANIZED", _("a network or organised group is alleged")
    LABOUR = "LABOUR", _("labour is part of it")
    DOMESTIC_SERVITUDE = "DOMESTIC_SERVITUDE", _("domestic servitude")
    GIRL = "GIRL", _("girls are concerned")
    DEATH = "DEATH", _("a child is reported to have died")
    MISSING = "MISSING", _("a child is reported missing or disappeared")
    ILL_TREATMENT = "ILL_TREATMENT", _("torture, ill-treatment or abuse in an institution")
    DETAINED = "DETAINED", _("a child victim is detained or treated as an offender")
    MIGRANT = "MIGRANT", _("a migrant, unaccompanied or returned child")
    DISPLACED = "DISPLACED", _("a child displaced within the country")
    CLIMATE = "CLIMATE", _("displaced by climate or disaster")
    INDIGENOUS = "INDIGENOUS", _("an indigenous child")
    MINORITY = "MINORITY", _("a child of a minority")
    RACIAL = "RACIAL", _("targeted for race or descent")
    ALBINISM = "ALBINISM", _("a child with albinism")
    DISABILITY = "DISABILITY", _("a child with a disability")
    POVERTY_PATTERN = "POVERTY_PATTERN", _("poverty is behind a pattern")
    SCHOOL = "SCHOOL", _("related to school")
    HEALTH_CARE = "HEALTH_CARE", _("health care, HIV or sexual and reproductive health")
    ARMED_GROUP = "ARMED_GROUP", _("recruited by an armed force or group")
    FIGHTER_FAMILY = "FIGHTER_FAMILY", _("a child of alleged fighters")
    RELIGIOUS = "RELIGIOUS", _("a religious institution or practice")
    DEFENDER = "DEFENDER", _("a defender or a source was attacked")
    AID_WORKER = "AID_WORKER", _("a peacekeeper or aid worker is alleged to be involved")
    COMPANY = "COMPANY", _("a company, or a platform, is concerned")
    ONLINE_LAW = "ONLINE_LAW", _("a law on what may be said or seen online")
    LAW = "LAW", _("the text of a law, bill or policy is the matter")
    HISTORIC = "HISTORIC", _("it lies long in the past, or is about a past practice")
    PRESENTED_AS_CHILD = "PRESENTED_AS_CHILD", _("material shows someone presented as a child")


class Cause(TextChoices):
    """Root causes (paragraphs 27 and 41)."""

    POVERTY = "POVERTY", _("poverty")
    DEMAND = "DEMAND", _("demand")
    GENDER = "GENDER", _("gender discrimination")
    MIGRATION = "MIGRATION", _("migration or displacement")
    CONFLICT = "CONFLICT", _("conflict")
    DISASTER = "DISASTER", _("disaster or climate")
    CORRUPTION = "CORRUPTION", _("corruption")
    WEAK_PROTECTION = "WEAK_PROTECTION", _("weak protection of children")
    HARMFUL_PRACTICES = "HARMFUL_PRACTICES", _("harmful practices")
    DISABILITY = "DISABILITY", _("disability")
    NO_REGISTRATION = "NO_REGISTRATION", _("statelessness or no birth registration")
    ICT = "ICT", _("information and communication technology")


class Family(TextChoices):
    """Families of factors (paragraph 41); a cause belongs to one of them."""

    SOCIO_ECONOMIC = "SOCIO_ECONOMIC", _("socio-economic")
    CULTURAL = "CULTURAL", _("cultural")
    ENVIRONMENTAL = "ENVIRONMENTAL", _("environmental")


FAMILY_OF: dict[str, Family] = {
    Cause.POVERTY: Family.SOCIO_ECONOMIC,
    Cause.DEMAND: Family.SOCIO_ECONOMIC,
    Cause.GENDER: Family.CULTURAL,
    Cause.MIGRATION: Family.SOCIO_ECONOMIC,
    Cause.CONFLICT: Family.ENVIRONMENTAL,
    Cause.DISASTER: Family.ENVIRONMENTAL,
    Cause.CORRUPTION: Family.SOCIO_ECONOMIC,
    Cause.WEAK_PROTECTION: Family.SOCIO_ECONOMIC,
    Cause.HARMFUL_PRACTICES: Family.CULTURAL,
    Cause.DISABILITY: Family.CULTURAL,
    Cause.NO_REGISTRATION: Family.SOCIO_ECONOMIC,
    Cause.ICT: Family.ENVIRONMENTAL,
}


class Side(TextChoices):
    SUPPLY = "supply", _("the side of supply")
    DEMAND = "demand", _("the side of demand")
    BOTH = "both", _("both sides")
    UNKNOWN = "unknown", _("not known")


class Age(TextChoices):
    """What the age rule found (law.rules); the ages themselves lie sealed."""

    CHILD = "child", _("a child when it happened")
    PRESUMED = "presumed", _("presumed to be a child when it happened")
    ADULT = "adult", _("18 or older when it happened")


class Attitude(TextChoices):
    """Whether the desk acts with others or alone (paragraph 28)."""

    CROSS_CUTTING = "CROSS_CUTTING", _("act jointly: the issue cuts across mandates")
    DIRECT = "DIRECT", _("act alone: the issue is this mandate's own")


class Risk(TextChoices):
    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")
    UNKNOWN = "unknown", _("not known")


class SafePerson(TextChoices):
    """Who is safe for a child who writes alone (DESIGN §9)."""

    ADULT = "adult", _("a safe adult")
    GUARDIAN = "guardian", _("a guardian")
    PARTNER = "partner", _("a vetted protection partner")
    NONE = "none", _("nobody, for the reason written down")


class Choice(TextChoices):
    """What a person does with a proposal to involve another mandate or body."""

    INVITE = "invite", _("invite to join")
    INFORM = "inform", _("inform")
    LEAVE_OUT = "leave_out", _("leave out")
