"""A person's own account: language, password, second factor, vault."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.cases import exposure
from rapporteur.cases.rules import reads_sealed
from rapporteur.doors.desk.forms import LanguageForm
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.access.roles import BY_CODE
from rapporteur.kernel.environment import hard_texts_a_week
from rapporteur.people.accounts.actions import change_language
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules


@allowed(rules.is_of_the_desk)
def account(request: SignedIn) -> HttpResponse:
    person = request.user
    form = LanguageForm(request.POST or None, initial={"language": person.language})
    if form.is_valid():
        change_language(person, form.cleaned_data["language"])
        with translation.override(person.language):
            messages.success(request, _("Your pages speak this language from now on."))
        answer = redirect("account")
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return answer
    held = [BY_CODE[code] for code in sorted(rules.roles_of(person)) if code in BY_CODE]
    page = {"form": form, "held": held, "reads": reads_sealed(person) is None}
    if page["reads"]:
        page["opened"] = exposure.opened_by(person)
        page["limit"] = hard_texts_a_week()
    return render(request, "desk/account.html", page)
