from django.apps import AppConfig


class BeheerPortalConfig(AppConfig):
    name = "ontzorg.portals.beheer"
    label = "portal_beheer"
