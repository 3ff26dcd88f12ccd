from django.apps import AppConfig


class VerzekeraarPortalConfig(AppConfig):
    name = "ontzorg.portals.verzekeraar"
    label = "portal_verzekeraar"
