"""What is asked of the criminal law of a State: the acts of article 3 of the Protocol, and two more.

Acts are scope codes, so that they have one name in six languages (FIELD §4.4).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Code, and the place in the Protocol that asks for it.
ACTS: dict[str, str] = {
    "SALE.SEXEXP": "3(1)(a)(i)(a)",
    "SALE.ORGANS": "3(1)(a)(i)(b)",
    "SALE.FORCEDLABOUR": "3(1)(a)(i)(c)",
    "SALE.ADOPTION": "3(1)(a)(ii)",
    **dict.fromkeys(
        ("EXPLPROST.OFFER", "EXPLPROST.OBTAIN", "EXPLPROST.PROCURE", "EXPLPROST.PROVIDE"),
        "3(1)(b)",
    ),
    **dict.fromkeys(
        (
            *("CSAM.PRODUCE", "CSAM.DISTRIBUTE", "CSAM.DISSEMINATE", "CSAM.IMPORT"),
            *("CSAM.EXPORT", "CSAM.OFFER", "CSAM.SELL", "CSAM.POSSESS"),
        ),
        "3(1)(c)",
    ),
    "ATTEMPT": "3(2)",
    "COMPLICITY": "3(2)",
    "LEGALENTITY": "3(4)",
}
PUNISHED, DEFENCE = "victim-punished", "consent-defence"
# A/HRC/9/21, para. 43: a child is a victim, and nothing that a child agreed to changes that.
INDICATORS: dict[str, Any] = {
    PUNISHED: _("Child victims can be punished"),
    DEFENCE: _("The consent of a child is a defence"),
}
QUESTIONS = (*ACTS, *INDICATORS)
