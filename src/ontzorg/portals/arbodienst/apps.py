from django.apps import AppConfig


class ArbodienstPortalConfig(AppConfig):
    name = "ontzorg.portals.arbodienst"
    label = "portal_arbodienst"
