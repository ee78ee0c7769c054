from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from rapporteur.kernel.access.gates import allowed, journal_refusal, open_to_all, refuse
from rapporteur.kernel.instance.models import Instance
from rapporteur.kernel.journal.actions import record
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import Step, StepRefused

PERSON = SimpleNamespace(pk=UUID(int=5), is_authenticated=True)
NOBODY = SimpleNamespace(pk=None, is_authenticated=False)
PAGE = SimpleNamespace(view_name="desk:journal", kwargs={"pk": UUID(int=9), "word": "typed words"})


def says_no(person):
    return gettext_lazy("The journal is read by auditors.")


def says_yes(person):
    return None


@pytest.fixture
def asked(rf):
    def ask(person=PERSON, match=PAGE):
        request = rf.get("/journal/")
        if person is not None:
            request.user = person
        request.resolver_match = match
        return request

    return ask


def page(request, *args, **kwargs):
    return HttpResponse("the page")


@pytest.mark.parametrize("rules", [(says_yes,), (says_yes, says_yes)])
def test_who_passes_every_rule_sees_the_page(asked, rules):
    assert allowed(*rules)(page)(asked()).content == b"the page"


def test_who_fails_one_rule_reads_the_reason(committed, asked):
    response = allowed(says_yes, says_no)(page)(asked())
    assert response.status_code == 403
    assert "The journal is read by auditors." in response.content.decode()


@pytest.mark.requirement("RX.6")
def test_a_refusal_is_in_the_journal_with_who_what_and_why(committed, asked):
    allowed(says_no)(page)(asked())
    entry = Entry.objects.get(outcome="refused")
    assert (entry.by, entry.verb) == (str(UUID(int=5)), "open")
    assert (entry.subject_table, entry.subject_id) == ("desk:journal", str(UUID(int=9)))
    assert entry.why == "The journal is read by auditors."
    assert "typed words" not in str(vars(entry))


def test_a_refusal_in_an_action_undoes_it_and_is_kept(committed, asked):
    @allowed(says_yes)
    def act(request):
        with transaction.atomic():
            record("half", None, by="x")
            raise Refused("Not now.")

    assert act(asked()).status_code == 403
    assert list(Entry.objects.values_list("verb", "why")) == [("open", "Not now.")]


def test_a_refused_step_is_kept_with_its_verb_and_record(committed, asked):
    refusal = StepRefused("Not yet.", Step("send", [], "sent"), Instance(id=1))
    journal_refusal(asked(), refusal)
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_table) == ("send", "instance_instance")


@pytest.mark.parametrize("person", [None, NOBODY])
def test_a_refusal_of_nobody_known_is_kept_as_such(committed, asked, person):
    refuse(asked(person), Refused("Sign in first."))
    assert Entry.objects.get().by == "nobody"


def test_a_refusal_outside_any_page_is_kept_too(committed, asked):
    journal_refusal(asked(match=None), Refused())
    assert (Entry.objects.get().subject_table, Entry.objects.get().why) == ("", "")


def test_an_open_page_is_shown_to_anyone_and_says_why():
    opened = open_to_all("The public door is for everyone.")(page)
    assert opened(None).content == b"the page"
    assert opened.access == "The public door is for everyone."
    assert opened.login_required is False


def test_a_gate_names_its_rules():
    assert allowed(says_yes, says_no)(page).access == (says_yes, says_no)


def test_a_gate_without_a_rule_or_a_reason_is_an_error():
    with pytest.raises(TypeError, match="at least one rule"):
        allowed()
    with pytest.raises(TypeError, match="why the page is open"):
        open_to_all(" ")
