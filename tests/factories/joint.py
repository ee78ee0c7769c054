"""Asking mandates to join a letter, and answering, in tests."""

from rapporteur.communications import rules as of_letters
from rapporteur.communications.models import Communication, Invitation
from rapporteur.kernel.vault.models import Wrap
from rapporteur.people.mandates.models import Mandate, MandateTitle
from rapporteur.sharing import joint


def ask(office, letter, *codes):
    return joint.ask(letter, codes or ["SLAVTRAF"], keyring=office.keyring, by=office.officer)


def answer(other, one, what, edits="", by=None):
    one = Invitation.objects.get(pk=one.pk)
    read = one.communication.version
    return joint.answer(one, answer=what, read=read, edits=edits, by=by or other.holder)


def fresh(letter):
    return Communication.objects.get(pk=letter.pk)


def waits(letter):
    return str(of_letters.no_mandate_waits(None, letter) or "")


def keys_of(other, letter):
    return Wrap.objects.filter(
        epoch__recipient=other.desk.recipient, version__record=letter.record_id
    ).count()


def make_country_mandate():
    proof = {"evidence": "general", "source": "made up", "as_of": "2026"}
    made = Mandate.objects.create(
        code="XEXM", kind="country", country="XEX", established_on="2020", may_cosign=True, **proof
    )
    MandateTitle.objects.create(
        mandate=made,
        form="SR",
        titles={"en": "Special Rapporteur on Exerland"},
        valid_from="2020",
        **proof,
    )
