"""The addresses of the werknemer portal."""

from __future__ import annotations

from django.urls import URLPattern, path

from ontzorg.portals.werknemer import data_views, views

app_name = "werknemer"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("ziek/", views.report, name="report"),
    path("beter/", views.recover, name="recover"),
    path("wie-ziet-wat/", data_views.who_sees, name="who-sees"),
    path("wie-keek-mee/", data_views.who_looked, name="who-looked"),
    path("gegevens/", data_views.my_data, name="my-data"),
    path("gegevens/download/", data_views.my_data_download, name="my-data-download"),
]
