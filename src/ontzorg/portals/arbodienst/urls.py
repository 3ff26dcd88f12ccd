"""The addresses of the arbodienst portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "arbodienst"
urlpatterns: list[URLPattern] = []
