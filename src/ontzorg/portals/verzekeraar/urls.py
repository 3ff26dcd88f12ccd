"""The addresses of the verzekeraar portal."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "verzekeraar"
urlpatterns: list[URLPattern] = []
