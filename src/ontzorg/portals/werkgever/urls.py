"""The addresses of the werkgever portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "werkgever"
urlpatterns: list[URLPattern] = []
