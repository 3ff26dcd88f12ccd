from django.apps import AppConfig


class MedicalConfig(AppConfig):
    name = "ontzorg.medical"
    label = "medical"
    verbose_name = "Medische kamer"
