"""The addresses of bringing in staff from a file, and of people who came in twice."""

from __future__ import annotations

from django.urls import URLPattern, path

from ontzorg.portals.werkgever import import_views as views
from ontzorg.portals.werkgever import merge_views

ONE = "medewerkers/inlezen/<uuid:import_id>/"
urlpatterns: list[URLPattern] = [
    path("medewerkers/inlezen/", views.imports, name="imports"),
    path("medewerkers/inlezen/voorbeeld/", views.import_example, name="import-example"),
    path(ONE, views.import_detail, name="import-detail"),
    path(f"{ONE}kolommen/", views.import_columns, name="import-columns"),
    path(f"{ONE}voortgang/", views.import_progress, name="import-progress"),
    path(f"{ONE}regels/", views.import_rows, name="import-rows"),
    path(f"{ONE}bsn/", views.import_bsn, name="import-bsn"),
    path(f"{ONE}fouten/", views.import_faults, name="import-faults"),
    path(f"{ONE}overnemen/", views.import_confirm, name="import-confirm"),
    path(f"{ONE}wegleggen/", views.import_cancel, name="import-cancel"),
    path(f"{ONE}terugdraaien/", views.import_undo, name="import-undo"),
    path(
        "medewerkers/<uuid:werknemer_id>/samenvoegen/", merge_views.staff_merge, name="staff-merge"
    ),
    path("medewerkers/samengevoegd/<uuid:merge_id>/", merge_views.merge, name="merge"),
    path(
        "medewerkers/samengevoegd/<uuid:merge_id>/losmaken/",
        merge_views.merge_undo,
        name="merge-undo",
    ),
]
