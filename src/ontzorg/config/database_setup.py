"""From nothing to a database with schema and walls: provision, migrate, apply the walls."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from ontzorg.access.walls.apply import apply_walls
from ontzorg.config.embedded import ensure_running
from ontzorg.config.environment import Environment
from ontzorg.config.provision import provision

LOCAL_ADMIN = "postgres"


def set_up_database(environment: Environment) -> None:
    """Bring the database to the state this version needs. Safe to repeat."""
    if environment.is_local:
        ensure_running(environment.var)
    provision(admin_conninfo(environment), database_name(), settings.MASTER_KEY)
    migrate()


def migrate() -> None:
    """Run the migrations as the migrator and put the walls in place."""
    call_command("migrate", database="migrator", interactive=False, verbosity=0)
    apply_walls("migrator")


def database_name() -> str:
    """Return the name of the product's database."""
    return str(settings.DATABASES["default"]["NAME"])


def admin_conninfo(environment: Environment) -> str:
    """Return how to connect as the PostgreSQL administrator; used for provisioning only."""
    if not environment.is_local:
        return environment.database_url
    host = Path(settings.DATABASES["default"]["HOST"])
    return f"host='{host}' user={LOCAL_ADMIN} dbname=postgres"
