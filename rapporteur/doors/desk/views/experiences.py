"""Experiences: what people shared about what helped or failed. None of it is a case."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases import experiences, rules
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.intake.models import Theme
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


class ThemeForm(forms.Form):
    """One theme, or none."""

    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"),
        choices=[("", gettext_lazy("none")), *Theme.choices],
        required=False,
    )


@allowed(rules.reads_sealed)
def experiences_list(request: SignedIn) -> HttpResponse:
    """List what was shared. Nothing of it is opened."""
    form = ThemeForm(request.GET or None)
    theme = form.cleaned_data["theme"] if form.is_valid() else ""
    found = experiences.visible_to(request.user, theme)
    page: dict[str, Any] = page_of(request, found, experiences.A_PAGE)
    return render(request, "desk/experiences/list.html", {"form": form, **page})


@allowed(rules.reads_sealed)
@needs_vault
def experiences_one(request: WithVault, pk: UUID) -> HttpResponse:
    """Open one; a post marks its theme."""
    found = experiences.visible_to(request.user).select_related("sealed__record")
    one = get_object_or_404(found, pk=pk)
    form = ThemeForm(request.POST or None, initial={"theme": one.theme})
    if form.is_valid():
        experiences.mark(one, form.cleaned_data["theme"], by=request.user)
        messages.success(request, _("The theme is marked."))
        return redirect("experiences_one", pk)
    answers = experiences.open_one(one, open_keyring(request), by=request.user)
    page = {
        "one": one,
        "form": form,
        "lines": experiences.lines(answers),
        "reuse": experiences.may_be_reused(answers),
    }
    return render(request, "desk/experiences/one.html", page)
