"""What people of the desk type in any script: sealed as typed, or shown again with what to change."""

import json

import pytest
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.cases.models import Case
from rapporteur.doors.fields import CONTROL, TURNING
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.kernel.vault.models import Version, Wrap
from tests.bench.wire import hidden
from tests.doors.test_desk_letters import page as of_letter
from tests.doors.test_desk_letters import written
from tests.doors.test_desk_triages import GUARDED, PROPOSED, part
from tests.factories import cases as make_cases
from tests.factories import communications as make_letters
from tests.factories.typing import TYPED, kept_of, often

pytestmark = pytest.mark.usefixtures("committed")
FOLDED = {"facts"}  # kept as paragraphs: blank lines part them


class Desk:
    """Forms that take words again and again: name, address, fields of words, what goes with them."""

    def __init__(self, client, beside):
        holder = beside("mandate_holder").person
        self.client = client
        self.office = make_cases.office_of(client, holder=holder)
        self.submission = make_cases.make_submission(self.office)
        self.triage = make_cases.make_triage(self.office)
        self.case = self.triage.case
        self.letter = make_letters.make_written(self.office)

    def fresh(self, one):
        one.refresh_from_db()
        return one

    def forms(self):
        case, client = self.case, self.client
        plan = hidden(client.get(reverse("cases_plan", args=[case.pk])).content.decode())
        triage, letter = self.fresh(self.triage), self.fresh(self.letter)
        reprisal = {"desk": client.desk.pk, "process": "other", "act": "smear"}
        yield reverse("cases_notes", args=[case.pk]), ("text",), {}
        yield reverse("cases_plan", args=[case.pk]), ("happens", "contact", "secret"), plan
        yield reverse("reprisals_new"), ("words",), reprisal
        yield reverse("retention_hold", args=[case.pk]), ("reason",), {}
        yield reverse("received_write", args=[self.submission.pk]), ("text",), {}
        yield of_letter("write", letter.pk), ("subject", "facts"), written(letter)
        yield part(triage, "guard"), ("risk_note",), {**GUARDED, "version": triage.version}
        given = {**PROPOSED, "version": self.fresh(triage).version}
        yield part(triage, "propose"), ("attitude_reason", "outcome_reason"), given

    def sealed_since(self, before):
        """Return every text in what was sealed to the desk since, opened without the journal."""
        found = []
        for version in Version.objects.exclude(pk__in=before).select_related("record"):
            wrap = Wrap.objects.select_related("epoch").get(
                version=version, epoch__recipient=self.office.desk.recipient
            )
            key = records.opened(wrap, version, self.office.keyring)
            found += texts_in(open_body(bytes(version.envelope), key, version.place).decode())
        return found


def texts_in(body):
    """Return the texts of a body, whether it is JSON or one text."""
    try:
        waiting, found = [json.loads(body)], [body]
    except ValueError:
        return [body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def is_plain(text):
    """Say whether no field may refuse this."""
    kept = kept_of(text)
    return 0 < len(kept) < 300 and not CONTROL.search(kept) and not TURNING.search(kept)


def squeezed(text):
    return "".join(text.split())


@pytest.fixture
def desk(at_work, beside):
    return Desk(at_work, beside)


@given(texts=st.lists(TYPED, min_size=3, max_size=8))
@often(plain=3, full=60)
def test_each_form_seals_what_is_typed_or_gives_it_back(desk, texts):
    number = 0
    for address, fields, beside in desk.forms():
        typed = {name: texts[(number + n) % len(texts)] for n, name in enumerate(fields)}
        number += 1
        before = list(Version.objects.values_list("pk", flat=True))
        answer = desk.client.post(address, {**beside, **typed})
        if answer.status_code == 302:
            sealed = desk.sealed_since(before)
            for name, text in typed.items():
                if name in FOLDED:
                    assert squeezed(text) in squeezed(" ".join(sealed)), address
                else:
                    assert not kept_of(text) or kept_of(text) in sealed, address
            continue
        # Whoever put a hold does not lift it: a rule refuses there what the fields take.
        assert address.endswith("/hold/") or not all(map(is_plain, typed.values())), address
        page = answer.content.decode()
        assert answer.status_code == 200, address
        assert 'role="alert"' in page or "errorlist" in page, address
        assert all(escape(text) in page for text in typed.values()), address
        assert Version.objects.count() == len(before), address
    assert Case.objects.filter(pk=desk.case.pk).exists()
    for place in ("cases_notes", "cases_plan"):
        assert desk.client.get(reverse(place, args=[desk.case.pk])).status_code == 200
