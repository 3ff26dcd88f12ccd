"""The addresses of the werkgever portal."""

from __future__ import annotations

from django.urls import URLPattern, path

from ontzorg.portals.werkgever import (
    berichten_views,
    employment_views,
    home_views,
    import_urls,
    invite_views,
    sick_views,
    staff_change_views,
    staff_views,
)

app_name = "werkgever"
urlpatterns: list[URLPattern] = [
    path("", home_views.home, name="home"),
    path("meldingen/<uuid:melding_id>/", home_views.melding_confirm, name="melding-confirm"),
    path("ziekmelden/", sick_views.sick_new, name="sick-new"),
    path("ziekmelden/<uuid:dossier_id>/", sick_views.sick_done, name="sick-done"),
    path("medewerkers/", staff_views.staff, name="staff"),
    path("medewerkers/nieuw/", staff_change_views.staff_new, name="staff-new"),
    path("medewerkers/<uuid:werknemer_id>/", staff_views.staff_detail, name="staff-detail"),
    path("medewerkers/<uuid:werknemer_id>/bsn/", staff_views.staff_bsn, name="staff-bsn"),
    path(
        "medewerkers/<uuid:werknemer_id>/uitnodigen/",
        invite_views.staff_invite,
        name="staff-invite",
    ),
    path(
        "medewerkers/<uuid:werknemer_id>/wijzigen/",
        staff_change_views.staff_edit,
        name="staff-edit",
    ),
    path(
        "medewerkers/<uuid:werknemer_id>/dienstverband/",
        employment_views.employment_new,
        name="employment-new",
    ),
    path(
        "medewerkers/dienstverbanden/<int:dienstverband_id>/wijzigen/",
        employment_views.employment_edit,
        name="employment-edit",
    ),
    path(
        "medewerkers/dienstverbanden/<int:dienstverband_id>/einde/",
        employment_views.employment_end,
        name="employment-end",
    ),
    path("medewerkers/afdelingen/nieuw/", staff_change_views.afdeling_new, name="afdeling-new"),
    path("berichten/", berichten_views.berichten, name="berichten"),
    path(
        "berichten/<uuid:bericht_id>/antwoord/",
        berichten_views.bericht_answer,
        name="bericht-answer",
    ),
    *import_urls.urlpatterns,
]
