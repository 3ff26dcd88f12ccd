from django.apps import AppConfig


class CasemanagerPortalConfig(AppConfig):
    name = "ontzorg.portals.casemanager"
    label = "portal_casemanager"
