from django.apps import AppConfig


class StaffImportConfig(AppConfig):
    name = "ontzorg.parties.staff_import"
    label = "staff_import"
    verbose_name = "Personeel inlezen"
