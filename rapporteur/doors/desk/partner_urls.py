"""Addresses of the register of partners, and of what they brought."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import partner_contributions as brought
from rapporteur.doors.desk.views import partners

urlpatterns: list[URLPattern] = [
    path("", partners.partners, name="partners"),
    path("new/", partners.partners_add, name="partners_add"),
    path("brought/", brought.partners_brought, name="partners_brought"),
    path("brought/<uuid:pk>/", brought.partners_contribution, name="partners_contribution"),
    path("brought/<uuid:pk>/review/", brought.partners_review, name="partners_review"),
    path("brought/<uuid:pk>/ask/", brought.partners_attribution, name="partners_attribution"),
    path("brought/<uuid:pk>/file/", brought.partners_file, name="partners_file"),
    path("brought/<uuid:pk>/file/<int:number>/", brought.partners_page, name="partners_page"),
    path("<uuid:pk>/", partners.partners_one, name="partners_one"),
    path("<uuid:pk>/edit/", partners.partners_edit, name="partners_edit"),
    path("<uuid:pk>/sealed/", partners.partners_sealed, name="partners_sealed"),
    path("<uuid:pk>/invite/", partners.partners_invite, name="partners_invite"),
    path("<uuid:pk>/people/", partners.partners_person, name="partners_person"),
    path("<uuid:pk>/<slug:act>/", partners.partners_act, name="partners_act"),
    path("people/<uuid:pk>/alone/", partners.partners_person_alone, name="partners_person_alone"),
    path("people/<uuid:pk>/left/", partners.partners_person_left, name="partners_person_left"),
]
