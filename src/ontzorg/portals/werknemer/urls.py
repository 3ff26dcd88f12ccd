"""The addresses of the werknemer portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "werknemer"
urlpatterns: list[URLPattern] = []
