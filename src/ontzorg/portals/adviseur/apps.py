from django.apps import AppConfig


class AdviseurPortalConfig(AppConfig):
    name = "ontzorg.portals.adviseur"
    label = "portal_adviseur"
