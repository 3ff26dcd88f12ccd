"""Computes everyone's dossier again and prints how many rows would change.

Run as a program: `python -m tests.faults.replanning`.
"""

from __future__ import annotations

import django


def main() -> None:
    """Change nothing and print the count."""
    django.setup()
    from django.utils import timezone

    from ontzorg.access.actors import SYSTEM
    from ontzorg.access.context import acting_as
    from ontzorg.verzuim.models import Melding
    from ontzorg.verzuim.services import replan

    with acting_as(SYSTEM):
        ids = Melding.objects.order_by().values_list("dienstverband_id", flat=True).distinct()
        changed = replan(
            actor=SYSTEM, dienstverband_ids=list(ids), today=timezone.localdate(), dry_run=True
        )
    print(changed)  # noqa: T201 - read by the test


if __name__ == "__main__":
    main()
