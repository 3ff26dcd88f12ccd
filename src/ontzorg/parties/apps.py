from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "ontzorg.parties"
    label = "parties"
    verbose_name = "Partijen"
