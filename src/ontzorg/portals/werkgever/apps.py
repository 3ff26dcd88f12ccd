from django.apps import AppConfig


class WerkgeverPortalConfig(AppConfig):
    name = "ontzorg.portals.werkgever"
    label = "portal_werkgever"
