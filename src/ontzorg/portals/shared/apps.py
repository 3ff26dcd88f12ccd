from django.apps import AppConfig


class SharedPortalConfig(AppConfig):
    name = "ontzorg.portals.shared"
    label = "portal_shared"

    def ready(self) -> None:
        """Listen to what happens at signing in."""
        from ontzorg.portals.shared.sign_in.receivers import connect

        connect()
