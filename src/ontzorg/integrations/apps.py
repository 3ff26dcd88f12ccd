from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "ontzorg.integrations"
    label = "integrations"
    verbose_name = "Berichten"
