from django.apps import AppConfig


class VerzuimConfig(AppConfig):
    name = "ontzorg.verzuim"
    label = "verzuim"
    verbose_name = "Verzuim"
