from django.apps import AppConfig


class SharedPortalConfig(AppConfig):
    name = "ontzorg.portals.shared"
    label = "portal_shared"
