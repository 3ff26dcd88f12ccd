from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "ontzorg.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Toegang"
