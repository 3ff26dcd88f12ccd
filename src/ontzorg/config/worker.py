"""The worker: does the jobs of the queue, some of them beside each other."""

from __future__ import annotations

from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

# A long job, such as an import or the planning of the new day, holds up no letter. Imports wait
# for each other, so of these places one at the most is theirs. Messages go one at a time.
JOBS_AT_ONCE = 3


def run_worker() -> None:
    """Do jobs until the process is told to stop; it then ends those it is doing."""
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    app.with_connector(connector).run_worker(concurrency=JOBS_AT_ONCE)
