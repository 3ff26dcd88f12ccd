from django.apps import AppConfig


class WerknemerPortalConfig(AppConfig):
    name = "ontzorg.portals.werknemer"
    label = "portal_werknemer"
