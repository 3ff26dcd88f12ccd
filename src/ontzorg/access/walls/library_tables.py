"""Tables that kept libraries bring along: sessions, sign-in, migrations and the job queue."""

from __future__ import annotations

from ontzorg.access.walls.declare import Category, Login, Table, all_rows

_SIGN_IN = (
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "usersessions_usersession",
)
_REFERENCE = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions")
_QUEUE = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)

TABLES = (
    Table(
        name="django_session",
        category=Category.ACCESS,
        secured=False,
        access={Login.WEB_SIGNIN: all_rows("SIUD")},
    ),
    *(
        Table(
            name=name,
            category=Category.ACCESS,
            secured=False,
            access={Login.WEB_SIGNIN: all_rows("SIUD")},
        )
        for name in _SIGN_IN
    ),
    *(Table(name=name, category=Category.TECHNICAL, secured=False) for name in _REFERENCE),
    Table(
        name="django_migrations",
        category=Category.TECHNICAL,
        secured=False,
        access={Login.JOBS: all_rows("S")},
    ),
    *(
        Table(
            name=name,
            category=Category.TECHNICAL,
            secured=False,
            access={Login.JOBS: all_rows("SIUD")},
        )
        for name in _QUEUE
    ),
)
