"""The addresses of beheer: who may come in, who works for whom, and is the house sound."""

from __future__ import annotations

from django.urls import path

from ontzorg.portals.beheer import (
    access_views,
    audit_views,
    emergency_views,
    organisation_views,
    system_views,
)

app_name = "beheer"
urlpatterns = [
    path("organisaties/", organisation_views.organisations, name="organisations"),
    path("organisaties/nieuw/", organisation_views.organisation_new, name="organisation-new"),
    path(
        "organisaties/<int:organisation_id>/wijzigen/",
        organisation_views.organisation_edit,
        name="organisation-edit",
    ),
    path(
        "organisaties/<int:organisation_id>/rollen/",
        organisation_views.role_names,
        name="role-names",
    ),
    path("organisaties/<int:organisation_id>/huisstijl/", organisation_views.brand, name="brand"),
    path("gebruikers/", access_views.accounts, name="accounts"),
    path("gebruikers/nieuw/", access_views.account_new, name="account-new"),
    path("gebruikers/<int:account_id>/rol/", access_views.role_new, name="role-new"),
    path("rollen/<int:membership_id>/einde/", access_views.role_end, name="role-end"),
    path("mandaten/", access_views.mandates, name="mandates"),
    path("mandaten/nieuw/", access_views.mandate_new, name="mandate-new"),
    path("mandaten/<int:mandate_id>/einde/", access_views.mandate_end, name="mandate-end"),
    path("systeem/", system_views.system, name="system"),
    path("logboek/", audit_views.audit_log, name="audit"),
    path("noodtoegang/", emergency_views.emergencies, name="emergencies"),
    path("logboek/bestand/", audit_views.audit_download, name="audit-download"),
]
